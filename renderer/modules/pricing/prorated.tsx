import { currencies } from '../../../core/kernel/money.ts'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import type { Asked } from './draft.ts'
import { methods, readPart, type Method, type PartDraft } from './part.ts'
import styles from './pricing.module.css'
import { useSettled } from './settled.ts'

interface Answer {
  readonly amount: { readonly currency: string; readonly minor: string }
  readonly days: number
  readonly of: number
  readonly steps: readonly Step[]
}

/** What a part of a period costs, by the method that is chosen and beside it by the others. */
export function Prorated({ draft, onDraft }: { draft: PartDraft; onDraft: (draft: PartDraft) => void }) {
  const say = useSay()
  const { culture } = useHarmony()
  const { input, wrong } = readPart(culture, draft)
  const dayOf = (name: 'from' | 'last' | 'periodFrom' | 'periodLast') => (
    <DayField
      label={say(`pricing.ui.part.${name}`)}
      value={draft[name]}
      onChange={(next) => onDraft({ ...draft, [name]: next })}
      error={wrong.has(name) && draft[name].trim() !== '' ? say('pricing.ui.noDay') : undefined}
      required
    />
  )
  return (
    <div className={styles['columns']}>
      <Card title={say('pricing.ui.part.given')}>
        <div className={styles['fields']}>
          <Choose
            label={say('pricing.ui.part.method')}
            value={draft.method}
            onChange={(next) => next && onDraft({ ...draft, method: next as Method })}
            options={methods.map((value) => ({ value, label: say(`pricing.ui.method.${value}`) }))}
          />
          <div className={styles['pair']}>
            <TextField
              label={say('pricing.ui.part.whole')}
              value={draft.amount}
              onChange={(amount) => onDraft({ ...draft, amount })}
              figures
              required
              error={wrong.has('amount') && draft.amount.trim() !== '' ? say('pricing.ui.noAmount') : undefined}
            />
            <Choose
              label={say('field.currency')}
              value={draft.currency}
              onChange={(currency) => currency && onDraft({ ...draft, currency })}
              options={currencies.map((c) => ({ value: c, label: c }))}
              searchable
            />
          </div>
          <div className={styles['pair']}>
            {dayOf('periodFrom')}
            {dayOf('periodLast')}
          </div>
          <div className={styles['pair']}>
            {dayOf('from')}
            {dayOf('last')}
          </div>
        </div>
      </Card>
      <Result input={input} chosen={draft.method} />
    </div>
  )
}

function Result({ input, chosen }: { input: Asked['input']; chosen: Method }) {
  const say = useSay()
  const culture = useCulture()
  const asked = useSettled(input)
  // The methods are always the same five, so the hooks are too.
  const answers = methods.map((method) => ({
    method,
    ...useAsk<Answer>('pricing.prorate', { ...asked, method }, { enabled: asked !== null, keep: true }),
  }))
  const own = answers.find(({ method }) => method === chosen)
  const title = say('pricing.ui.result')
  if (input === null) return <Card title={title}><Notice tone="info">{say('pricing.ui.part.incomplete')}</Notice></Card> // prettier-ignore
  if (own?.error) return <Card title={title}><Notice tone="warn">{own.error.message}</Notice></Card> // prettier-ignore
  if (!own?.data) return <Card title={title}><Bones label={title} /></Card> // prettier-ignore
  const { amount, steps } = own.data
  return (
    <Card title={title}>
      <div className={own.isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
        <Stack>
          <div className={`${styles['amount']} figures`}>{culture.money(amount.currency, amount.minor)}</div>
          <ol className={styles['steps']}>
            {steps.map((step, i) => (
              <li key={i}>{sentence(say, culture, step)}</li>
            ))}
          </ol>
          <Table
            caption={say('pricing.ui.part.methods')}
            columns={[
              { name: say('pricing.ui.part.method') },
              { name: say('pricing.ui.part.days'), figures: true },
              { name: say('field.amount'), figures: true },
            ]}
            rows={answers.flatMap(({ method, data }) => {
              if (!data) return []
              const row = [
                say(`pricing.ui.method.${method}`),
                say('pricing.ui.part.daysOf', { days: culture.count(data.days), of: culture.count(data.of) }),
                culture.money(data.amount.currency, data.amount.minor),
              ]
              return [method === chosen ? row.map((text, i) => <strong key={i}>{text}</strong>) : row]
            })}
          />
        </Stack>
      </div>
    </Card>
  )
}
