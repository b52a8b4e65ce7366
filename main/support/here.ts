import { statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { databaseFileIn } from '../data-folder.ts'
import { hasKeys } from '../keys/key-file.ts'
import { policyHere, type Policy } from '../policy/policy.ts'
import { readTrusted } from '../policy/trusted-file.ts'
import { lastChecks } from '../storage/file-check.ts'
import { isThere, lookAt, lookInto } from '../storage/look.ts'
import type { Database } from '../storage/connect.ts'
import { versionOf } from '../version.ts'
import { callHub } from './calling.ts'
import type { Surroundings } from './surroundings.ts'

export interface Around {
  readonly folder: string
  readonly databaseUrl?: string | undefined
  readonly policy?: Policy
  /** The store that is open already; without it one is opened for the look. */
  readonly database?: Pick<Database, 'dialect' | 'read'>
  readonly inField?: boolean
  /** The hub that a laptop is enrolled at. */
  readonly hub?: string | null
}

/** This machine. */
export function surroundingsHere(around: Around): Surroundings {
  const { folder, databaseUrl, database, policy = policyHere() } = around
  const { node, electron } = process.versions as NodeJS.ProcessVersions & { readonly electron?: string }
  const place = databaseUrl === undefined ? { file: databaseFileIn(folder) } : { url: databaseUrl, connections: 1 }
  const inField = around.inField ?? hasKeys(folder)
  return {
    now: Date.now(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    version: versionOf(),
    runtime: { name: electron === undefined ? `Node.js ${node}` : `Electron ${electron}, Node.js ${node}`, node },
    platform: process.platform,
    // As it is found from anywhere, and not from where somebody stood.
    folder: resolve(folder),
    databaseUrl,
    inField,
    policy,
    hub: around.hub ?? policy.effective().values.HubUrl,
    checked: lastChecks(folder),
    logs: join(folder, 'desktop', 'logs'),
    look: async () => (database ? lookAt(database) : !isThere(place) ? 'absent' : inField ? 'locked' : lookInto(place)),
    free: async (where) => {
      const { bavail, bsize } = await statfs(where)
      return bavail * bsize
    },
    call: (hub) => callHub(hub, policy),
    trusted: (file) => readTrusted(file),
  }
}
