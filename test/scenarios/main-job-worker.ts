import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { openHarmony, type HarmonyOptions } from '../../main/compose.ts'

/** What a process of its own is to do: the whole main job, or what is left of it after it was killed. */
export interface Errand {
  readonly place: Pick<HarmonyOptions, 'dataDir' | 'databaseUrl'>
  readonly folder: string
  readonly files: readonly (readonly [name: string, entity: string])[]
  readonly asOf: string
}

async function main({ place, folder, files, asOf }: Errand): Promise<void> {
  const harmony = await openHarmony(place)
  const caller = (await harmony.localAdministrator())!
  const act = async (operation: string, input: unknown) => {
    const done = await harmony.run({ id: randomUUID(), operation, input, caller })
    if (!done.ok) throw new Error(`${operation}: ${JSON.stringify(done.refusal)}`)
    return done.result as Record<string, never>
  }
  process.stdout.write('ready\n')
  for (const [name, entity] of files) {
    const file = await harmony.files.put(readFileSync(path.join(folder, name)), name, 'application/octet-stream')
    await act('imports.contracts', { file, entity })
  }
  const runs = (await act('billing.runs', {})) as unknown as { rows: { id: string; state: string }[] }
  const posting = runs.rows.find((run) => run.state === 'posting')
  if (posting) await act('billing.post', { run: posting.id })
  const proposed = (await act('billing.propose', { asOf })) as unknown as { run: string }
  await act('billing.post', { run: proposed.run })
  await harmony.close()
  process.stdout.write('done\n')
}

main(JSON.parse(process.argv[2]!) as Errand).catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
})
