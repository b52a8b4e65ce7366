import type { ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { price, sentence } from '../billing/amounts.ts'
import type { Fill, Step } from '../billing/types.ts'
import styles from './pricing.module.css'
import { useSettled } from './settled.ts'

interface Answer {
  readonly amount: { readonly currency: string; readonly minor: string }
  readonly steps: readonly Step[]
  readonly trace: {
    readonly model: string
    readonly currency: string
    readonly quantity: string
    readonly free: string | null
    readonly billable: string
    readonly fills: readonly Fill[]
    readonly exact: string
    readonly over?: { readonly periods: number; readonly units: string; readonly unitPrice: string; readonly amount: string }
    readonly bound?: { readonly by: 'minimum' | 'cap'; readonly before: string }
  }
}
/** What the heading and the table say is not said again. */
const shownElsewhere = /^pricing\.(costs|sum\.|included$)/

/** The amount, the bands that it filled and the way there, in sentences. */
export function Priced({ input, product, unit }: { input: Readonly<Record<string, unknown>> | null; product?: string; unit?: string }) {
  const say = useSay()
  const culture = useCulture()
  const asked = useSettled(input)
  const { data, error, isPlaceholderData } = useAsk<Answer>('pricing.rate', asked ?? {}, { enabled: asked !== null, keep: true })
  if (input === null) return <Card title={say('pricing.ui.result')}><Notice tone="info">{say('pricing.ui.incomplete')}</Notice></Card> // prettier-ignore
  if (error) return <Card title={say('pricing.ui.result')}><Notice tone="warn">{error.message}</Notice></Card> // prettier-ignore
  if (!data) return <Card title={say('pricing.ui.result')}><Bones label={say('pricing.ui.result')} /></Card> // prettier-ignore
  const { trace, amount, steps } = data
  const [costs] = steps
  const told = steps.filter(({ say: word }) => !shownElsewhere.test(word))
  const exact = price(culture, trace.currency, trace.exact)
  return (
    <Card title={say('pricing.ui.result')}>
      <div className={isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
        <Stack>
          <div>
            {product ? <div>{product}</div> : null}
            <div className={`${styles['amount']} figures`}>{culture.money(amount.currency, amount.minor)}</div>
            <div>
              {trace.over && trace.over.periods > 1 && costs
                ? sentence(say, culture, costs)
                : unit
                  ? say('pricing.ui.forUnits', { quantity: culture.decimal(trace.quantity), unit })
                  : say('pricing.ui.for', { quantity: culture.decimal(trace.quantity) })}
            </div>
          </div>
          {trace.fills.length > 0 ? (
            <div className={styles['fills']}>
              <Fills trace={trace} />
            </div>
          ) : null}
          <ol className={styles['steps']}>
            {trace.free ? (
              <li>{say('pricing.ui.freeStep', { free: culture.decimal(trace.free), billable: culture.decimal(trace.billable) })}</li>
            ) : null}
            <li>{say(`pricing.ui.step.${trace.model}`)}</li>
            {told.map((step, i) => (
              <li key={i}>{sentence(say, culture, step)}</li>
            ))}
            <li>{say('pricing.ui.rounded', { exact, amount: culture.money(amount.currency, amount.minor) })}</li>
          </ol>
        </Stack>
      </div>
    </Card>
  )
}

function Fills({ trace }: { trace: Answer['trace'] }) {
  const say = useSay()
  const culture = useCulture()
  const { over, bound } = trace
  const fees = trace.fills.some((f) => f.flatFee)
  const total = <strong key="a">{price(culture, trace.currency, trace.exact)}</strong>
  const row = (...[what, units, each, amount]: readonly [ReactNode, ReactNode, ReactNode, ReactNode]): readonly ReactNode[] => [
    what,
    units,
    each,
    ...(fees ? [''] : []),
    amount,
  ]
  const bandOf = (f: Fill): string =>
    over && over.periods > 1 ? say('pricing.ui.eachPeriod', { periods: culture.count(over.periods), band: rangeOf(f) }) : rangeOf(f)
  const rangeOf = (f: Fill): string =>
    f.upTo === null
      ? f.from === '0'
        ? say(over ? 'pricing.ui.committed' : 'billing.ui.anyQuantity')
        : say('billing.ui.over', { from: culture.decimal(f.from) })
      : f.from === '0'
        ? say('billing.ui.upTo', { to: culture.decimal(f.upTo) })
        : say('catalog.ui.overUpTo', { from: culture.decimal(f.from), to: culture.decimal(f.upTo) })
  return (
    <Table
      caption={say('billing.ui.whyBands')}
      columns={[
        { name: say('billing.ui.band') },
        { name: say(trace.model === 'package' ? 'pricing.ui.packages' : 'billing.ui.units'), figures: true },
        { name: say('field.unitPrice'), figures: true },
        ...(fees ? [{ name: say('field.flatFee'), figures: true }] : []),
        { name: say('field.amount'), figures: true },
      ]}
      rows={[
        ...trace.fills.map((f) => [
          bandOf(f),
          culture.decimal(f.units),
          price(culture, trace.currency, f.unitPrice),
          ...(fees ? [f.flatFee ? price(culture, trace.currency, f.flatFee) : ''] : []),
          price(culture, trace.currency, f.amount),
        ]),
        ...(over
          ? [row(say('pricing.ui.above'), culture.decimal(over.units), price(culture, trace.currency, over.unitPrice), price(culture, trace.currency, over.amount))] // prettier-ignore
          : []),
        row(
          <strong key="t">{say('pricing.ui.together')}</strong>,
          culture.decimal(trace.billable),
          '',
          bound ? price(culture, trace.currency, bound.before) : total,
        ),
        ...(bound ? [row(<strong key="b">{say(`field.${bound.by}`)}</strong>, '', '', total)] : []),
      ]}
    />
  )
}
