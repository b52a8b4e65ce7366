import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** The command line held open: a test that calls often starts one process, not one a call. */
export interface Talk {
  /** What the operation answered; a refusal is a failed test. */
  call(operation: string, input?: unknown): Promise<any> // plain JSON; each test knows what it asked for
  end(): Promise<void>
}

/** `harmony batch -`, which answers line by line. The words name the store, and the user who is acted for where that is not the administrator. */
export function talk(program: string, words: readonly string[]): Talk {
  const child = spawn(process.execPath, [program, 'batch', '-', ...words], { stdio: 'pipe' })
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4000)))
  // A process that has ended answers nothing any more, and `call` says so.
  child.stdin.on('error', () => undefined)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    call: async (operation, input = {}) => {
      child.stdin.write(`${JSON.stringify({ operation, input })}\n`)
      const { value } = (await answers.next()) as { value?: string }
      const answer = value === undefined ? undefined : (JSON.parse(value) as { ok: boolean; result?: unknown })
      if (!answer?.ok) throw new Error(`${operation} was refused: ${value ?? 'no answer'} ${errors}`)
      return answer.result
    },
    end: async () => {
      child.stdin.end()
      await ended
    },
  }
}
