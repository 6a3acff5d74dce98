import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { JobTelemetry, Telemetry } from '../../ports/telemetry.ts'
import type { Sql } from '../database/sql.ts'
import type { OutboxCounts } from '../outbox/dispatcher.ts'

/** What operators watch. Names and labels are an interface (README); no label holds anything a member wrote. */
export interface Metrics extends Telemetry, JobTelemetry, OutboxCounts {
  /** Prometheus text. */
  text(): Promise<string>
  readonly contentType: string
}

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30]

export function createMetrics(sql: Sql): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const events = new Counter({
    name: 'desk_events_total',
    help: 'Events handled',
    labelNames: ['platform', 'type'],
    registers,
  })
  const seconds = new Histogram({
    name: 'desk_event_seconds',
    help: 'Time from taking an event up to its decision',
    labelNames: ['type'],
    buckets: SECONDS,
    registers,
  })
  const answers = new Counter({
    name: 'desk_answers_total',
    help: 'Questions by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const faults = new Counter({
    name: 'desk_faults_total',
    help: 'Faults while handling events',
    labelNames: ['final'],
    registers,
  })
  const sent = new Counter({
    name: 'desk_messages_sent_total',
    help: 'Messages delivered',
    labelNames: ['platform'],
    registers,
  })
  const failed = new Counter({
    name: 'desk_messages_failed_total',
    help: 'Messages that can never be delivered',
    labelNames: ['platform', 'reason'],
    registers,
  })
  const unknown = new Counter({
    name: 'desk_unknown_outcomes_total',
    help: 'Sends of which nobody knew whether they arrived',
    labelNames: ['platform'],
    registers,
  })
  const lookedUp = new Counter({
    name: 'desk_looked_up_total',
    help: 'Unknown outcomes that the platform could tell',
    labelNames: ['platform', 'found'],
    registers,
  })
  const repeated = new Counter({
    name: 'desk_repeated_total',
    help: 'Messages sent again after an unknown outcome',
    labelNames: ['platform'],
    registers,
  })
  const jobs = new Counter({
    name: 'desk_jobs_total',
    help: 'Scheduled work that was done',
    labelNames: ['job'],
    registers,
  })
  const failedJobs = new Counter({
    name: 'desk_job_failures_total',
    help: 'Scheduled work that failed, to be done again',
    labelNames: ['job'],
    registers,
  })
  const differences = new Counter({
    name: 'desk_ledger_differences_total',
    help: 'Balances found that are not the sum of their entries',
    registers,
  })
  const reminders = new Counter({
    name: 'desk_reminders_total',
    help: 'Owners who were to be reminded of a contract, by whether an app lets the desk write to them',
    labelNames: ['reached'],
    registers,
  })
  const depth = new Gauge({
    name: 'desk_outbox_waiting',
    help: 'Messages that wait to be sent, but for those that wait for their readers’ hours',
    registers,
  })
  const held = new Gauge({
    name: 'desk_outbox_held',
    help: 'Messages that are set aside since a back-up was restored, for an operator to send or drop',
    registers,
  })
  const undecided = new Gauge({
    name: 'desk_outbox_unknown',
    help: 'Messages of notices of which nobody knows whether they arrived: an admin decides',
    registers,
  })
  const paused = new Gauge({
    name: 'desk_send_paces_paused',
    help: 'Limits of platforms that asked to wait, over all processes',
    registers,
  })
  const calendars = new Gauge({
    name: 'desk_busy_feeds',
    help: 'Calendars that busy times are read from, by whether the last reading failed',
    labelNames: ['failing'],
    registers,
  })
  const pending = new Gauge({ name: 'desk_inbox_pending', help: 'Events that wait to be handled', registers })

  // What begins with its first increase is not seen to increase.
  for (const yes of ['true', 'false']) {
    faults.inc({ final: yes }, 0)
    reminders.inc({ reached: yes }, 0)
  }

  async function readDepths(): Promise<void> {
    const [row] = await sql.query<{
      outbox: number
      held: number
      undecided: number
      paused: number
      inbox: number
      failing: number
      fine: number
    }>(
      `SELECT (SELECT count(*) FROM outbound_message
               WHERE state = 'waiting' AND (not_before IS NULL OR not_before <= statement_timestamp()))::int AS outbox,
              (SELECT count(*) FROM outbound_message WHERE state = 'held')::int AS held,
              (SELECT count(*) FROM outbound_message WHERE state = 'unknown')::int AS undecided,
              (SELECT count(*) FROM send_pace WHERE paused_until > statement_timestamp())::int AS paused,
              (SELECT count(*) FROM inbound_event WHERE state = 'pending')::int AS inbox,
              (SELECT count(*) FROM busy_feed WHERE failing_since IS NOT NULL)::int AS failing,
              (SELECT count(*) FROM busy_feed WHERE failing_since IS NULL)::int AS fine`,
    )
    depth.set(row?.outbox ?? 0)
    held.set(row?.held ?? 0)
    undecided.set(row?.undecided ?? 0)
    paused.set(row?.paused ?? 0)
    pending.set(row?.inbox ?? 0)
    calendars.set({ failing: 'true' }, row?.failing ?? 0)
    calendars.set({ failing: 'false' }, row?.fine ?? 0)
  }

  return {
    handled: (platform, type, milliseconds) => {
      events.inc({ platform, type })
      seconds.observe({ type }, milliseconds / 1_000)
    },
    answered: (outcome) => answers.inc({ outcome }),
    fault: (final) => faults.inc({ final: String(final) }),
    sent: (platform) => sent.inc({ platform }),
    failed: (platform, reason) => failed.inc({ platform, reason }),
    unknownOutcome: (platform) => unknown.inc({ platform }),
    lookedUp: (platform, found) => lookedUp.inc({ platform, found: String(found) }),
    repeated: (platform) => repeated.inc({ platform }),
    jobKnown: (job) => {
      jobs.inc({ job }, 0)
      failedJobs.inc({ job }, 0)
    },
    jobDone: (job) => jobs.inc({ job }),
    jobFailed: (job) => failedJobs.inc({ job }),
    ledgerDiffers: (balances) => differences.inc(balances),
    reminded: (owners, unreached) => {
      reminders.inc({ reached: 'true' }, owners)
      reminders.inc({ reached: 'false' }, unreached)
    },
    text: async () => {
      await readDepths()
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}
