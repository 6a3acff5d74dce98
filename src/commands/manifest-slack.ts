import { readFile } from 'node:fs/promises'
import { environment } from '../config.ts'

/** `npm run manifest:slack [-- https://ADDRESS]`: the Slack app's manifest with this desk's own address, for pasting. */
const MANIFEST = new URL('../../manifests/slack/manifest.yaml', import.meta.url)
const EXAMPLE = 'https://desk.example.com'

const address = process.argv[2] ?? environment().PUBLIC_URL
if (!address) {
  refuse('the address is missing: set PUBLIC_URL, or run npm run manifest:slack -- https://YOUR-ADDRESS')
} else if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
  refuse(`found "${address}"; expected the address at which Slack reaches the desk, such as ${EXAMPLE}`)
} else {
  const manifest = await readFile(MANIFEST, 'utf8')
  process.stdout.write(manifest.replaceAll(EXAMPLE, address.replace(/\/+$/, '')))
}

function refuse(why: string): void {
  console.error(why)
  process.exitCode = 2
}
