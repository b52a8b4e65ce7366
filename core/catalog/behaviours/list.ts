import { shape, type Field } from '../../kernel/shape.ts'
import { section, sectionNames, type Section, type SectionName } from '../behaviour.ts'
import type { ProductDocument } from '../document.ts'
import { accountByEntity } from './account-by-entity.ts'
import { accountByRole } from './account-by-role.ts'
import { billInAdvance } from './bill-in-advance.ts'
import { billInArrears } from './bill-in-arrears.ts'
import { billOnce } from './bill-once.ts'
import { buyAssociated } from './buy-associated.ts'
import { buyNothing } from './buy-nothing.ts'
import { deliverActivation } from './deliver-activation.ts'
import { deliverDirect } from './deliver-direct.ts'
import { deliverNone } from './deliver-none.ts'
import { deliverProject } from './deliver-project.ts'
import { recogniseAtExpiry } from './recognise-at-expiry.ts'
import { recogniseOnDelivery } from './recognise-on-delivery.ts'
import { recogniseOnDrawDown } from './recognise-on-draw-down.ts'
import { recogniseOnInvoice } from './recognise-on-invoice.ts'
import { recogniseOnMilestone } from './recognise-on-milestone.ts'
import { recognisePercentComplete } from './recognise-percent-complete.ts'
import { recogniseStraightLine } from './recognise-straight-line.ts'
import { renewAuto } from './renew-auto.ts'
import { renewManual } from './renew-manual.ts'
import { renewNone } from './renew-none.ts'
import { sellConsumption } from './sell-consumption.ts'
import { sellOneOff } from './sell-one-off.ts'
import { sellPrepay } from './sell-prepay.ts'
import { sellRecurring } from './sell-recurring.ts'
import { taxExempt } from './tax-exempt.ts'
import { taxReduced } from './tax-reduced.ts'
import { taxStandard } from './tax-standard.ts'
import { taxZero } from './tax-zero.ts'

/** All that a product can be told to do. A new behaviour is a file beside these and its place in this list. */
const behaviours = {
  sell: [sellOneOff, sellRecurring, sellPrepay, sellConsumption],
  buy: [buyNothing, buyAssociated],
  deliver: [deliverNone, deliverDirect, deliverProject, deliverActivation],
  bill: [billInAdvance, billInArrears, billOnce],
  recognise: [
    recogniseOnInvoice, recogniseStraightLine, recogniseOnDelivery, recogniseOnMilestone, recognisePercentComplete, recogniseOnDrawDown, recogniseAtExpiry,
  ],
  account: [accountByRole, accountByEntity],
  tax: [taxStandard, taxReduced, taxZero, taxExempt],
  renew: [renewAuto, renewManual, renewNone],
} as const // prettier-ignore

const parts = {
  sell: section('sell', 'kind', behaviours.sell),
  buy: section('buy', 'buying', behaviours.buy),
  deliver: section('deliver', 'delivery', behaviours.deliver),
  bill: section('bill', 'timing', behaviours.bill),
  recognise: section('recognise', 'recognition', behaviours.recognise),
  account: section('account', 'booking', behaviours.account),
  tax: section('tax', 'taxClass', behaviours.tax),
  renew: section('renew', 'mode', behaviours.renew),
} as const

/** In the order in which a product is read out. */
export const sections: readonly Section[] = sectionNames.map((name) => parts[name] as unknown as Section)
export const sectionOf = (name: SectionName): Section => parts[name] as unknown as Section

/** A product document as it travels and is kept. That the shape is what `ProductDocument` says does not compile otherwise. */
export const aDocument: Field<ProductDocument> = shape({
  sell: parts.sell.shape,
  buy: parts.buy.shape,
  deliver: parts.deliver.shape,
  bill: parts.bill.shape,
  recognise: parts.recognise.shape,
  account: parts.account.shape,
  tax: parts.tax.shape,
  renew: parts.renew.shape,
})

type Listed = (typeof behaviours)[SectionName][number]
type WordsIn<B> = B extends { readonly words: { readonly en: infer W } } ? keyof W & string : never
type FaultsIn<B> = B extends { readonly faults: readonly (infer Fault extends string)[] } ? Fault : never
type Word = WordsIn<Listed>
type Sentence = Exclude<Extract<Word, `catalog.${string}`>, FaultsIn<Listed>>

const listed: readonly Listed[] = Object.values(behaviours).flat()
const merged = (language: 'en' | 'de'): Readonly<Record<Word, string>> => Object.assign({}, ...listed.map(({ words }) => words[language]))
/** What the behaviours say, and what they refuse with, in every language that comes with the product. */
export const behaviourWords = { en: merged('en'), de: merged('de') }
/** Codes that a document is refused with. */
export const behaviourFaults = [...new Set(listed.flatMap(({ faults }) => faults as readonly FaultsIn<Listed>[]))]
const refusing: ReadonlySet<string> = new Set(behaviourFaults)
/** The sentences of the card. */
export const behaviourSentences = Object.keys(behaviourWords.en).filter(
  (word) => word.startsWith('catalog.') && !refusing.has(word),
) as readonly Sentence[]
