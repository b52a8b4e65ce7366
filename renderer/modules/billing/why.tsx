import type { ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { ContextPanel } from '../../app/panel.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { price, sentence } from './amounts.ts'
import styles from './billing.module.css'
import type { Step, Why } from './types.ts'

const about: readonly string[] = ['billing.why.tax', 'billing.why.rate']
const bands: readonly string[] = ['billing.why.flat', 'billing.why.band', 'billing.why.openBand', 'billing.why.bandWithFee']

/** Why this amount? In the panel beside the list, so that one can walk through the amounts. */
export function WhyPanel({ charge, onClose, children }: { charge: string; onClose: () => void; children?: ReactNode }) {
  const say = useSay()
  const { data, error } = useAsk<Why>('billing.why', { charge }, { keep: true })
  const culture = useCulture()
  return (
    <ContextPanel
      title={data ? say('billing.ui.why', { amount: culture.money(data.currency, data.net) }) : say('billing.why')}
      onClose={onClose}
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : data ? (
        <>
          {children}
          <WhyText why={data} />
        </>
      ) : (
        <Bones label={say('billing.why')} lines={6} />
      )}
    </ContextPanel>
  )
}

export function WhyText({ why }: { why: Why }) {
  const say = useSay()
  const culture = useCulture()
  const told = (steps: readonly Step[]) => steps.map((step, i) => <li key={i}>{sentence(say, culture, step)}</li>)
  const banded = why.trace.tariff.model !== 'flat'
  const sums = why.steps.filter((s) => !about.includes(s.say))
  // The table of bands stands where the sentences would: after the price, before what is made of it.
  const here = banded ? sums.findIndex((s) => s.say.startsWith('billing.why.price')) + 1 : sums.length
  const rest = sums.slice(here).filter((s) => !bands.includes(s.say))
  return (
    <div className={styles['why']}>
      <p className={styles['whyWho']}>
        {why.customerName}
        {why.invoiceNumber ? ` · ${why.invoiceNumber}` : ''}
      </p>
      <h3>{say('billing.ui.whyHow')}</h3>
      <ol className={styles['steps']}>{told(sums.slice(0, here))}</ol>
      {banded && why.trace.fills.length > 0 ? (
        <>
          <Table
            caption={say('billing.ui.whyBands')}
            columns={[
              { name: say('billing.ui.band') },
              { name: say('billing.ui.units'), figures: true },
              { name: say('field.unitPrice'), figures: true },
              { name: say('field.amount'), figures: true },
            ]}
            rows={why.trace.fills.map((f) => [
              f.upTo === null
                ? f.from === '0'
                  ? say('billing.ui.anyQuantity')
                  : say('billing.ui.over', { from: culture.decimal(f.from) })
                : say('billing.ui.upTo', { to: culture.decimal(f.upTo) }),
              culture.decimal(f.units),
              f.flatFee
                ? `${price(culture, why.currency, f.unitPrice)} + ${price(culture, why.currency, f.flatFee)}`
                : price(culture, why.currency, f.unitPrice),
              price(culture, why.currency, f.amount),
            ])}
          />
          <ol className={`${styles['steps']} ${styles['after']}`} start={here + 1}>
            {told(rest)}
          </ol>
        </>
      ) : null}
      <h3>{say('billing.ui.whyRates')}</h3>
      <ul className={styles['steps']}>{told(why.steps.filter((s) => about.includes(s.say)))}</ul>
      <Notice tone={why.holds ? 'ok' : 'danger'}>
        {say(why.holds ? 'billing.ui.replays' : 'billing.ui.differs', { amount: culture.money(why.currency, why.replayed) })}
      </Notice>
      <details className={styles['trace']}>
        <summary>{say('billing.ui.trace')}</summary>
        <Button
          small
          look="quiet"
          icon="file"
          onClick={() =>
            void navigator.clipboard
              .writeText(JSON.stringify(why.trace, null, 2))
              .then(() => toast({ tone: 'ok', text: say('app.copied') }))
          }
        >
          {say('app.copy')}
        </Button>
        <pre tabIndex={0}>{JSON.stringify(why.trace, null, 2)}</pre>
      </details>
    </div>
  )
}
