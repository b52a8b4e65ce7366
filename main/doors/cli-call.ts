import { createReadStream, readFileSync } from 'node:fs'
import { operations } from '../../core/harmony.ts'
import type { Reply } from '../../core/kernel/manifest.ts'
import { refuse } from '../../core/kernel/refusal.ts'
import { run } from '../../core/kernel/run.ts'
import { localAdministrator } from '../callers.ts'
import { languagesIn } from '../data-folder.ts'
import { replyOf } from '../replies.ts'
import { openLanguages } from '../words.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { folderOf, languageOf, newCallId, opened, progressOn, write } from './cli-store.ts'

/** Refused is 1; what no person could have meant so - a wrong shape, an unknown operation - is 2, like bad usage. */
export const exitCodeOf = (reply: Reply): number => {
  if (reply.ok) return exitCodes.done
  return reply.refusal.code === 'input.malformed' || reply.refusal.code === 'operation.unknown' ? exitCodes.badUsage : exitCodes.refused
}

async function textOf(source: string, terminal: Terminal): Promise<string> {
  if (source !== '-') {
    try {
      return readFileSync(source, 'utf8')
    } catch {
      throw new BadUsage(`cannot read ${source}`)
    }
  }
  const parts: Buffer[] = []
  for await (const part of terminal.input) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts).toString('utf8')
}

export async function call(given: Arguments, terminal: Terminal): Promise<number> {
  const operation = given.positionals[0]!
  const source = textOption(given, 'input')
  const language = languageOf(given, terminal)
  const languages = openLanguages(languagesIn(folderOf(given, terminal)))
  const print = async (reply: Reply): Promise<number> => {
    await write(terminal, reply)
    return exitCodeOf(reply)
  }
  let input: unknown
  try {
    input = source === undefined ? {} : JSON.parse((await textOf(source, terminal)).replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof BadUsage) throw error
    return print(
      replyOf({ ok: false, refusal: refuse('input.malformed', { at: 'input', wanted: 'JSON', value: '' }) }, languages, language),
    )
  }
  const known = operations.get(operation)
  const id = textOption(given, 'id') ?? newCallId()
  if (!known || known.does === 'calculate') {
    const caller = localAdministrator(known?.permit ? [known.permit] : [], { address: 'here', language })
    const outcome = await run(operations, { id, operation, input, caller }, () => {
      throw new Error('bug: expected a calculator to open no store')
    })
    return print(replyOf(outcome, languages, language))
  }
  return opened(given, terminal, async (harmony, caller) => {
    const outcome = await harmony.run(
      { id, operation, input, caller },
      { rehearse: given.values['rehearse'] === true, ...progressOn(harmony, given, terminal) },
    )
    return print(harmony.reply(outcome, language))
  })
}

interface Line {
  readonly id: string
  readonly operation: string
  readonly input: unknown
}
function lineOf(text: string): Line | undefined {
  try {
    const raw = JSON.parse(text) as { id?: unknown; operation?: unknown; input?: unknown } | null
    if (typeof raw !== 'object' || raw === null || typeof raw.operation !== 'string') return undefined
    return { id: typeof raw.id === 'string' ? raw.id : newCallId(), operation: raw.operation, input: raw.input ?? {} }
  } catch {
    return undefined
  }
}

/** Lines that are decided in one transaction. */
const together = 200
/** Characters of one line. */
const longestLine = 16_000_000

/** Lines as they come: those that arrived together are answered together, so that a program may also talk line by line. */
async function* portions(source: string, terminal: Terminal): AsyncGenerator<string[]> {
  const stream = source === '-' ? terminal.input : createReadStream(source)
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  const cut = function* (lines: string[]): Generator<string[]> {
    const filled = lines.filter((line) => line.trim() !== '')
    for (let i = 0; i < filled.length; i += together) yield filled.slice(i, i + together)
  }
  for await (const part of stream) {
    const lines = (rest + decoder.decode(part as Uint8Array, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > longestLine) throw new BadUsage(`a line is longer than ${longestLine} characters`)
    yield* cut(lines)
  }
  yield* cut([rest + decoder.decode()])
}

export async function batch(given: Arguments, terminal: Terminal): Promise<number> {
  const source = given.positionals[0]!
  const language = languageOf(given, terminal)
  let worst: number = exitCodes.done
  await opened(given, terminal, async (harmony, caller) => {
    for await (const texts of portions(source, terminal)) {
      const lines = texts.map(lineOf)
      const calls = lines.flatMap((line) => (line ? [{ ...line, caller }] : []))
      const outcomes = [...(await harmony.runEach(calls))]
      for (const line of lines) {
        const outcome = line
          ? outcomes.shift()!
          : { ok: false as const, refusal: refuse('input.malformed', { at: 'line', wanted: '{"operation":…,"input":…}', value: '' }) }
        const reply = harmony.reply(outcome, language)
        worst = Math.max(worst, exitCodeOf(reply))
        await write(terminal, reply, false)
      }
    }
    return worst
  })
  return worst
}
