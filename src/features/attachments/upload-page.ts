import type { Locale } from '../../chat/context.ts'
import { en } from './upload-page.en.ts'
import { ja } from './upload-page.ja.ts'

export const uploadPage: Readonly<Record<Locale, typeof ja>> = { ja, en }
