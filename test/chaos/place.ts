/** The one Slack workspace that everybody is in. */
export const WORKSPACE = 'T0DESK'
/** Where consultants read of tickets. */
export const DESK_CHANNEL = 'C0ACADEMY'
/** A Tuesday on which the desk is open; the story's time goes on from then. */
export const BEGINS = '2026-11-24T10:00:00+09:00'
