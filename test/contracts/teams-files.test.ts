import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { readCard } from '#test/support/adaptive-cards/read-card.ts'
import { freshDatabase } from '#test/support/database.ts'
import { type Sent, startTeamsPeer } from '#test/support/teams-peer.ts'
import { passTime } from '#test/support/time.ts'

const TENANT = '11111111-1111-4111-8111-111111111111'
const OTHER_TENANT = '22222222-2222-4222-8222-222222222222'
const CONSULTANTS = '19:consultants@thread.tacv2'
const GENERAL = '19:general@thread.tacv2'
const QUESTION = 'ファイアウォールの設定コマンドを教えてください。'
const CARD = 'application/vnd.microsoft.card.adaptive'
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'
const INFO = 'application/vnd.microsoft.teams.card.file.info'

interface Somebody {
  readonly user: string
  readonly tenant?: string
}
const SUZUKI: Somebody = { user: 'suzuki' }
const TANAKA: Somebody = { user: 'tanaka' }
const STRANGER: Somebody = { user: 'ito', tenant: OTHER_TENANT }
const chatOf = ({ user }: Somebody) => `a:${user}`

/** The desk on Teams as the Playground speaks to it, with a Bot Connector and a SharePoint beside it. */
async function teams() {
  const database = await freshDatabase()
  const peer = await startTeamsPeer()
  const { id: providerId } = await database.prisma.organisation.findFirstOrThrow({
    where: { kind: 'provider' },
  })
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const administration = createAdministration(unitOfWork, providerId, 'test')
  for (const [code, { user, tenant = TENANT }] of [
    ['MINATO', SUZUKI],
    ['MINATO', TANAKA],
    ['AOBA', STRANGER],
  ] as const) {
    if (!(await database.prisma.organisation.findUnique({ where: { code } })))
      await administration.createOrganisation(code, code)
    await administration.addMember({ platform: 'teams', workspace: tenant, user }, 'staff', user, code)
  }
  await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, ({ desk }) =>
    desk.setConsultantsChannel(
      { kind: 'shared', platform: 'teams', workspace: TENANT, channel: CONSULTANTS },
      'test',
    ),
  )
  const config = readConfig({ NODE_ENV: 'test', PORT: '0', WEB_CHAT: 'off', TEAMS: 'playground' })
  const desk = await startDesk(config, pino({ level: 'silent' }), { database })
  onTestFinished(() => desk.stop())

  async function tell(
    { user, tenant = TENANT }: Somebody,
    conversation: { readonly id: string; readonly conversationType: string },
    activity: object,
  ) {
    const response = await fetch(`${desk.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{
          id: randomUUID(),
          channelId: 'msteams',
          serviceUrl: peer.url,
          timestamp: new Date().toISOString(),
        },
        ...{ from: { id: `29:${user}`, aadObjectId: user }, recipient: { id: '28:bot' } },
        conversation: { ...conversation, tenantId: tenant },
        ...activity,
      }),
    })
    expect(response.status).toBe(200)
    await desk.idle()
  }
  const personal = (who: Somebody) => ({ id: chatOf(who), conversationType: 'personal' })
  const cardsIn = (conversation: string) =>
    peer.sent.filter(
      (it) =>
        it.conversation.startsWith(conversation) &&
        it.activity.attachments.some(({ contentType }) => contentType === CARD),
    )
  const buttonIn = (conversation: string, label: string) => {
    for (const it of cardsIn(conversation).toReversed()) {
      const button = readCard(cardOf(it)).buttons.find(({ title }) => title === label)
      if (button) return { message: it.id, conversation: it.conversation, data: button.data }
    }
    throw new Error(`there is no button 「${label}」 in ${conversation}`)
  }

  await tell(
    SUZUKI,
    { id: CONSULTANTS, conversationType: 'channel' },
    { type: 'installationUpdate', action: 'add-upgrade' },
  )
  await tell(SUZUKI, personal(SUZUKI), { type: 'installationUpdate', action: 'add-upgrade' })

  return {
    desk,
    peer,
    says: (who: Somebody, text: string, attachments: readonly object[] = []) =>
      tell(who, personal(who), { type: 'message', text, attachments }),
    mentions: (who: Somebody, text: string) =>
      tell(
        who,
        { id: GENERAL, conversationType: 'channel' },
        {
          ...{ type: 'message', text: `<at>desk</at> ${text}` },
          entities: [{ type: 'mention', text: '<at>desk</at>', mentioned: { id: '28:bot' } }],
        },
      ),
    async presses(who: Somebody, label: string, conversation = chatOf(who)) {
      const { message, data, conversation: id } = buttonIn(conversation, label)
      const kind = conversation === GENERAL ? 'channel' : 'personal'
      await tell(
        who,
        { id, conversationType: kind },
        {
          ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: message },
          value: { action: { type: 'Action.Execute', verb: 'x', data } },
        },
      )
      await passTime(database.sql, 4_000)
      await desk.idle()
    },
    consents: (who: Somebody, value: object, replyToId: string) =>
      tell(who, personal(who), { type: 'invoke', name: 'fileConsent/invoke', replyToId, value }),
    linesIn: (conversation: string) => readCard(cardOf(cardsIn(conversation).at(-1))).lines.join('\n'),
    database,
  }
}

const cardOf = (it: Sent | undefined): object => {
  const card = it?.activity.attachments.find(({ contentType }) => contentType === CARD)?.content
  if (typeof card !== 'object' || card === null) throw new Error('there is no card')
  return card
}
const ofType = (sent: readonly Sent[], contentType: string) =>
  sent.filter(({ activity }) => activity.attachments.some((it) => it.contentType === contentType))

const Consent = z.object({
  description: z.string().min(1),
  sizeInBytes: z.number().positive(),
  acceptContext: z.strictObject({ file: z.uuid() }),
  declineContext: z.strictObject({ file: z.uuid() }),
})

/** Suzuki has solved a question and asked for its record. */
async function recordAsked() {
  const world = await teams()
  await world.says(SUZUKI, '達成率はどのように計算されますか。')
  await world.presses(SUZUKI, '解決しました')
  await world.presses(SUZUKI, '記録をファイルで受け取る')
  const card = ofType(world.peer.sent, CONSENT).at(-1)
  const [attachment] = card?.activity.attachments ?? []
  if (!card || !attachment) throw new Error('nobody was asked')
  const consent = Consent.parse(attachment.content)
  const uploadInfo = {
    contentUrl: 'https://example.sharepoint.com/personal/suzuki/記録.txt',
    name: attachment.name ?? '',
    uploadUrl: `${world.peer.url}/sharepoint/upload?session=1`,
    uniqueId: randomUUID(),
    fileType: 'txt',
  }
  const accept = { type: 'fileUpload', action: 'accept', context: consent.acceptContext, uploadInfo }
  return { ...world, card, attachment, consent, uploadInfo, accept }
}

test('a record is put into the OneDrive of who accepts it, and the card that asked gives way to it', async () => {
  const { peer, consents, card, attachment, consent, accept, uploadInfo } = await recordAsked()
  expect(card.conversation).toBe(chatOf(SUZUKI))
  expect(attachment.name).toMatch(/^相談記録_\d{4}-\d{2}-\d{2}_達成率はどのように計算されますか。\.txt$/)
  await consents(SUZUKI, accept, card.id)
  const [upload, ...rest] = peer.uploads
  expect(rest).toEqual([])
  expect(upload?.path).toBe('/sharepoint/upload?session=1')
  expect(upload?.content.length).toBe(consent.sizeInBytes)
  expect(upload?.range).toBe(`bytes 0-${consent.sizeInBytes - 1}/${consent.sizeInBytes}`)
  expect(upload?.content.toString('utf8').startsWith('\ufeffご相談の記録\r\n')).toBe(true)
  expect(ofType(peer.sent, INFO).at(-1)?.activity.attachments[0]).toMatchObject({
    ...{ contentUrl: uploadInfo.contentUrl, name: uploadInfo.name },
    content: { uniqueId: uploadInfo.uniqueId, fileType: 'txt' },
  })
  expect(peer.sent.at(-1)).toMatchObject({ method: 'DELETE', id: card.id })
})

test('who declines is told that nothing was saved, in the place of the question', async () => {
  const { peer, consents, card, consent } = await recordAsked()
  await consents(SUZUKI, { type: 'fileUpload', action: 'decline', context: consent.declineContext }, card.id)
  expect(peer.uploads).toEqual([])
  expect(peer.sent.at(-1)).toMatchObject({ method: 'PUT', id: card.id })
  expect(peer.sent.at(-1)?.activity.text).toContain('ファイルは保存しませんでした。')
})

test('nobody else gets it, in whatever card its id stands', async () => {
  const { peer, consents, card, accept } = await recordAsked()
  for (const who of [TANAKA, STRANGER, { user: 'nobody' }]) await consents(who, accept, card.id)
  await consents(SUZUKI, { ...accept, context: { file: randomUUID() } }, card.id)
  expect(peer.uploads).toEqual([])
  expect(ofType(peer.sent, INFO)).toEqual([])
  expect(peer.sent.at(-1)?.activity.text).toContain('ファイルを保存できませんでした。')
})

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://sharepoint.com.example.com/x',
  'https://example.com/x',
  'http://example.sharepoint.com/x',
  'https://user:password@example.sharepoint.com/x',
  'file:///etc/passwd',
])('a file is not put at %s', async (uploadUrl) => {
  const { peer, consents, card, accept, uploadInfo } = await recordAsked()
  await consents(SUZUKI, { ...accept, uploadInfo: { ...uploadInfo, uploadUrl } }, card.id)
  expect(ofType(peer.sent, INFO)).toEqual([])
  expect(peer.sent.at(-1)?.activity.text).toContain('ファイルを保存できませんでした。')
})

test('what is attached in the personal chat is fetched, and opened by who takes the question', async () => {
  const { peer, says, presses, linesIn } = await teams()
  peer.downloads.set('/sharepoint/rules.docx', Buffer.from('第1条'))
  await says(SUZUKI, QUESTION, [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: '規程.docx',
      contentUrl: 'https://example.sharepoint.com/personal/suzuki/規程.docx',
      content: { downloadUrl: `${peer.url}/sharepoint/rules.docx`, uniqueId: randomUUID(), fileType: 'docx' },
    },
    { contentType: 'text/html', content: '<p>規程</p>' },
  ])
  await presses(SUZUKI, 'コンサルタントに相談する')
  const [link] = /https?:\/\/\S+\/files\/[\w-]+/.exec(linesIn(CONSULTANTS)) ?? []
  expect(await (await fetch(link ?? '')).text()).toBe('第1条')
})

test('in a channel, the author attaches by a page of their own, and who takes the question opens it', async () => {
  const { desk, peer, mentions, presses, linesIn, database } = await teams()
  await mentions(SUZUKI, QUESTION)
  await presses(SUZUKI, 'コンサルタントに相談する', GENERAL)
  await presses(SUZUKI, 'ファイルを添付する', GENERAL)
  const [page = ''] = /https?:\/\/\S+\/upload\/[\w-]+/.exec(linesIn(chatOf(SUZUKI))) ?? []
  expect(
    JSON.stringify(peer.sent.filter(({ conversation }) => conversation.startsWith(GENERAL))),
  ).not.toContain('/upload/')
  const shown = await fetch(page)
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain(`ご相談「${QUESTION}」に添付するファイルをお選びください。`)
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")

  const form = new FormData()
  form.append('files', new File(['第1条'], '規程<b>.txt'))
  form.append('files', new File([new Uint8Array(25 * 1024 * 1024 + 1)], '録画.mp4'))
  form.append('files', new File(['別紙'], '別紙.txt'))
  const taken = await fetch(page, { method: 'POST', body: form })
  const words = await taken.text()
  expect(taken.status).toBe(200)
  expect(words).toContain('ファイルを受け取りました')
  expect(words).toContain('規程_b_.txt<br><small>受け取りました')
  expect(words).toContain('録画.mp4<br><small>25 MBを超えているため、受け取れませんでした')
  expect(words).toContain('別紙.txt<br><small>受け取りました')

  await desk.idle()
  await passTime(database.sql, 4_000)
  await desk.idle()
  expect(linesIn(CONSULTANTS)).toContain('規程_b_.txt（1 KB）')
  const links = [...linesIn(CONSULTANTS).matchAll(/https?:\/\/\S+\/files\/[\w-]+/g)].map(([link]) => link)
  expect(links).toHaveLength(2)
  expect(await (await fetch(links[1] ?? '')).text()).toBe('別紙')
})

test('nobody but the author is sent the page; and what it belongs to decides whether it opens', async () => {
  const { desk, mentions, presses, linesIn, database, peer } = await teams()
  await mentions(SUZUKI, QUESTION)
  await presses(SUZUKI, 'コンサルタントに相談する', GENERAL)
  await presses(TANAKA, 'ファイルを添付する', GENERAL)
  expect(JSON.stringify(peer.sent)).not.toContain('/upload/')
  await presses(SUZUKI, 'ファイルを添付する', GENERAL)
  const [page = ''] = /https?:\/\/\S+\/upload\/[\w-]+/.exec(linesIn(chatOf(SUZUKI))) ?? []
  const body = new FormData()
  expect((await fetch(page, { method: 'POST', body: 'x' })).status).toBe(400)
  body.append('files', new File(['x'], 'x.txt'))
  expect((await fetch(`${page}A`, { method: 'POST', body })).status).toBe(404)
  expect((await fetch(page, { method: 'DELETE' })).status).toBe(405)
  await database.prisma.consultation.updateMany({ data: { state: 'withdrawn' } })
  expect((await fetch(page)).status).toBe(404)
  expect((await fetch(page, { method: 'POST', body })).status).toBe(404)
  await database.prisma.consultation.updateMany({ data: { state: 'escalated' } })
  expect((await fetch(page)).status).toBe(200)
  await database.prisma.member.updateMany({ data: { removedAt: new Date() } })
  const gone = await fetch(page)
  expect(gone.status).toBe(404)
  // The same words as for an address that never was.
  expect(await gone.text()).toBe(await (await fetch(`${desk.url}/files/nothing`)).text())
})
