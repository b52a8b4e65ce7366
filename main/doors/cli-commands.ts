import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Wire } from '../../core/kernel/shape.ts'
import { verifyAnchors } from '../anchors.ts'
import type { HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import { foundDemo, storyClock } from '../found-demo.ts'
import { exitCodeOf } from './cli-call.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { languageOf, newCallId, opened, openStore, progressOn, write } from './cli-store.ts'

/** The operations behind the commands that have a name of their own. The only place of this door that names any. */
const behind = {
  imports: {
    contracts: 'imports.contracts',
    usage: 'imports.usage',
    incidents: 'imports.incidents',
    time: 'imports.time',
    expenses: 'imports.expenses',
  } as Readonly<Record<string, string>>,
  rates: 'rates.import',
  report: 'imports.report',
  audit: 'audit.run',
  replay: 'audit.replay',
  people: 'privacy.people',
  person: 'privacy.export',
  exported: 'privacy.exported',
} as const

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Runs one operation, prints its outcome, answers its exit code. */
async function perform(
  harmony: Harmony,
  caller: HostCaller,
  operation: string,
  input: Wire,
  given: Arguments,
  terminal: Terminal,
): Promise<number> {
  const outcome = await harmony.run({ id: newCallId(), operation, input, caller }, progressOn(harmony, given, terminal))
  const reply = harmony.reply(outcome, languageOf(given, terminal))
  await write(terminal, reply)
  return exitCodeOf(reply)
}

/** Opening a store migrates it, so all that is left is to say so. */
export async function migrateStore(given: Arguments, terminal: Terminal): Promise<number> {
  const harmony = await openStore(given, terminal)
  try {
    await write(terminal, { ok: true, result: { version: harmony.version, database: harmony.database.dialect } })
    return exitCodes.done
  } finally {
    await harmony.close()
  }
}

/** A hub goes on from a backup: from here on it is another one to the devices, which offer again what it lost. */
export async function restored(given: Arguments, terminal: Terminal): Promise<number> {
  const harmony = await openStore(given, terminal)
  try {
    await write(terminal, { ok: true, result: { epoch: await harmony.hub!.newEpoch() } })
    return exitCodes.done
  } finally {
    await harmony.close()
  }
}

export async function demo(given: Arguments, terminal: Terminal): Promise<number> {
  const clock = storyClock()
  const found = async (harmony: Harmony, caller: HostCaller): Promise<number> => {
    if ((await harmony.installation()).demo) {
      terminal.errors.write('The demo company is already there.\n')
      await write(terminal, { ok: true, result: { founded: false } })
      return exitCodes.done
    }
    const outcome = await foundDemo(harmony, clock, caller, { empty: given.values['empty'] === true })
    const reply = harmony.reply(outcome, languageOf(given, terminal))
    await write(terminal, reply)
    return exitCodeOf(reply)
  }
  return opened(given, terminal, found, { at: clock.at })
}

export async function importFile(given: Arguments, terminal: Terminal): Promise<number> {
  const [subject, path] = given.positionals as [string, string]
  if (subject === 'rates') return importRates(path, given, terminal)
  const operation = behind.imports[subject]
  const entity = textOption(given, 'entity')
  if (!operation) throw new BadUsage(`there is no import of "${subject}"`)
  if (entity === undefined) throw new BadUsage('--entity CODE is missing')
  const options = optionsOf(given)
  const bytes = readBytes(path)
  return opened(given, terminal, async (harmony, caller) => {
    const file = await harmony.files.put(bytes, basename(path), types[extname(path).toLowerCase()] ?? 'application/octet-stream')
    const language = languageOf(given, terminal)
    const outcome = await harmony.run(
      { id: newCallId(), operation, input: { file, entity, ...(options ? { options } : {}) }, caller },
      progressOn(harmony, given, terminal),
    )
    const report = textOption(given, 'report')
    if (outcome.ok && report !== undefined) {
      const run = (outcome.result as { readonly import: Wire }).import
      const told = await harmony.run({ id: newCallId(), operation: behind.report, input: { import: run }, caller })
      if (!told.ok) throw new Error(`no report: ${told.refusal.refused}`)
      writeFileSync(report, `${JSON.stringify(told.result, withoutNothing, 2)}\n`)
    }
    const reply = harmony.reply(outcome, language)
    await write(terminal, reply)
    return exitCodeOf(reply)
  })
}

/** Published exchange rates belong to no one entity, and their files need no explaining. */
async function importRates(path: string, given: Arguments, terminal: Terminal): Promise<number> {
  const bytes = readBytes(path)
  const since = textOption(given, 'since')
  return opened(given, terminal, async (harmony, caller) => {
    const file = await harmony.files.put(bytes, basename(path), types[extname(path).toLowerCase()] ?? 'application/octet-stream')
    return perform(harmony, caller, behind.rates, { file: { ...file }, ...(since === undefined ? {} : { since }) }, given, terminal)
  })
}

/** What a person decides where the detection should not: option of the command and field of the input. */
const overrides = { encoding: 'encoding', delimiter: 'delimiter', sheet: 'sheet', dates: 'dateOrder', decimal: 'decimalMark' } as const

function optionsOf(given: Arguments): { [key: string]: Wire } | undefined {
  const chosen = Object.entries(overrides).flatMap(([option, field]) => {
    const value = textOption(given, option)
    return value === undefined ? [] : [[field, value] as const]
  })
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen)
}

/** A report says nothing where there is nothing to say. */
const withoutNothing = (_key: string, value: unknown): unknown => value ?? undefined

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}

/** What was checked, with exit code 1 when something does not hold. */
const check = (operation: string) => (given: Arguments, terminal: Terminal) =>
  opened(given, terminal, async (harmony, caller) => {
    const outcome = await harmony.run({ id: newCallId(), operation, input: {}, caller }, progressOn(harmony, given, terminal))
    const reply = harmony.reply(outcome, languageOf(given, terminal))
    await write(terminal, reply)
    if (!reply.ok) return exitCodeOf(reply)
    return (reply.result as { readonly ok?: boolean }).ok === false ? exitCodes.refused : exitCodes.done
  })

export async function audit(given: Arguments, terminal: Terminal): Promise<number> {
  const folder = textOption(given, 'anchors')
  if (folder === undefined) return check(behind.audit)(given, terminal)
  const keyFile = textOption(given, 'anchor-key')
  const key = keyFile === undefined ? undefined : readBytes(keyFile).toString('latin1').trim().toLowerCase()
  return opened(given, terminal, async (harmony, caller) => {
    const outcome = await harmony.run({ id: newCallId(), operation: behind.audit, input: {}, caller }, progressOn(harmony, given, terminal))
    const reply = harmony.reply(outcome, languageOf(given, terminal))
    const anchored = await verifyAnchors(harmony.database, folder, key)
    await write(terminal, reply.ok ? { ...reply, anchored } : reply)
    if (!reply.ok) return exitCodeOf(reply)
    // A folder without an anchor proves nothing.
    const holds = (reply.result as { readonly ok?: boolean }).ok !== false && anchored.fault === null && anchored.anchors > 0
    return holds ? exitCodes.done : exitCodes.refused
  })
}
export const replay = check(behind.replay)

/** `harmony privacy export WHO --to DIR`: what is kept of one person, for machines and as a letter. */
export async function privacy(given: Arguments, terminal: Terminal): Promise<number> {
  const [what, who] = given.positionals as [string, string]
  const to = textOption(given, 'to')
  if (what !== 'export') throw new BadUsage(`there is nothing to do with "${what}"`)
  if (to === undefined) throw new BadUsage('--to DIR is missing')
  return opened(given, terminal, async (harmony, caller) => {
    const run = async <T>(operation: string, input: Wire): Promise<T> => {
      const outcome = await harmony.run({ id: newCallId(), operation, input, caller })
      if (!outcome.ok) throw new BadUsage(harmony.reply(outcome, languageOf(given, terminal)).ok ? '' : outcome.refusal.refused)
      return outcome.result as T
    }
    const { rows } = await run<{ rows: { id: string; person: string; name: string; email: string | null }[] }>(behind.people, { search: who, limit: 20 }) // prettier-ignore
    const exact = rows.filter(({ id, name, email }) => [id, name, email].includes(who))
    const [person, ...others] = exact.length > 0 ? exact : rows
    if (!person) throw new BadUsage(`nobody is called "${who}"`)
    if (others.length > 0) throw new BadUsage(`several people are called "${who}": ${[person, ...others].map(({ id, name }) => `${name} (${id})`).join(', ')}`) // prettier-ignore
    const language = textOption(given, 'letter-language')
    const done = await run<{ id: string }>(behind.person, {
      person: person.person,
      subject: person.id,
      ...(language === undefined ? {} : { language }),
    })
    mkdirSync(to, { recursive: true, mode: 0o700 })
    const files: string[] = []
    for (const form of ['data', 'letter']) {
      const { file } = await run<{ file: { name: string; hash: string } }>(behind.exported, { export: done.id, form })
      const path = join(to, file.name)
      writeFileSync(path, (await harmony.files.get(file.hash))!, { mode: 0o600 })
      files.push(path)
    }
    await write(terminal, { ok: true, result: { ...done, files } })
    return exitCodes.done
  })
}
