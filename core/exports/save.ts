import { add, command, put, query, remove, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { codeOf, count, flag, idOf, many, maybe, shape, someData, text, type Code, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { suppliers } from '../purchases/supplier.ts'
import { accountMapping, exportAccounts, exportParties, exportProfiles, exportTaxKeys, partyMapping, profileFields, taxKeyMapping, type Profile } from './profile.ts' // prettier-ignore
import { localOf, taxKeyOf } from './resolve.ts'
import { settingsOf } from './settings.ts'

const inRange = (value: number, from: number, to: number): boolean => value >= from && value <= to
/** The first setting that its program would not take. */
function profileFault(input: Omit<Profile, 'batches'>): string | undefined {
  const { consultant, client, chart, accountLength, debtorFrom, debtorTo, creditorFrom, creditorTo } = input
  if (consultant !== null && !inRange(consultant, 1001, 9_999_999)) return 'consultant'
  if (client !== null && !inRange(client, 1, 99_999)) return 'client'
  if (chart !== null && chart !== '03' && chart !== '04') return 'chart'
  if (!inRange(accountLength, 4, 8)) return 'accountLength'
  const digits = accountLength + 1
  const fits = (from: number, to: number): boolean => `${from}`.length === digits && `${to}`.length === digits && from < to
  if (!fits(debtorFrom, debtorTo)) return 'debtorFrom'
  if (!fits(creditorFrom, creditorTo)) return 'creditorFrom'
  return debtorFrom <= creditorTo && creditorFrom <= debtorTo ? 'creditorFrom' : undefined
}

/** Says how the journals of a legal entity leave the house. Batches that left before stay as they are. */
export const saveProfile = command({
  name: 'exports.saveProfile',
  zone: 'setup',
  permit: 'exports.write',
  offline: 'never',
  input: shape(profileFields),
  output: exportProfiles.shape,
  refusals: ['exports.unknownEntity', 'exports.badProfile'],
  load: ({ entity }, read) => settingsOf(read, entity, true),
  decide: (input, settings) => {
    if (!settings) return refuse('exports.unknownEntity', { entity: input.entity })
    const field = profileFault(input)
    if (field !== undefined) return refuse('exports.badProfile', { entity: input.entity, setting: field })
    const profile = { ...input, batches: settings.profile.batches }
    return { result: profile, changes: [put(exportProfiles, profile), tell('exports.profileSaved', { entity: input.entity })] }
  },
})

const saved = (entity: string) => tell('exports.profileSaved', { entity })

/** The code that an account bears in an entity's own books, under one tax code or all of them; without a code, the chart's holds again. */
export const saveAccount = command({
  name: 'exports.saveAccount',
  zone: 'setup',
  permit: 'exports.write',
  offline: 'never',
  input: shape({
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    taxCode: maybe(codeOf('taxCodes')),
    localAccount: maybe(text),
  }),
  output: shape({ mapping: text, localAccount: maybe(text) }),
  refusals: ['exports.unknownEntity', 'exports.unknownAccount', 'exports.unknownTaxCode', 'exports.accountUnfit'],
  load: async ({ entity, account, taxCode }, read) => ({
    settings: await settingsOf(read, entity),
    present: await read.get(exportAccounts, accountMapping(entity, account, taxCode)),
  }),
  decide: ({ entity, account, taxCode, localAccount }, { settings, present }) => {
    if (!settings) return refuse('exports.unknownEntity', { entity })
    if (!settings.accounts.has(account)) return refuse('exports.unknownAccount', { account })
    if (taxCode !== null && !settings.codes.has(taxCode)) return refuse('exports.unknownTaxCode', { code: taxCode })
    const mapping = accountMapping(entity, account, taxCode)
    if (localAccount === null)
      return { result: { mapping, localAccount }, changes: present ? [remove(exportAccounts, mapping), saved(entity)] : [] }
    const { target, accountLength } = settings.profile
    const fits = target === 'datev' ? /^\d+$/.test(localAccount) && localAccount.length <= accountLength : localAccount.length <= (target === 'sage50' ? 8 : 50) // prettier-ignore
    if (!fits) return refuse('exports.accountUnfit', { entity, subject: account, value: localAccount, gaps: '1', lines: '0' })
    return { result: { mapping, localAccount }, changes: [put(exportAccounts, { mapping, entity, account, taxCode, localAccount }), saved(entity)] }
  },
}) // prettier-ignore

/** What a tax code is called by the entity's accounting program; without a name, the usual one holds again. */
export const saveTaxKey = command({
  name: 'exports.saveTaxKey',
  zone: 'setup',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), taxCode: codeOf('taxCodes'), taxKey: maybe(text) }),
  output: shape({ mapping: text, taxKey: maybe(text) }),
  refusals: ['exports.unknownEntity', 'exports.unknownTaxCode', 'exports.badTaxKey'],
  load: async ({ entity, taxCode }, read) => ({
    settings: await settingsOf(read, entity),
    present: await read.get(exportTaxKeys, taxKeyMapping(entity, taxCode)),
  }),
  decide: ({ entity, taxCode, taxKey }, { settings, present }) => {
    if (!settings) return refuse('exports.unknownEntity', { entity })
    if (!settings.codes.has(taxCode)) return refuse('exports.unknownTaxCode', { code: taxCode })
    const mapping = taxKeyMapping(entity, taxCode)
    if (taxKey === null) return { result: { mapping, taxKey }, changes: present ? [remove(exportTaxKeys, mapping), saved(entity)] : [] }
    const { target } = settings.profile
    const fits = target === 'datev' ? /^\d{1,4}$/.test(taxKey) : target === 'sage50' ? /^T\d{1,2}$/.test(taxKey) : taxKey.length <= 100
    if (!fits) return refuse('exports.badTaxKey', { key: taxKey, code: taxCode })
    return { result: { mapping, taxKey }, changes: [put(exportTaxKeys, { mapping, entity, taxCode, taxKey }), saved(entity)] }
  },
}) // prettier-ignore

type PartyFault = 'exports.unknownEntity' | 'exports.unknownParty' | 'exports.partyNumbered' | 'exports.numberTaken' | 'exports.numberUnfit'
/** Gives a customer or supplier the number that they have in an entity's books already. It stays for good. */
export const saveParty = command({
  name: 'exports.saveParty',
  zone: 'setup',
  permit: 'exports.write',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), customer: maybe(idOf('customers')), supplier: maybe(idOf('suppliers')), number: text }),
  output: exportParties.shape,
  refusals: ['exports.unknownEntity', 'exports.unknownParty', 'exports.partyNumbered', 'exports.numberTaken', 'exports.numberUnfit'],
  load: async ({ entity, customer, supplier, number }, read) => {
    const settings = await settingsOf(read, entity, true)
    const kind = customer !== null ? ('customer' as const) : ('supplier' as const)
    const id = (customer ?? supplier ?? '') as Id
    const known = customer !== null ? await read.get(customers, id) : supplier !== null ? await read.get(suppliers, id) : undefined
    const mapping = partyMapping(entity, kind, id)
    const where = { all: [{ field: 'entity', is: 'equal', value: entity }, { field: 'number', is: 'equal', value: number }] } as const // prettier-ignore
    return { settings, kind, mapping, known, present: await read.get(exportParties, mapping), holder: (await read.list(exportParties, { where, limit: 1 }))[0] }
  },
  decide: ({ entity, customer, supplier, number }, { settings, kind, mapping, known, present, holder }) => {
    const wrong = (): Refusal<PartyFault> | undefined => {
      if (!settings) return refuse('exports.unknownEntity', { entity })
      if (!known || (customer !== null && supplier !== null)) return refuse('exports.unknownParty', { entity })
      if (present) return refuse('exports.partyNumbered', { name: known.name, number: present.number, entity })
      if (holder) return refuse('exports.numberTaken', { number, entity })
      const { target, debtorFrom, debtorTo, creditorFrom, creditorTo } = settings.profile
      const [from, to] = kind === 'customer' ? [debtorFrom, debtorTo] : [creditorFrom, creditorTo]
      const fits = target === 'datev' ? /^\d+$/.test(number) && BigInt(number) >= BigInt(from) && BigInt(number) <= BigInt(to) : /^[A-Za-z0-9]{1,8}$/.test(number)
      return fits ? undefined : refuse('exports.numberUnfit', { number, from: `${from}`, to: `${to}` })
    }
    const fault = wrong()
    if (fault) return fault
    const row = { mapping, entity, kind, customer, supplier, number }
    return { result: row, changes: [add(exportParties, row), saved(entity)] }
  },
}) // prettier-ignore

/** How an entity's journals leave the house, as it holds now: said by somebody, or usual in its country. */
export const getProfile = query({
  name: 'exports.profile',
  zone: 'finance',
  permit: 'exports.read',
  input: shape({ entity: codeOf('entities') }),
  output: shape({
    profile: exportProfiles.shape,
    usual: flag,
    accounts: many(shape({ account: codeOf('accounts'), names: someData, taxCode: maybe(codeOf('taxCodes')), localAccount: maybe(text), said: flag })),
    taxKeys: many(shape({ taxCode: codeOf('taxCodes'), names: someData, taxKey: maybe(text), said: flag })),
    parties: count,
  }),
  refusals: ['exports.unknownEntity'],
  ask: async ({ entity }, read) => {
    const settings = await settingsOf(read, entity)
    if (!settings) return refuse('exports.unknownEntity', { entity })
    const own = [...settings.codes.values()].filter((code) => code.country === settings.entity.country)
    const numbered = await read.list(exportParties, { where: { field: 'entity', is: 'equal', value: entity }, limit: 100_000 })
    const plain = [...settings.accounts.values()].map(({ code, names }) => ({ account: code, names, taxCode: null, localAccount: localOf(settings, code, null) ?? null, said: settings.mapped.has(accountMapping(entity, code, null)) }))
    // Under a tax code only where that makes a difference.
    const taxed = [...settings.accounts.values()].flatMap(({ code, names }) =>
      own.flatMap((tax) => {
        const localAccount = localOf(settings, code, tax.code) ?? null
        const said = settings.mapped.has(accountMapping(entity, code, tax.code))
        return said || localAccount !== (localOf(settings, code, null) ?? null) ? [{ account: code, names, taxCode: tax.code, localAccount, said }] : []
      }),
    )
    const taxKeys = own.map((tax) => ({ taxCode: tax.code as Code<'taxCodes'>, names: tax.names, taxKey: taxKeyOf(settings, tax.code) || null, said: settings.keys.has(taxKeyMapping(entity, tax.code)) }))
    return { profile: settings.profile, usual: settings.usual, accounts: [...plain, ...taxed], taxKeys, parties: numbered.length }
  },
}) // prettier-ignore
