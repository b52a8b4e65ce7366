import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { price } from '../billing/amounts.ts'
import type { Fill } from '../billing/types.ts'
import styles from './pricing.module.css'
import { useSettled } from './settled.ts'

interface Answer {
  readonly amount: { readonly currency: string; readonly minor: string }
  readonly trace: {
    readonly model: string
    readonly currency: string
    readonly quantity: string
    readonly free: string | null
    readonly billable: string
    readonly fills: readonly Fill[]
    readonly exact: string
  }
}
/** The amount, the bands that it filled and the way there, in sentences. */
export function Priced({ input, product, unit }: { input: Readonly<Record<string, unknown>> | null; product?: string; unit?: string }) {
  const say = useSay()
  const culture = useCulture()
  const asked = useSettled(input)
  const { data, error, isPlaceholderData } = useAsk<Answer>('pricing.rate', asked ?? {}, { enabled: asked !== null, keep: true })
  if (input === null) return <Card title={say('pricing.ui.result')}><Notice tone="info">{say('pricing.ui.incomplete')}</Notice></Card> // prettier-ignore
  if (error) return <Card title={say('pricing.ui.result')}><Notice tone="warn">{error.message}</Notice></Card> // prettier-ignore
  if (!data) return <Card title={say('pricing.ui.result')}><Bones label={say('pricing.ui.result')} /></Card> // prettier-ignore
  const { trace, amount } = data
  const exact = price(culture, trace.currency, trace.exact)
  return (
    <Card title={say('pricing.ui.result')}>
      <div className={isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
        <Stack>
          <div>
            {product ? <div>{product}</div> : null}
            <div className={`${styles['amount']} figures`}>{culture.money(amount.currency, amount.minor)}</div>
            <div>
              {unit
                ? say('pricing.ui.forUnits', { quantity: culture.decimal(trace.quantity), unit })
                : say('pricing.ui.for', { quantity: culture.decimal(trace.quantity) })}
            </div>
          </div>
          {trace.fills.length > 0 ? <Fills trace={trace} /> : null}
          <ol className={styles['steps']}>
            {trace.free ? (
              <li>{say('pricing.ui.freeStep', { free: culture.decimal(trace.free), billable: culture.decimal(trace.billable) })}</li>
            ) : null}
            <li>{say(`pricing.ui.step.${trace.model}`)}</li>
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
  const fees = trace.fills.some((f) => f.flatFee)
  const bandOf = (f: Fill): string =>
    f.upTo === null
      ? f.from === '0'
        ? say('billing.ui.anyQuantity')
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
        [
          <strong key="t">{say('pricing.ui.together')}</strong>,
          culture.decimal(trace.billable),
          '',
          ...(fees ? [''] : []),
          <strong key="a">{price(culture, trace.currency, trace.exact)}</strong>,
        ],
      ]}
    />
  )
}
