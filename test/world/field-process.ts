// The product's own command line as a process that tests can start from one file.
import { main } from '../../main/cli.ts'

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
    process.exitCode = 70
  },
)
