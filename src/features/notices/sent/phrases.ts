import type { Locale } from '../../../chat/context.ts'
import { en } from './phrases.en.ts'
import { ja } from './phrases.ja.ts'

export const phrases: Readonly<Record<Locale, typeof ja>> = { ja, en }
