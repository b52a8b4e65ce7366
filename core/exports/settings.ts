import { entities } from '../entities/entity.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { accounts } from '../ledger/journal.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { usualProfile } from './defaults.ts'
import { exportAccounts, exportProfiles, exportTaxKeys, type Profile } from './profile.ts'

/** How the journals of an entity leave the house, with everything that is looked up for it. */
export interface Settings {
  readonly entity: Row<typeof entities>
  readonly profile: Profile
  /** Nobody has said anything of it yet. */
  readonly usual: boolean
  readonly accounts: ReadonlyMap<string, Row<typeof accounts>>
  readonly codes: ReadonlyMap<string, Row<typeof taxCodes>>
  readonly mapped: ReadonlyMap<string, string>
  readonly keys: ReadonlyMap<string, string>
}

export async function settingsOf(read: Read, code: string, hold = false): Promise<Settings | undefined> {
  const entity = await read.get(entities, code)
  if (!entity) return undefined
  const where = { field: 'entity', is: 'equal', value: code } as const
  const [chart, codes, mapped, keys] = await Promise.all([
    read.list(accounts, { order: ['code'], limit: 10_000 }),
    read.list(taxCodes, { order: ['code'], limit: 10_000 }),
    read.list(exportAccounts, { where, order: ['mapping'], limit: 10_000 }),
    read.list(exportTaxKeys, { where, order: ['mapping'], limit: 10_000 }),
  ])
  // Batches are numbered one after the other, and numbers of customers given once: whoever makes one holds the profile.
  const saved = await (hold ? read.hold(exportProfiles, code) : read.get(exportProfiles, code))
  return {
    entity,
    profile: saved ?? usualProfile(entity),
    usual: saved === undefined,
    accounts: new Map(chart.map((account) => [account.code as string, account])),
    codes: new Map(codes.map((taxCode) => [taxCode.code as string, taxCode])),
    mapped: new Map(mapped.map((row) => [row.mapping, row.localAccount])),
    keys: new Map(keys.map((row) => [row.mapping, row.taxKey])),
  }
}
