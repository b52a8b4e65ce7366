import { record, type Row } from '../kernel/record.ts'
import { choice, codeOf, count, flag, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

/** The accounting programs that journals leave for, and two plain forms for all others. */
export const targets = ['datev', 'sage50', 'sage200', 'xero', 'quickbooks', 'businessCentral', 'csv', 'json'] as const
export type Target = (typeof targets)[number]

/** What a person may say of how a legal entity's journals leave the house. */
export const profileFields = {
  entity: codeOf('entities'),
  target: choice(...targets),
  /** DATEV Berater, 1001 to 9999999. */
  consultant: maybe(count),
  /** DATEV Mandant, 1 to 99999. */
  client: maybe(count),
  /** DATEV standard chart, `03` or `04`: which accounts reckon tax by themselves. Empty: none does. */
  chart: maybe(text),
  /** Digits of an account, 4 to 8; numbers of customers and suppliers have one more. */
  accountLength: count,
  /** The range that numbers of customers are given from. */
  debtorFrom: count,
  debtorTo: count,
  /** The range that numbers of suppliers are given from. */
  creditorFrom: count,
  creditorTo: count,
  /** DATEV Festschreibung: what was imported cannot be edited there. */
  fixes: flag,
  /** Sage 200: what its columns are called, as its version wants it; Business Central: company and journal. */
  layout: maybe(someData),
}
export const exportProfiles = record(
  'exportProfiles',
  shape({ ...profileFields, /** Batches so far: the number of the last one. */ batches: count }),
  { key: 'entity', entityField: 'entity', personal: { keep: 'use', not: ['layout'] } },
)
export type Profile = Row<typeof exportProfiles>

/** The code that an account bears in an entity's own books, where it is not the one of the chart, or depends on the tax. */
export const exportAccounts = record(
  'exportAccounts',
  shape({
    /** `NLDE/4100/DE-RC`; without a tax code `NLDE/4100/`. */
    mapping: text,
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    taxCode: maybe(codeOf('taxCodes')),
    localAccount: text,
  }),
  { key: 'mapping', entityField: 'entity', personal: { keep: 'use', not: ['localAccount'] } },
)
export const accountMapping = (entity: string, account: string, taxCode: string | null): string => `${entity}/${account}/${taxCode ?? ''}`

/** What a tax code is called by the accounting program: a BU-Schlüssel, a T code, a tax rate's name. */
export const exportTaxKeys = record(
  'exportTaxKeys',
  shape({ mapping: text, entity: codeOf('entities'), taxCode: codeOf('taxCodes'), taxKey: text }),
  { key: 'mapping', entityField: 'entity' },
)
export const taxKeyMapping = (entity: string, taxCode: string): string => `${entity}/${taxCode}`

/** The number of a customer or supplier in an entity's own books: given once, never again another one. */
export const exportParties = record(
  'exportParties',
  shape({
    /** `NLDE/customer/<id>` */
    mapping: text,
    entity: codeOf('entities'),
    kind: choice('customer', 'supplier'),
    customer: maybe(idOf('customers')),
    supplier: maybe(idOf('suppliers')),
    number: text,
  }),
  { key: 'mapping', entityField: 'entity', immutable: true },
)
export type PartyNumber = Row<typeof exportParties>
export const partyMapping = (entity: string, kind: 'customer' | 'supplier', id: string): string => `${entity}/${kind}/${id}`
