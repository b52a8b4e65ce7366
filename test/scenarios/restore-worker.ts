// A restore that is killed when so many tables have come in: `FILE KEY-FILE DIR URL|- COUNT`.
import { identitiesIn } from '../../main/moving/age.ts'
import { restoreCompany } from '../../main/moving/restoring.ts'

const [file, key, dataDir, url, count] = process.argv.slice(2) as [string, string, string, string, string]
restoreCompany({
  file,
  identities: identitiesIn(key),
  purpose: 'move',
  at: new Date().toISOString(),
  dataDir,
  databaseUrl: url === '-' ? undefined : url,
  progress: (done) => {
    if (done === Number(count)) process.kill(process.pid, 'SIGKILL')
  },
}).then(
  () => (process.exitCode = 0),
  (error: unknown) => {
    process.stderr.write(String(error))
    process.exitCode = 70
  },
)
