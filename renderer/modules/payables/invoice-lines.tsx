import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose, type Option } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import styles from './payables.module.css'

/** A line as it is typed. `what` is a cost line, or `free`. */
export interface Typed {
  readonly key: number
  readonly what: string
  readonly account: string
  readonly description: string
  readonly quantity: string
  readonly net: string
  readonly tax: string
  readonly from: string
  readonly end: string
}
export const free = 'free'
export const blank = (key: number): Typed => ({
  key,
  what: '',
  account: '',
  description: '',
  quantity: '',
  net: '',
  tax: '',
  from: '',
  end: '',
})
/** An open purchase of the supplier. */
export interface OpenCost {
  readonly id: string
  readonly contractNumber: string
  readonly item: string
  readonly currency: string
  readonly unitCost: string
  readonly quantity: string
  readonly quantityRule: string
  readonly months: number | null
  readonly state: string
}

/** What a document is for, line by line: something that was ordered, or an account. */
export function InvoiceLines({
  lines,
  costs,
  taxes,
  troubles,
  onChange,
}: {
  lines: readonly Typed[]
  costs: readonly OpenCost[] | null
  taxes: readonly Option[]
  troubles: Readonly<Record<string, string>>
  onChange: (lines: readonly Typed[]) => void
}) {
  const say = useSay()
  const set = (key: number, next: Partial<Typed>): void => onChange(lines.map((line) => (line.key === key ? { ...line, ...next } : line)))
  const options = [
    ...(costs ?? []).map((cost) => ({ value: cost.id, label: `${cost.contractNumber} · ${cost.item} (${cost.currency})` })),
    { value: free, label: say('payables.ui.free') },
  ]
  return (
    <Card title={say('payables.ui.lines')}>
      {lines.map((line, i) => {
        const cost = costs?.find(({ id }) => id === line.what)
        const trouble = (field: keyof Typed): string | undefined => troubles[`${line.key}.${field}`]
        return (
          <div key={line.key} className={styles['line']} role="group" aria-label={say('payables.ui.line', { line: i + 1 })}>
            <Choose
              label={say('payables.ui.ordered')}
              value={line.what === '' ? null : line.what}
              onChange={(what) => {
                const chosen = costs?.find(({ id }) => id === what)
                set(line.key, {
                  what: what ?? '',
                  ...(chosen?.quantityRule === 'fixed' && line.quantity === '' ? { quantity: chosen.quantity } : {}),
                })
              }}
              options={costs === null ? [] : options}
              nothing={say(costs === null ? 'payables.ui.chooseFirst' : 'payables.ui.nothingOpen')}
              searchable
              required
              error={trouble('what')}
            />
            <TextField
              label={say('field.quantity')}
              figures
              value={line.quantity}
              onChange={(quantity) => set(line.key, { quantity })}
              error={trouble('quantity')}
            />
            <TextField
              label={say('field.net')}
              figures
              value={line.net}
              onChange={(net) => set(line.key, { net })}
              required
              error={trouble('net')}
            />
            <Choose
              label={say('field.taxCodes')}
              value={line.tax === '' ? null : line.tax}
              onChange={(tax) => set(line.key, { tax: tax ?? '' })}
              options={taxes}
              nothing={say('payables.ui.chooseFirst')}
              clearable
            />
            <IconButton
              icon="close"
              label={say('payables.ui.removeLine', { line: i + 1 })}
              disabled={lines.length === 1}
              onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
            />
            {line.what === free ? (
              <div className={styles['more']}>
                <TextField
                  label={say('field.account')}
                  value={line.account}
                  onChange={(account) => set(line.key, { account })}
                  required
                  error={trouble('account')}
                />
                <TextField
                  label={say('field.description')}
                  value={line.description}
                  onChange={(description) => set(line.key, { description })}
                />
              </div>
            ) : null}
            {cost && cost.months !== null ? (
              <div className={styles['more']}>
                <DayField
                  label={say('field.from')}
                  value={line.from}
                  onChange={(from) => set(line.key, { from })}
                  required
                  error={trouble('from')}
                />
                <DayField
                  label={say('field.end')}
                  value={line.end}
                  onChange={(end) => set(line.key, { end })}
                  required
                  error={trouble('end')}
                />
              </div>
            ) : null}
          </div>
        )
      })}
      <div className={styles['acts']}>
        <Button icon="plus" onClick={() => onChange([...lines, blank(Math.max(...lines.map(({ key }) => key)) + 1)])}>
          {say('payables.ui.addLine')}
        </Button>
      </div>
    </Card>
  )
}
