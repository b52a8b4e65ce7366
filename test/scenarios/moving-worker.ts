// Brings a company in and is killed at a share of the way: `restore|merge FILE KEY-FILE DIR URL|- SHARE [MERGE]`.
import { openHarmony } from '../../main/compose.ts'
import { identitiesIn } from '../../main/moving/age.ts'
import { askAndMerge } from '../../main/moving/merge/merging.ts'
import { restoreCompany } from '../../main/moving/restoring.ts'

const [what, file, key, dataDir, url, share, merge] = process.argv.slice(2) as [string, string, string, string, string, string, string]
const databaseUrl = url === '-' ? undefined : url
/** A way of nothing is killed before its first step. */
const progress = (done: number, of: number): void => {
  if (of > 0 && done / of >= Number(share)) process.kill(process.pid, 'SIGKILL')
}
async function run(): Promise<void> {
  if (what === 'restore') {
    await restoreCompany({
      file,
      identities: identitiesIn(key),
      purpose: 'move',
      at: new Date().toISOString(),
      dataDir,
      databaseUrl,
      progress,
    })
    return
  }
  const harmony = await openHarmony({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  await askAndMerge(harmony.merging, (await harmony.localAdministrator())!, merge, { progress })
}
run().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(String(error))
    process.exit(70)
  },
)
