import type { Module } from '../../core/kernel/operation.ts'
import { verifySent } from '../sync/verify-sent.ts'
import type { Database } from './connect.ts'
import type { Answerer } from './reads/registry.ts'
import { verifyLog } from './verify.ts'
import { verifyMergedLogs } from './verify-merged.ts'

/** What the store knows of itself: whether its log is intact, those that bought companies brought along, and what devices signed. */
export const storeAnswerers = (database: Database, modules: readonly Pick<Module, 'records'>[]): Readonly<Record<string, Answerer>> => ({
  'audit.brokenLog': async () => {
    let calls = 0
    const fault =
      (await verifyLog(database, modules, (done) => (calls = done))) ?? (await verifyMergedLogs(database)) ?? (await verifySent(database))
    return [{ calls, record: fault?.where ?? null, id: fault?.at ?? null, expected: fault && 'intact', found: fault?.trouble ?? null }]
  },
})
