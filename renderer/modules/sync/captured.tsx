import { useCulture, type CultureFormats } from '../../app/harmony.tsx'
import { useSay, wordOr, type Say } from '../../app/words.ts'
import { Facts } from '../../kit/page.tsx'
import type { Attention } from './conflict.tsx'
import styles from './sync.module.css'
import { worded } from './worded.ts'

/** What of a signature a person can read: the rest is evidence, and hashes and strokes say nothing on a screen. */
interface Signing {
  readonly payload?: {
    readonly currency: string
    readonly lines?: readonly { readonly quantity: string; readonly name: string; readonly amount?: string }[]
    readonly totals?: readonly { readonly gross: string; readonly period: string }[]
  }
  readonly signer?: string
  readonly role?: string
  readonly place?: string
  readonly signedAt?: string
}
interface Fact {
  readonly name: string
  readonly value: string
  readonly wide?: boolean
}

/** What was captured, field by field, in words; what it is about is said above. */
export function Captured({ attention }: { attention: Attention }) {
  const say = useSay()
  const culture = useCulture()
  const { signing, ...mine } = attention.mine
  const shown = [
    ...Object.entries(mine).flatMap(([name, value]) => factOf(say, culture, name, value)),
    ...signedFacts(say, culture, signing),
  ]
  if (shown.length === 0) return <p className={styles['quiet']}>{say('sync.ui.nothingMore')}</p>
  return <Facts facts={shown} />
}

function factOf(say: Say, culture: CultureFormats, name: string, value: unknown): Fact[] {
  const text = worded(say, culture, value)
  if (text === null || value === null || value === '') return []
  return [{ name: wordOr(say, `field.${name}`, name), value: wordOr(say, `choice.${name}.${text}`, text), wide: typeof value === 'object' }]
}

function signedFacts(say: Say, culture: CultureFormats, given: unknown): Fact[] {
  if (typeof given !== 'object' || given === null) return []
  const { payload, signer, role, place, signedAt } = given as Signing
  const facts = [
    ['signer', [signer, role].filter(Boolean).join(', ')],
    ['place', place],
    ['signedAt', signedAt && culture.instant(signedAt)],
    ['lines', payload?.lines?.map(({ quantity, name }) => `${culture.decimal(quantity)} × ${name}`).join('; ')],
    [
      'gross',
      payload?.totals?.map(({ gross, period }) => `${culture.money(payload.currency, gross)} (${say(`choice.per.${period}`)})`).join('; '),
    ],
  ] as const
  return facts.flatMap(([name, value]) => (value ? [{ name: wordOr(say, `field.${name}`, name), value, wide: name === 'lines' }] : []))
}
