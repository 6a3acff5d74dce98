import { z } from 'zod'
import type { Sql } from '#src/services/database/sql.ts'
import {
  commandBody,
  homeOpenedEvent,
  mentionEvent,
  messageEvent,
  pressPayload,
  slackEnvelope,
  submissionPayload,
} from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { BOT_USER, SIGNING_SECRET } from '#test/support/slack/things.ts'
import type { PlatformRequest } from '../platform.ts'
import { DESK } from './size.ts'
import type { Button, Call, Form } from './web-api.ts'

export interface Person {
  readonly workspace: string
  readonly user: string
  /** Their direct channel with the desk. */
  readonly direct: string
}

/** Something that somebody does. */
export interface Deed {
  readonly kind: Kind
  readonly request: PlatformRequest
  /** By which the answer is known: a place, a thread in it, or what opens a form. Undefined: nothing is answered. */
  readonly answer: string | undefined
}

/** In a thousand deeds. */
const SHARES = {
  ask: 380,
  mention: 50,
  noise: 210,
  press: 100,
  sheet: 90,
  booking: 50,
  home: 50,
  command: 50,
  consultant: 20,
} as const
export type Kind = keyof typeof SHARES
export const kinds = Object.keys(SHARES) as readonly Kind[]

/** What is pressed on the cards that come; the rest is left alone. A person is asked for once in a while only. */
const PRESSED = new Map([
  ['consultation.solved', 1],
  ['consultation.unsolved', 0.5],
  ['consultation.sources', 1],
  ['consultation.followUp', 1],
  ['consultation.choose', 1],
  ['consultation.escalate', 0.1],
  ['history.own', 1],
  ['history.show', 1],
  ['plans.show', 1],
  ['tickets.list', 1],
  ['booking.list', 1],
  ['booking.offer', 1],
])

const CONSULTANTS_SAY = ['チケット', 'チケット', 'L000012の契約', '管理メニュー', '未対応のチケット']
const COMMANDS = ['契約内容', '履歴', 'ホーム', 'チケット', '残り回数', '/tickets', '/consult']
const BOOKINGS = ['予約したい', '来週の空いている枠で面談したいです', '予約の一覧']
const NOISE = [
  '了解です。',
  '本日の朝会は10時からです。',
  '資料を共有フォルダに置きました。',
  'ありがとうございます！',
]

const STEPS_A_WALK = 25
/** One's next deed comes no sooner. */
const REST_MS = 3_000

/** Anybody but those whose conversation a consultant has. */
export async function castOf(sql: Sql, walkers: number) {
  const customers = await sql.query<Person & { readonly practises: boolean }>(
    `SELECT m.workspace, m."user", m.direct, c.course = 'practice' AND NOT c.is_over AS practises
     FROM load_member m JOIN load_contract c ON c.organisation_id = m.organisation_id
     WHERE NOT EXISTS (SELECT FROM ticket t WHERE t.organisation_id = m.organisation_id AND t.state NOT IN ('new', 'closed')
       AND t.conversation_key = 'slack/' || m.workspace || '/@' || m."user")
     ORDER BY md5(m.n::text)`,
  )
  const consultants = await sql.query<Person>(
    `SELECT $1 AS workspace, "user", 'D' || "user" AS direct FROM load_consultant ORDER BY n`,
    [DESK.workspace],
  )
  const walking = customers.filter(({ practises }) => practises).slice(0, walkers)
  const chosen = new Set(walking)
  return { members: customers.filter((it) => !chosen.has(it)), walkers: walking, consultants }
}

/** 0–1, the same sequence for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Pressable {
  readonly person: Person
  readonly channel: string
  readonly ts: string
  readonly button: Button
}

interface Walk {
  steps: number
  fill: Pressable | undefined
  form: Form | undefined
}

const Pressed = z.object({ type: z.string() })

export function createTraffic(
  cast: Awaited<ReturnType<typeof castOf>>,
  questions: readonly string[],
  random: () => number,
) {
  const pressable: Pressable[] = []
  const walks = new Map<string, Walk>()
  const restsUntil = new Map<string, number>()
  const byDirect = new Map(
    [...cast.members, ...cast.walkers, ...cast.consultants].map((it) => [it.direct, it]),
  )
  const byUser = new Map([...byDirect.values()].map((it) => [it.user, it]))
  let count = 0

  const ts = () => `${Math.floor(Date.now() / 1_000)}.${String(++count % 1_000_000).padStart(6, '0')}`
  const oneOf = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(random() * all.length)]
    if (one === undefined) throw new Error('there is none to choose from')
    return one
  }

  /** Someone who is at nothing. */
  function someone(all: readonly Person[]): Person {
    for (let tries = 0; ; tries += 1) {
      const person = oneOf(all)
      if (tries < 100 && (restsUntil.get(person.user) ?? 0) > Date.now()) continue
      restsUntil.set(person.user, Date.now() + REST_MS)
      return person
    }
  }

  const json = (workspace: string, event: object): PlatformRequest => {
    const body = JSON.stringify(slackEnvelope({ workspace }, event))
    const headers = signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' })
    return { path: '/slack/events', body, headers }
  }
  const form = (fields: Readonly<Record<string, string>>): PlatformRequest => {
    const body = new URLSearchParams(fields).toString()
    const contentType = 'application/x-www-form-urlencoded'
    return {
      path: '/slack/events',
      body,
      headers: signedRequest({ secret: SIGNING_SECRET, body, contentType }),
    }
  }
  const interaction = (payload: object) => form({ payload: JSON.stringify(payload) })
  const triggerOf = ({ user }: Person) => `${user}.${++count}`
  const responseUrl = 'http://127.0.0.1:9/response'

  function says(kind: Kind, person: Person, text: string): readonly Deed[] {
    const spot = { channel: person.direct, kind: 'direct' } as const
    const event = messageEvent(person.workspace, spot, { ts: ts(), user: person.user, text })
    return [{ kind, request: json(person.workspace, event), answer: person.direct }]
  }

  function commands(person: Person, command: string): readonly Deed[] {
    const trigger = triggerOf(person)
    const spot = { channel: person.direct, kind: 'direct' } as const
    const body = commandBody({ ...person, trigger, command, text: '', spot, responseUrl })
    const answer = command === '/consult' ? trigger : person.direct
    return [{ kind: 'command', request: form(body), answer }]
  }

  function presses(
    kind: Kind,
    { person, channel, ts: message, button }: Pressable,
    opens: boolean,
  ): readonly Deed[] {
    const trigger = triggerOf(person)
    const payload = pressPayload({
      ...{ workspace: person.workspace, user: person.user, trigger, ephemeral: false, responseUrl },
      spot: { channel, kind: 'direct' },
      message: { ts: message, user: BOT_USER, text: '' },
      action: { type: 'button', ...button, block_id: 'b', action_ts: ts() },
    })
    return [{ kind, request: interaction(payload), answer: opens ? trigger : channel }]
  }

  function walks1(): readonly Deed[] {
    const person = someone(cast.walkers)
    const walk = walks.get(person.direct)
    if (!walk || walk.steps > STEPS_A_WALK) {
      walks.set(person.direct, { steps: 0, fill: undefined, form: undefined })
      return says('sheet', person, '1stだけ')
    }
    walk.steps += 1
    const { form: opened, fill } = walk
    if (opened) {
      walk.form = undefined
      const view = {
        id: opened.id,
        hash: opened.id,
        body: { private_metadata: opened.metadata, callback_id: opened.callback },
      }
      const values = Object.fromEntries(
        Object.entries(opened.inputs).map(([name, it]) => [name, { [name]: it }]),
      )
      const sender = { workspace: person.workspace, user: person.user, trigger: triggerOf(person) }
      return [
        { kind: 'sheet', request: interaction(submissionPayload(sender, view, values)), answer: person.user },
      ]
    }
    if (fill && random() < 0.4) {
      walk.fill = undefined
      return presses('sheet', fill, true)
    }
    return says('sheet', person, '次へ')
  }

  function mention(): readonly Deed[] {
    const { workspace, user } = someone(cast.members)
    const spot = { channel: `C${workspace.slice(1)}`, kind: 'shared' } as const
    const message = { ts: ts(), user, text: `<@${BOT_USER}> ${oneOf(questions)}` }
    const answer = `${spot.channel}/${message.ts}`
    return [
      { kind: 'mention', request: json(workspace, mentionEvent(workspace, spot, message)), answer },
      {
        kind: 'mention',
        request: json(workspace, messageEvent(workspace, spot, message)),
        answer: undefined,
      },
    ]
  }

  function noise(): readonly Deed[] {
    const { workspace, user } = oneOf(cast.members)
    const spot = { channel: `C${workspace.slice(1)}`, kind: 'shared' } as const
    const thread = random() < 0.5 ? { thread: `1790000000.${String(++count).padStart(6, '0')}` } : {}
    const event = messageEvent(workspace, spot, { ts: ts(), user, text: oneOf(NOISE), ...thread })
    return [{ kind: 'noise', request: json(workspace, event), answer: undefined }]
  }

  function press(): readonly Deed[] {
    const ready = pressable.findIndex(({ person }) => (restsUntil.get(person.user) ?? 0) < Date.now())
    const [card] = ready < 0 ? [] : pressable.splice(ready, 1)
    if (!card) return does('ask')
    restsUntil.set(card.person.user, Date.now() + REST_MS)
    return presses('press', card, false)
  }

  function home(): readonly Deed[] {
    const person = someone(cast.members)
    const event = homeOpenedEvent(person, person.direct, ts(), 'home')
    return [{ kind: 'home', request: json(person.workspace, event), answer: person.user }]
  }

  function does(kind: Kind): readonly Deed[] {
    switch (kind) {
      case 'ask':
        return says(kind, someone(cast.members), oneOf(questions))
      case 'mention':
        return mention()
      case 'noise':
        return noise()
      case 'press':
        return press()
      case 'sheet':
        return walks1()
      case 'booking':
        return says(kind, someone(cast.members), oneOf(BOOKINGS))
      case 'home':
        return home()
      case 'command': {
        const command = oneOf(COMMANDS)
        const person = someone(cast.members)
        return command.startsWith('/') ? commands(person, command) : says(kind, person, command)
      }
      case 'consultant':
        return says(kind, someone(cast.consultants), oneOf(CONSULTANTS_SAY))
    }
  }

  return {
    /** What somebody does next, as the platform tells it: in one request, or two. */
    next: (): readonly Deed[] => {
      let at = random() * 1_000
      for (const kind of kinds) {
        at -= SHARES[kind]
        if (at < 0) return does(kind)
      }
      return does('ask')
    },
    /** What the desk shows can be pressed and filled in. */
    shown: ({ place, ts: message, buttons, form: opened, trigger }: Call): void => {
      if (opened && trigger) {
        const person = byUser.get(trigger.split('.')[0] ?? '')
        const walk = person && walks.get(person.direct)
        if (walk) walk.form = opened
        return
      }
      const person = byDirect.get(place)
      if (!person) return
      const walk = walks.get(place)
      const cards = buttons.map((button) => ({ person, channel: place, ts: message, button }))
      const typeOf = ({ button }: Pressable) => Pressed.safeParse(JSON.parse(button.value)).data?.type ?? ''
      if (walk) walk.fill = cards.find((it) => typeOf(it) === 'sheet.fill')
      const [first] = cards
        .filter((it) => random() < (PRESSED.get(typeOf(it)) ?? 0))
        .toSorted(() => random() - 0.5)
      if (first && !walk && pressable.length < 5_000) pressable.push(first)
    },
  }
}

export type Traffic = ReturnType<typeof createTraffic>

/** Under which a call may be waited for. */
export const answersOf = ({ place, thread, trigger }: Call): readonly string[] => [
  ...(trigger === undefined ? [] : [trigger]),
  ...(thread === undefined ? [] : [`${place}/${thread}`]),
  // Posting to a person's id opens their direct channel.
  ...(place.startsWith('U') ? [place, `D${place.slice(1)}`] : [place, `U${place.slice(1)}`]),
]
