import { PassThrough, Readable } from 'node:stream'
import { commandLine } from '../../main/doors/cli.ts'

export interface Printed {
  readonly code: number
  readonly output: string
  readonly errors: string
  readonly json: any
}

/** Runs a command line as `npm run harmony --` would, in this process. */
export async function harmony(
  words: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
  isTTY = false,
): Promise<Printed> {
  const output = Object.assign(new PassThrough(), isTTY ? { isTTY } : {})
  const errors = new PassThrough()
  const read = async (stream: PassThrough): Promise<string> => {
    let text = ''
    for await (const part of stream) text += String(part)
    return text
  }
  const texts = Promise.all([read(output), read(errors)])
  const code = await commandLine(words, {
    input: Readable.from([Buffer.from(input)]),
    output,
    errors,
    environment: { LANG: 'C', ...environment },
    interrupted: () => () => undefined,
  })
  output.end()
  errors.end()
  const [printed, told] = await texts
  let json: unknown
  try {
    json = JSON.parse(printed)
  } catch {
    json = undefined
  }
  return { code, output: printed, errors: told, json }
}
