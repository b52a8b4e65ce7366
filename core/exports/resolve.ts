import { decimalText } from '../kernel/decimal.ts'
import type { Answer } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import { account as accountOfRole } from '../ledger/posting.ts'
import { usualCode } from '../ledger/standard-chart.ts'
import { usualAccount, usualTaxKey } from './defaults.ts'
import type { journalsToWrite } from './facts.ts'
import type { Party, WrittenJournal, WrittenLine, WrittenTax } from './model.ts'
import { accountMapping, taxKeyMapping } from './profile.ts'
import type { Settings } from './settings.ts'

type Fact = Answer<typeof journalsToWrite>

/** What stands between the journals and a file, in words of the finance module; each is mended in one place. */
export interface Gap {
  readonly kind: 'account' | 'badAccount' | 'taxKey' | 'products' | 'profile' | 'range'
  readonly subject: string
  readonly value: string
  /** Lines, or products. */
  readonly count: number
}

/** What was looked up for a batch. Kept with it, so that the same file can be written again when settings have moved on. */
export interface Lookup {
  readonly accounts: Readonly<Record<string, string>>
  readonly taxes: Readonly<Record<string, { readonly key: string; readonly rate: string; readonly category: string }>>
  readonly parties: Readonly<Record<string, Omit<Party, 'kind' | 'id'>>>
}

/** The only code of a line: its own, or its charge's where that has one alone (India's has two, which stand on their own lines of tax). */
export const codeOf = (fact: Pick<Fact, 'taxCode' | 'taxCodes'>): string | null =>
  fact.taxCode ?? (fact.taxCodes?.length === 1 ? fact.taxCodes[0]! : null)

const taxAccounts: ReadonlySet<string> = new Set([accountOfRole('outputTax'), accountOfRole('inputTax')])
export const isTaxLine = (fact: Pick<Fact, 'account'>): boolean => taxAccounts.has(fact.account)

/** The code that an account bears in the entity's own books; `undefined` where nobody has said one. */
export function localOf(settings: Settings, account: string, taxCode: string | null): string | undefined {
  const { mapped, accounts, codes, profile } = settings
  const entity = profile.entity
  const own = taxCode === null ? undefined : mapped.get(accountMapping(entity, account, taxCode))
  if (own !== undefined) return own
  const code = taxCode === null ? undefined : codes.get(taxCode)
  const known = accounts.get(account)
  const usual = usualAccount(profile, known?.side ?? '', code)
  if (usual !== undefined) return usual
  const plain = mapped.get(accountMapping(entity, account, null))
  if (plain !== undefined) return plain
  const local = (known?.local ?? {}) as Readonly<Record<string, Wire>>
  // Legal entities that were founded after the group have no code there yet: they begin with the one that is usual in their country (Germany: SKR03, and no other).
  const of = local[entity] ?? (profile.chart === '04' ? undefined : usualCode(account, settings.entity.country))
  return typeof of === 'string' && of !== '' ? of : undefined
}

export function taxKeyOf(settings: Settings, taxCode: string): string | null {
  const said = settings.keys.get(taxKeyMapping(settings.profile.entity, taxCode))
  if (said !== undefined) return said
  const code = settings.codes.get(taxCode)
  return code ? usualTaxKey(settings.profile.target, code) : null
}

const fits = (settings: Settings, local: string): boolean => {
  const { target, accountLength } = settings.profile
  if (target === 'datev') return /^\d+$/.test(local) && local.length <= accountLength && !/^0+$/.test(local)
  return target === 'sage50' ? /^[A-Za-z0-9]{1,8}$/.test(local) : local.length <= 50
}

/** Looks up everything that the journals name; what nobody has said is a gap. */
export function lookUp(
  settings: Settings,
  facts: readonly Fact[],
): { readonly lookup: Omit<Lookup, 'parties'>; readonly gaps: readonly Gap[] } {
  const accounts: Record<string, string> = {}
  const taxes: Record<string, { key: string; rate: string; category: string }> = {}
  const gaps = new Map<string, Gap>()
  const gap = (kind: Gap['kind'], subject: string, value = ''): void => {
    const at = `${kind}/${subject}`
    gaps.set(at, { kind, subject, value, count: (gaps.get(at)?.count ?? 0) + 1 })
  }
  for (const fact of facts) {
    const taxCode = codeOf(fact)
    const at = `${fact.account}|${taxCode ?? ''}`
    const local = localOf(settings, fact.account, taxCode)
    // What is nothing in the entity's currency is left out by all but the plain forms: the translation reserve is the group's alone.
    const matters = fact.entityAmount !== 0n
    if (local !== undefined && fits(settings, local)) accounts[at] = local
    else {
      accounts[at] = fact.account
      if (matters) gap(local === undefined ? 'account' : 'badAccount', fact.account, local ?? '')
    }
    if (taxCode === null) continue
    const code = settings.codes.get(taxCode)
    const key = taxKeyOf(settings, taxCode)
    if (key === null) gap('taxKey', taxCode)
    taxes[taxCode] = { key: key ?? '', rate: code ? decimalText(code.rate) : '0', category: code?.category ?? '' }
  }
  return { lookup: { accounts, taxes }, gaps: [...gaps.values()] }
}

export const partyKey = (fact: Pick<Fact, 'customer' | 'supplier'>): string | null =>
  fact.customer !== null ? `customer/${fact.customer}` : fact.supplier !== null ? `supplier/${fact.supplier}` : null

const partyOf = (lookup: Lookup, key: string | null): Party | null => {
  const found = key === null ? undefined : lookup.parties[key]
  if (!found || key === null) return null
  const [kind, id] = key.split('/') as [Party['kind'], string]
  return { kind, id, ...found }
}
/** Only what a customer owes or a supplier gets is booked on their own number. */
const personal: ReadonlySet<string> = new Set([accountOfRole('receivable'), accountOfRole('payable')])

function lineOf(fact: Fact, lookup: Lookup): WrittenLine {
  const taxCode = codeOf(fact)
  const of = taxCode === null ? undefined : lookup.taxes[taxCode]
  const tax: WrittenTax | null = taxCode !== null && of ? { code: taxCode, ...of } : null
  return {
    position: fact.position,
    account: fact.account,
    local: lookup.accounts[`${fact.account}|${taxCode ?? ''}`] ?? fact.account,
    currency: fact.currency,
    amount: fact.amount,
    entityAmount: fact.entityAmount,
    tax,
    codes: fact.taxCode === null ? (fact.taxCodes ?? []) : [fact.taxCode],
    isTax: isTaxLine(fact),
    party: personal.has(fact.account) ? partyOf(lookup, partyKey(fact)) : null,
    partner: fact.partner,
    item: fact.item,
  }
}

/** Journals as writers take them: a pure function of what was posted and what was looked up. */
export function journalsOf(facts: readonly Fact[], lookup: Lookup): readonly WrittenJournal[] {
  const journals = new Map<string, Fact[]>()
  for (const fact of facts) {
    const of = journals.get(fact.id)
    if (of) of.push(fact)
    else journals.set(fact.id, [fact])
  }
  return [...journals.values()].map((own) => {
    const { id, number, document, postedOn, due, narrative, reverses } = own[0]!
    const parties = [...new Set(own.map(partyKey).filter((key) => key !== null))]
    const party = parties.length === 1 ? partyOf(lookup, parties[0]!) : null
    return { id, number, document, postedOn, due, narrative, reverses, party, lines: own.map((fact) => lineOf(fact, lookup)) }
  })
}
