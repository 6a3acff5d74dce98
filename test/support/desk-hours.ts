import type { DeskHours, NoticePolicy, ResponseTargets, SubmissionTargets } from '#src/ports/knowledge.ts'

/** As the desk is shipped. */
export const WEEKDAYS: DeskHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: ['09:30-12:00', '13:00-17:30'],
  closedOnHolidays: true,
  extraClosures: [],
}

export const NEVER_OPEN: DeskHours = { days: [], hours: [], closedOnHolidays: true, extraClosures: [] }

/** As shipped. */
export const NOTICE_POLICY: NoticePolicy = { approvalAbove: 5, mandatory: ['service'] }

/** As shipped. */
export const RESPONSE_TARGETS: ResponseTargets = {
  learning: {
    normal: { firstResponse: 240, resolution: 1_260 },
    urgent: { firstResponse: 30, resolution: 420 },
  },
  practice: {
    normal: { firstResponse: 180, resolution: 840 },
    urgent: { firstResponse: 30, resolution: 420 },
  },
}

/** As shipped. */
export const SUBMISSION_TARGETS: SubmissionTargets = { taken: 420, returned: 1_260 }
