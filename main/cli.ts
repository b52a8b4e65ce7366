/** `harmony …`. Everything that a command needs is loaded when it is asked for: a calculator answers in a fraction of a second. */
export async function main(words: readonly string[]): Promise<number> {
  const { commandLine } = await import('./doors/cli.ts')
  // Whoever reads us may have enough (`| head`): that is no trouble of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return commandLine(words, {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    environment: process.env,
    interrupted: (stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      return () => {
        process.removeListener('SIGINT', stop)
        process.removeListener('SIGTERM', stop)
      }
    },
  })
}
