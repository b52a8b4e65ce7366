// `harmony serve` as a process that tests can start from one file, with a schedule that does not take minutes. The first word: options and times as JSON.
import { serve, type ServingTimes } from '../../main/hub.ts'
import type { Arguments } from '../../main/doors/cli.ts'

const { values, times } = JSON.parse(process.argv[2]!) as { values: Arguments['values']; times: ServingTimes }
serve(
  { positionals: [], values },
  {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    environment: process.env,
    interrupted: (stop) => {
      process.once('SIGTERM', stop)
      return () => process.removeListener('SIGTERM', stop)
    },
  },
  times,
).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
    process.exitCode = 70
  },
)
