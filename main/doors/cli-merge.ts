import { readFileSync } from 'node:fs'
import { say } from '../../core/kernel/words.ts'
import type { HostCaller } from '../callers.ts'
import type { Harmony } from '../compose.ts'
import type { Carried } from '../moving/merge/carrying.ts'
import { askAndMerge, audited, decide, merge, openFile, type Opened, type Said } from '../moving/merge/merging.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { identitiesFor, inWords, linesOn, major, tellTo, wordsFor } from './cli-backup.ts'
import { opened, write } from './cli-store.ts'

/** `harmony import --merge FILE`: what a bought company would bring, what is in its way, and, with `--carry-out`, brings it. */
export const mergeCompany = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, () => {
    const file = textOption(given, 'merge')!
    const identities = identitiesFor(given)
    const decisions = decisionsIn(textOption(given, 'mapping'))
    const progress = linesOn(terminal)
    return opened(given, terminal, async (harmony, caller) => {
      const found = await openFile(harmony.merging, caller, file, identities, { progress })
      const open = found.finished ? 0 : await decide(harmony.merging, caller, found.merge, decisions)
      return given.values['carry-out'] === true ? carried(harmony, caller, found, given, terminal) : told(found, open, given, terminal)
    })
  })

/** The preview, and a mapping to be edited: what is suggested for each conflict. */
async function told(
  { merge: id, finished, takenAt: at, preview }: Opened,
  open: number,
  given: Arguments,
  terminal: Terminal,
): Promise<number> {
  await write(terminal, { ok: true, result: { merge: id, finished, open, preview, mapping: mappingOf(preview) } })
  const { groupName: name, entities, customers, products, users, rows, conflicts } = preview
  const counts = { entities: entities.length, customers, products, users, rows, conflicts: conflicts.length, open }
  const about = { name, at, ...Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, `${value}`])) }
  tellTo(given, terminal, 'backups.mergeOpenedWords', about)
  return exitCodes.done
}

export const mappingOf = ({ conflicts }: Opened['preview']): { readonly decisions: readonly (Omit<Said, 'verdict'> & { verdict: string | null })[] } => ({
  decisions: conflicts.flatMap(({ kind, former, verdicts, suggestion, freeName }) =>
    verdicts.length === 0 ? [] : [{ kind, former, verdict: suggestion, rename: suggestion === 'rename' ? freeName : null }],
  ),
}) // prettier-ignore

/** What a person said in a file: decisions that say nothing yet are left open. */
function decisionsIn(file: string | undefined): readonly Said[] {
  if (file === undefined) return []
  let said: { readonly decisions?: readonly (Said & { readonly verdict: Said['verdict'] | null })[] }
  try {
    said = JSON.parse(readFileSync(file, 'utf8')) as typeof said
  } catch {
    throw new BadUsage(`--mapping ${file} is no JSON file that can be read`)
  }
  if (!Array.isArray(said.decisions)) throw new BadUsage(`--mapping ${file} has no "decisions"`)
  return said.decisions
    .filter(({ verdict }) => verdict !== null && verdict !== undefined)
    .map(({ kind, former, verdict, rename }) => ({ kind, former, verdict, rename: rename ?? null }))
}

/** Carries it out, and proves it: every row, every sum, every chain of before; then the audit of the whole house. */
async function carried(harmony: Harmony, caller: HostCaller, brought: Opened, given: Arguments, terminal: Terminal): Promise<number> {
  let stop = false
  terminal.interrupted(() => void (stop = true))
  const watching = { progress: linesOn(terminal), stopped: () => stop }
  const { merge: id, finished } = brought
  const found = await (finished ? merge : askAndMerge)(harmony.merging, caller, id, watching)
  const audit = await audited(harmony.merging, caller)
  await write(terminal, { ok: audit.ok, result: { merge: id, merged: finished ? 0 : found?.rows ?? 0, finished, proof: found, audit } })
  if (found) tellProof(brought.preview.groupName, found, wordsFor(given, terminal), terminal)
  return audit.ok ? exitCodes.done : exitCodes.refused
} // prettier-ignore

function tellProof(
  name: string,
  { ledger, rows, calls, head }: Carried,
  words: Readonly<Record<string, string>>,
  terminal: Terminal,
): void {
  for (const { entity, currency, debit, credit, journals } of ledger)
    terminal.errors.write(`${say(words, 'backups.mergeEqual', { entity, currency, debit: major(debit), credit: major(credit), journals: `${journals}` })}\n`) // prettier-ignore
  terminal.errors.write(`${say(words, 'backups.mergeDoneWords', { name, rows: `${rows}`, calls: `${calls}`, head: head.slice(0, 16) })}\n`)
}
