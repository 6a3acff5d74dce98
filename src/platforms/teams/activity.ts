import { z } from 'zod'

/**
 * The part of a Bot Framework activity that the desk looks at, as Teams sends it.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */

const Account = z.object({
  id: z.string(),
  aadObjectId: z.string().nullish(),
  name: z.string().nullish(),
  role: z.string().nullish(),
})

const Attachment = z.object({
  contentType: z.string(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
})

const Entity = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  mentioned: z.object({ id: z.string() }).nullish(),
})

const Received = z.object({
  type: z.string(),
  id: z.string().nullish(),
  timestamp: z.string().nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  entities: z.array(Entity).nullish(),
  attachments: z.array(Attachment).nullish(),
  name: z.string().nullish(),
  value: z.unknown().optional(),
  action: z.string().nullish(),
  replyToId: z.string().nullish(),
  membersAdded: z.array(Account).nullish(),
  membersRemoved: z.array(Account).nullish(),
  channelData: z
    .looseObject({
      tenant: z.object({ id: z.string() }).nullish(),
      team: z.looseObject({ id: z.string().nullish() }).nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
})

/** Without what no database takes: NUL and halves of surrogate pairs. */
export const ReceivedActivity = Received.transform(({ conversation, channelData, ...activity }) => ({
  ...activity,
  conversation,
  channelData,
  tenant: (channelData?.tenant?.id ?? conversation.tenantId)?.toLowerCase(),
}))
export type ReceivedActivity = z.infer<typeof ReceivedActivity>
