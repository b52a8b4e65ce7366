import { addDays, type Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { step } from '../kernel/explanation.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import { question, type Answer } from '../kernel/record.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, choice, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import type { Exchange } from '../rates/exchange.ts'
import { behavioursOf } from '../catalog/document.ts'
import { decideTax, taxPointOf, type Buyer, type Decided, type TaxFault } from '../tax/deciding.ts'
import { authorities, buyerOn, sellerOn, taxProfiles, usualProfile, type TaxProfile } from '../tax/profile.ts'
import { salesTaxCode, untaxedSaleCode } from '../tax/statute/america.ts'
import type { TaxClass, TaxRule } from '../tax/statute/row.ts'
import type { TaxRounding } from '../tax/sums.ts'
import { indianState } from '../tax/tax-ids.ts'
import { ownRules, taxRules } from '../tax/tax-rule.ts'
import type { Block, DueCharge, ProductVersion, TaxCode } from './charging.ts'
import type { DueLine } from './facts.ts'
import type { TaxTrace } from './trace.ts'
import { readRecipients, type Recipient, type Recipients } from './recipients.ts'
import { lacksStatement, readStating } from './stating.ts'

/** What tax law asks of some customers. */
export const taxParties = question(
  'billing.taxParties',
  shape({ customers: many(idOf('customers')) }),
  shape({ id: idOf('customers'), country: text, region: maybe(text), taxId: maybe(text), consumer: maybe(flag) }),
)
/** What authorities said of the tax ids of some customers. */
export const taxChecksOf = question(
  'billing.taxChecks',
  shape({ customers: many(idOf('customers')) }),
  shape({ country: text, taxId: text, authority: choice(...authorities), valid: flag, checkedOn: aDay }),
)

/** Everything that decides the taxes of a legal entity's charges on a day. */
export interface Taxing {
  readonly rounding: TaxRounding
  /** Rates of the tax authority, where the entity states its tax by them. */
  readonly stating: Exchange | null
  readonly entity: { readonly code: string; readonly country: string; readonly taxId: string; readonly currency: Currency }
  readonly issued: Day
  readonly profile: Omit<TaxProfile, 'entity'>
  readonly rules: readonly TaxRule[]
  readonly parties: ReadonlyMap<string, Answer<typeof taxParties>>
  /** Whom contracts are for, where that is not their customer. */
  readonly recipients: Recipients
  readonly checks: readonly Answer<typeof taxChecksOf>[]
  readonly codes: ReadonlyMap<string, TaxCode>
  /** What a sales tax service has to work out is asked of it afterwards; else it is refused. */
  readonly asksService: boolean
  /** Decisions that were taken already: a run takes few different ones. */
  readonly known: Map<string, Decided | Refusal<TaxFault>>
}

/** How an entity rounds and states its tax: what posting needs. */
export async function readRounding(read: Read, entity: string, day: Day): Promise<Pick<Taxing, 'rounding' | 'stating'>> {
  const profile = await read.get(taxProfiles, entity)
  return { rounding: (profile ?? usualProfile).rounding, stating: await readStating(read, entity, day) }
}

export async function readTaxing(
  read: Read,
  entity: Taxing['entity'],
  customers: readonly DueLine['customer'][],
  issued: Day,
  codes: readonly TaxCode[],
  asksService = false,
): Promise<Taxing> {
  const asked = { customers: [...new Set(customers)] }
  const none = asked.customers.length === 0
  const parties = none ? [] : await read.ask(taxParties, asked)
  return {
    entity,
    issued,
    profile: (await read.get(taxProfiles, entity.code)) ?? usualProfile,
    rules: ownRules(await read.list(taxRules, { where: { field: 'country', is: 'equal', value: entity.country }, limit: 10_000 })),
    parties: new Map(parties.map((party) => [party.id as string, party])),
    recipients: await readRecipients(read, asked.customers),
    checks: none ? [] : await read.ask(taxChecksOf, asked),
    codes: new Map(codes.map((code) => [code.code as string, code])),
    asksService,
    known: new Map(),
    ...(await readRounding(read, entity.code, issued)),
  }
}

interface Found {
  readonly by: Decided | Refusal<TaxFault>
  readonly buyer: Buyer
}
const founds = new WeakMap<Taxing, Map<string, Found | undefined>>()
/** Charges of a customer mostly share their tax point: what was found for one holds for all. */
function decidedFor(
  taxing: Taxing,
  { customer, contract }: Pick<DueLine, 'customer' | 'contract'>,
  taxClass: TaxClass,
  taxPoint: Day,
): Found | undefined {
  const known = founds.get(taxing) ?? new Map<string, Found | undefined>()
  founds.set(taxing, known)
  const recipient = taxing.recipients.get(contract)
  const key = `${customer}|${recipient ? contract : ''}|${taxClass}|${taxPoint}`
  if (!known.has(key)) known.set(key, decide(taxing, customer, recipient, taxClass, taxPoint))
  return known.get(key)
}
function decide(taxing: Taxing, customer: string, recipient: Recipient | undefined, taxClass: TaxClass, taxPoint: Day): Found | undefined {
  const known = taxing.parties.get(customer)
  if (!known) return undefined
  const { country, region, taxId } = recipient ?? known
  const party = { ...known, country, region, taxId }
  const buyer = buyerOn(party, taxing.checks, taxPoint)
  const key = JSON.stringify([buyer, taxClass, taxPoint])
  let by = taxing.known.get(key)
  if (!by) {
    const seller = sellerOn(taxing.entity, taxing.profile, taxPoint)
    by = decideTax({ seller, buyer, supplied: { kind: 'service', taxClass, performedIn: null }, taxPoint }, taxing.rules)
    taxing.known.set(key, by)
  }
  return { by, buyer }
} // prettier-ignore

const tracedCodes = (codes: readonly string[], known: ReadonlyMap<string, TaxCode>): TaxTrace['codes'] =>
  codes.map((code) => ({ code, rate: decimalText(known.get(code)!.rate) }))
const sameCodes = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((code) => b.includes(code))
const holdsOn = ({ validFrom, validTo }: TaxCode, day: Day): boolean => validFrom <= day && (validTo === null || day <= validTo)

/** The charge with its tax: as the contract line says, or where it says nothing, as the rules say on its tax point. A code that contradicts them stays, and is shown. */
export function taxedCharge(due: DueCharge, line: DueLine, version: ProductVersion | undefined, taxing: Taxing): DueCharge | Block {
  const point = taxPointOf(taxing.entity.country, taxing.issued, addDays(due.to, -1))
  const taxClass = (version && behavioursOf(version)?.tax.taxClass) ?? 'standard'
  const found = decidedFor(taxing, line, taxClass, point)
  const byHand = line.taxCodes.length > 0
  if (!byHand && taxing.asksService && found && refused(found.by) && found.by.refused === 'tax.serviceNeeded')
    return servedCharge(due, found.buyer, point, taxing)
  if (!byHand && (!found || refused(found.by))) {
    const about = found && refused(found.by) ? { ...found.by.about, refusal: found.by.refused } : { code: '' }
    return { reason: found ? 'noTaxRate' : 'missingTax', about }
  }
  const decided = found && !refused(found.by) ? found.by : undefined
  const codes = byHand ? line.taxCodes : (decided!.codes as readonly string[] as DueLine['taxCodes'])
  const unknown = codes.find((code) => !taxing.codes.has(code))
  if (unknown !== undefined) return { reason: 'missingTax', about: { code: unknown } }
  if (lacksStatement(taxing.stating, due.currency, taxing.entity.currency) && codes.some((code) => !taxing.codes.get(code)!.rate.eq(0)))
    return { reason: 'missingRate', about: { from: due.currency, to: taxing.entity.currency, day: taxing.issued } }
  const differs = byHand ? differing(codes, decided, found?.buyer, point, taxing) : undefined
  const stands = due.trace.tax
  // As the line says and the rules agree: what the charge was made with is the whole of it.
  if (byHand && !differs && codes === due.taxCodes && stands.rule === 'contractLine' && !stands.differs && sameTraced(stands.codes, codes, taxing.codes))
    return due
  const tax: TaxTrace = byHand
    ? { rule: 'contractLine', codes: tracedCodes(codes, taxing.codes), ...differs }
    : { rule: 'rule', codes: tracedCodes(codes, taxing.codes), point, by: decided!.rule, why: decided!.why }
  return { ...due, taxCodes: codes, trace: { ...due.trace, tax } }
} // prettier-ignore
const sameTraced = (traced: TaxTrace['codes'], codes: readonly string[], known: ReadonlyMap<string, TaxCode>): boolean =>
  traced.length === codes.length && traced.every(({ code, rate }, i) => code === codes[i] && rate === decimalText(known.get(code)!.rate))

/** A sale whose tax a service works out: asked for its address once it is proposed, and posted when it has answered. */
function servedCharge(due: DueCharge, { country, region }: Buyer, point: Day, { codes }: Taxing): DueCharge | Block {
  const missing = [salesTaxCode, untaxedSaleCode].find((code) => !codes.has(code))
  if (missing !== undefined) return { reason: 'missingTax', about: { code: missing } }
  const why = [step('tax.why.service', { place: ['text', region === null ? country : `${country}-${region}`] })]
  const tax: TaxTrace = { rule: 'service', codes: tracedCodes([salesTaxCode], codes), point, why }
  return { ...due, taxCodes: [salesTaxCode] as readonly string[] as DueCharge['taxCodes'], trace: { ...due.trace, tax } }
}

/** What the rules would have said, where the codes of a line contradict them. Where they cannot tell, nothing is said. */
function differing(codes: readonly string[], decided: Decided | undefined, buyer: Buyer | undefined, point: Day, { codes: known, entity }: Taxing): Pick<TaxTrace, 'point' | 'differs'> | undefined {
  if (!decided || !buyer) return undefined
  // Of a customer in India whose state nobody knows, whoever set the code may know it.
  const unknownState = entity.country === 'IN' && buyer.country === 'IN' && indianState(buyer.taxId, buyer.region) === null
  if (unknownState || (sameCodes(codes, decided.codes) && codes.every((code) => holdsOn(known.get(code)!, point)))) return undefined
  return { point, differs: { codes: decided.codes.join('+'), by: decided.rule, why: decided.why } }
} // prettier-ignore
