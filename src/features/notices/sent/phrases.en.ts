import { englishDate } from '../../../chat/day.ts'
import type { ja } from './phrases.ja.ts'

const remedies = {
  notInChannel: 'The bot is not in the channel: run /invite there and add this app',
  channelGone: 'The channel was not found: please choose another channel for notices',
  archived: 'The channel is archived: restore it, or choose another one',
  notInstalled: 'The app is not installed: please add it again',
  revoked: 'The app’s authorisation was revoked: please install it again',
  blocked: 'The bot is blocked, or the app was removed: please unblock it and add the app again',
  unknownPerson: 'This person was not found: please check how they are registered',
  restricted: 'Posting in the channel is restricted: please let this app post there',
  scope: 'The app lacks a permission: please install it again',
  messageGone: 'Deleted: the message that was sent is gone and cannot be replaced',
  notEditable: 'Messages may not be edited there: please check the workspace’s settings',
  notDrawn: 'It could not be drawn: the provider sends it again in another form',
  notConnected: 'It could not be reached for 24 hours: it is sent again later',
  unknownOutcome: 'Nobody can tell whether it arrived',
}

export const en = {
  remedies,
  remedy: (code) => `It was not accepted (${code}): please contact the provider`,
  recall: {
    title: (title) => `[Recalled] ${title}`,
    what: (day, time) =>
      `This notice was recalled on ${englishDate(day)} at ${time}. Please disregard what was sent before.`,
    reason: 'Reason',
  },
  reminder: {
    title: (title) => `[Please confirm] ${title}`,
    what: 'Nobody of your company has confirmed this notice yet. Please read what was sent before, and press the button below.',
  },
  instead: 'It is sent to you alone because it could not be delivered to the channel.',
  failure: {
    title: 'A notice could not be delivered to your channel',
    what: (notice) =>
      `“${notice}” could not be delivered to your company’s channel. The notice itself follows below.`,
    channel: (place, remedy) => `${place}: ${remedy}`,
    next: 'Once that is put right, the next notice arrives in the channel.',
  },
  place: {
    platform: { slack: 'Slack', teams: 'Teams', web: 'Web chat' },
    channel: (platform, channel) => `${platform} ${channel}`,
    direct: (platform) => `${platform}, to one person`,
  },
} satisfies typeof ja
