import type { Metrics } from '../metrics/metrics.ts'
import { plain, type Route } from './server.ts'

/** What must be true for this process to take work; each resolves or throws. */
export type Checks = Readonly<Record<string, () => Promise<void>>>

/** GET /healthz, /readyz and /metrics. None tells anything that a member wrote. */
export function operationsRoute(checks: Checks, metrics: Metrics): Route {
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics') return false
    request.resume()
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      plain(response, 405, 'Method Not Allowed')
      return true
    }
    switch (path) {
      case '/healthz':
        plain(response, 200, 'ok')
        return true
      case '/readyz':
        void ready(checks).then(({ ok, states }) =>
          plain(response, ok ? 200 : 503, JSON.stringify(states), 'application/json; charset=utf-8'),
        )
        return true
      case '/metrics':
        metrics.text().then(
          (text) => plain(response, 200, text, metrics.contentType),
          () => plain(response, 503, 'metrics are not available'),
        )
        return true
    }
  }
}

async function ready(checks: Checks) {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await check()
        return [name, 'ok'] as const
      } catch {
        return [name, 'failing'] as const
      }
    }),
  )
  return { ok: states.every(([, state]) => state === 'ok'), states: Object.fromEntries(states) }
}
