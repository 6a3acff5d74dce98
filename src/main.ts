import { type Config, environment, readConfig } from './config.ts'
import { type Desk, startDesk } from './desk.ts'
import { CannotStart } from './ports/cannot-start.ts'
import { createLog } from './services/logging/create-log.ts'

/** `npm start` */
const config = configOrExit()
const log = createLog(config.logLevel, config.production ? 'json' : 'pretty')

try {
  const desk = await startDesk(config, log)
  stopOnSignal(desk)
  log.info(config.webChat ? `ready: open ${desk.url}/chat` : `ready: ${desk.url}`)
} catch (error) {
  if (error instanceof CannotStart) log.fatal(error.message)
  else log.fatal({ err: error }, 'the desk could not start')
  process.exitCode = 1
}

function configOrExit(): Config {
  try {
    return readConfig(environment())
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

function stopOnSignal(desk: Desk): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // The second signal does not wait.
      if (stopping) process.exit(1)
      stopping = true
      log.info({ signal }, 'stopping')
      desk.stop().then(
        () => log.info('stopped'),
        (error: unknown) => {
          log.error({ err: error }, 'stopped with a fault')
          process.exitCode = 1
        },
      )
    })
}
