// Opens a company that an older program left, and is killed at a share of the statements which that takes: `FOLDER FILE|URL SHARE`.
import { createRequire } from 'node:module'
import { openHarmony } from '../../main/compose.ts'
import { migrations } from '../../main/storage/migrations.ts'

const [dataDir, url, release, share] = process.argv.slice(2) as [string, string, string, string]
const dialect = url === '-' ? 'sqlite' : 'postgres'
/** About as many statements as go before and after those of the migrations: looking, counting what is copied, writing down what ran. */
const beside = dialect === 'sqlite' ? 200 : 40
const pending = migrations.slice(migrations.findIndex(({ name }) => name === release) + 1)
const steps = pending.reduce((sum, migration) => sum + migration.statements(dialect).length + 1, beside)
let left = Math.floor(Number(share) * steps)

/** Every statement of the driver goes by here first. */
function counted(driver: { prototype: object }, method: string): void {
  const prototype = driver.prototype as Record<string, (...words: unknown[]) => unknown>
  const own = prototype[method]!
  prototype[method] = function (this: unknown, ...words) {
    if (left-- <= 0) process.kill(process.pid, 'SIGKILL')
    return own.apply(this, words)
  }
}
const drivers = createRequire(__filename)
if (dialect === 'postgres') counted((drivers('pg') as { Client: { prototype: object } }).Client, 'query')
else for (const method of ['exec', 'prepare']) counted(drivers('better-sqlite3-multiple-ciphers') as { prototype: object }, method)

openHarmony({ dataDir, ...(dialect === 'postgres' ? { databaseUrl: url } : {}) }).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(String(error))
    process.exit(70)
  },
)
