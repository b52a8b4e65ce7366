import type { Wire } from '../../core/kernel/shape.ts'

/** What the clock calls. `every`: minutes. `at`: once a day, at that time of the installation's real clock (UTC). */
export interface Entry {
  readonly name: string
  readonly when: { readonly every: number } | { readonly at: string } | 'start'
  readonly does:
    | { readonly operation: string; readonly input: Wire }
    /** The operation, once for every row that a list operation finds. */
    | {
        readonly each: { readonly list: string; readonly input: Wire; readonly key: string }
        readonly operation: string
        readonly as: string
        /** What else each call says. */
        readonly with?: { readonly [field: string]: Wire }
      }
    | 'sweepSessions'
    | 'sweepDevices'
    | 'sweepWebhooks'
    | 'anchor'
    | 'backUp'
}

/** Work that a crash left half done goes on where it stopped: its portions are remembered by their call ids, so nothing happens twice. */
export const entries: readonly Entry[] = [
  {
    name: 'goOnBilling',
    when: 'start',
    does: {
      each: { list: 'billing.runs', input: { filter: { field: 'state', is: 'in', value: ['proposing', 'posting'] } }, key: 'id' },
      operation: 'billing.resume',
      as: 'run',
    },
  },
  {
    name: 'goOnImporting',
    when: 'start',
    does: {
      each: { list: 'imports.list', input: { filter: { field: 'state', is: 'in', value: ['staging', 'staged'] } }, key: 'id' },
      operation: 'imports.resume',
      as: 'import',
    },
  },
  // A new release knows new permits.
  { name: 'followRoles', when: 'start', does: { operation: 'people.followRoles', input: {} } },
  // Of what the ECB published: nothing, unless somebody has switched it on. It publishes at about 16:00 in Frankfurt.
  {
    name: 'fetchRates',
    when: { at: '15:30' },
    does: { each: { list: 'rates.fetchDue', input: {}, key: 'file' }, operation: 'rates.import', as: 'file', with: { origin: 'network' } },
  },
  {
    name: 'goOnImportingRates',
    when: 'start',
    does: {
      each: { list: 'rates.imports', input: { filter: { field: 'state', is: 'equal', value: 'reading' } }, key: 'id' },
      operation: 'rates.resumeImport',
      as: 'import',
    },
  },
  // New terms first, so that what stands in the rows is of the term that runs.
  { name: 'renewLines', when: { at: '00:10' }, does: { operation: 'contracts.renewDue', input: {} } },
  { name: 'rollLines', when: { at: '00:20' }, does: { operation: 'contracts.roll', input: {} } },
  {
    name: 'goOnRaisingPrices',
    when: 'start',
    does: {
      each: { list: 'indexation.batches', input: { filter: { field: 'state', is: 'equal', value: 'proposing' } }, key: 'id' },
      operation: 'indexation.resume',
      as: 'batch',
    },
  },
  // What was signed by a link is taken in at once; this is for a hub that stopped just then.
  {
    name: 'takeSignatures',
    when: { every: 15 },
    does: { each: { list: 'orders.signedByLink', input: {}, key: 'id' }, operation: 'orders.takeSignature', as: 'signature' },
  },
  { name: 'expireQuotes', when: { at: '00:30' }, does: { operation: 'quotes.expireDue', input: {} } },
  { name: 'landEntries', when: { every: 15 }, does: { operation: 'coverage.landDue', input: {} } },
  { name: 'lapseFunds', when: { at: '01:30' }, does: { operation: 'funds.expireDue', input: {} } },
  { name: 'topUpFunds', when: { at: '01:45' }, does: { operation: 'funds.topUpDue', input: {} } },
  { name: 'audit', when: { at: '02:30' }, does: { operation: 'audit.run', input: {} } },
  // Where the log stands at the end of the day, for a place that nobody of the database can reach.
  { name: 'anchor', when: { at: '23:55' }, does: 'anchor' },
  // What is kept no longer is proposed to be erased; people decide.
  { name: 'proposeErasures', when: { at: '02:00' }, does: { operation: 'privacy.due', input: {} } },
  { name: 'sweepSessions', when: { every: 15 }, does: 'sweepSessions' },
  // Parts of files that were given up, tries of what has arrived: only while something is under way are they of use.
  { name: 'sweepDevices', when: { at: '03:10' }, does: 'sweepDevices' },
  { name: 'sweepWebhooks', when: { at: '03:20' }, does: 'sweepWebhooks' },
  // Looks whether one is due: the plan of backups says how often that is.
  { name: 'backUp', when: { every: 15 }, does: 'backUp' },
]
