import { useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { parseDecimal, parseMinor } from '../../app/culture.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { blank, free, InvoiceLines, type OpenCost, type Typed } from './invoice-lines.tsx'
import styles from './payables.module.css'

interface Entity {
  readonly code: string
  readonly name: string
  readonly country: string
}
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
const equal = (field: string, value: string) => ({ field, is: 'equal', value })

/** What the choices of the form come from: entities, the supplier's currency, what is open with it, tax codes. */
function useChoices(supplier: string, entity: string) {
  const chosen = supplier !== '' && entity !== ''
  const entities = useAsk<{ rows: readonly Entity[] }>('entities.list', { limit: 1000 })
  const found = useAsk<{ rows: readonly { currency: string }[] }>('purchases.suppliers', { filter: equal('id', supplier), limit: 1 }, { enabled: supplier !== '' })
  const all = [equal('supplier', supplier), equal('entity', entity), { field: 'state', is: 'in', value: ['planned', 'ordered'] }]
  const open = useAsk<{ rows: readonly OpenCost[] }>('purchases.list', { filter: { all }, limit: 500 }, { enabled: chosen })
  const country = entities.data?.rows.find(({ code }) => code === entity)?.country
  const codes = useAsk<{ rows: readonly { code: string; rate: string }[] }>('tax.list', { filter: equal('country', country ?? ''), limit: 200 }, { enabled: Boolean(country) })
  return {
    entities: entities.data?.rows ?? [],
    currency: found.data?.rows[0]?.currency ?? '',
    costs: chosen ? (open.data?.rows ?? null) : null,
    taxes: (codes.data?.rows ?? []).map(({ code, rate }) => ({ value: code, label: `${code} · ${rate} %` })),
  }
} // prettier-ignore

/** Records what a supplier sent, line by line against what is open with it. */
export default function Record() {
  const say = useSay()
  const go = useGo()
  const today = useToday()
  const { culture } = useHarmony()
  const suppliersView = useLookup('suppliers')
  useTitle(say('payables.recordInvoice'))
  const [head, setHead] = useState({ supplier: '', entity: '', number: '', day: today, due: '', currency: '', gross: '', note: '' })
  const [lines, setLines] = useState<readonly Typed[]>([blank(1)])
  const [troubles, setTroubles] = useState<Readonly<{ [field: string]: string }>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const { act, busy } = useAct<{ id: string; number: string }>('payables.recordInvoice')
  const set = (next: Partial<typeof head>): void => setHead((now) => ({ ...now, ...next }))
  const choices = useChoices(head.supplier, head.entity)
  const currency = head.currency || choices.currency

  const send = async (): Promise<void> => {
    const wrong: { [field: string]: string } = {}
    const amount = (at: string, typed: string) => {
      const minor = parseMinor(culture, currency, typed)
      if (minor === undefined) wrong[at] = say('payables.ui.noAmount')
      return { currency, minor: minor ?? '0' }
    }
    const needed = (at: string, value: string, fine = value.trim() !== ''): string => {
      if (!fine) wrong[at] = say('payables.ui.needed')
      return value.trim()
    }
    const input = {
      supplier: needed('supplier', head.supplier),
      entity: needed('entity', head.entity),
      number: needed('number', head.number),
      day: needed('day', head.day, isDay(head.day)),
      ...(head.due === '' ? {} : { due: needed('due', head.due, isDay(head.due)) }),
      gross: amount('gross', head.gross),
      ...(head.note.trim() ? { note: head.note.trim() } : {}),
      lines: lines.map((line) => {
        const quantity = line.quantity.trim() === '' ? null : parseDecimal(culture, line.quantity)
        if (quantity === undefined) wrong[`${line.key}.quantity`] = say('payables.ui.noQuantity')
        needed(`${line.key}.what`, line.what)
        const recurring = (choices.costs?.find(({ id }) => id === line.what)?.months ?? null) !== null
        return {
          ...(line.what === free ? { account: needed(`${line.key}.account`, line.account), ...(line.description.trim() ? { description: line.description.trim() } : {}) } : { costLine: line.what }),
          ...(quantity ? { quantity } : {}),
          net: amount(`${line.key}.net`, line.net),
          taxCodes: line.tax === '' ? [] : [line.tax],
          ...(recurring ? { from: needed(`${line.key}.from`, line.from, isDay(line.from)), end: needed(`${line.key}.end`, line.end, isDay(line.end)) } : {}),
        }
      }),
    } // prettier-ignore
    setTroubles(wrong)
    setRefusal(null)
    if (Object.keys(wrong).length > 0) return
    const reply = await act(input)
    if (!reply.ok) return setRefusal(reply.refusal.message)
    toast({ tone: 'ok', text: say('payables.ui.recorded', { number: reply.result.number }) })
    go(`/payables/invoices/${reply.result.id}`)
  }
  return (
    <Page>
      <PageHead title={say('payables.recordInvoice')} lead={say('payables.ui.recordLead')} />
      {refusal ? <Notice tone="danger">{refusal}</Notice> : null}
      <form
        noValidate
        className={styles['form']}
        onSubmit={(e) => {
          e.preventDefault()
          void send()
        }}
      >
        <Card title={say('payables.ui.document')}>
          <div className={styles['head']}>
            {suppliersView ? (
              <ReferenceField
                label={say('field.supplier')}
                view={suppliersView}
                value={head.supplier}
                onChange={(supplier) => set({ supplier })}
                error={troubles['supplier']}
                required
              />
            ) : null}
            <Choose
              label={say('field.entity')}
              value={head.entity === '' ? null : head.entity}
              onChange={(entity) => set({ entity: entity ?? '' })}
              options={choices.entities.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
              error={troubles['entity']}
              required
            />
            <TextField
              label={say('field.number')}
              value={head.number}
              onChange={(number) => set({ number })}
              error={troubles['number']}
              required
            />
            <DayField label={say('field.day')} value={head.day} onChange={(day) => set({ day })} error={troubles['day']} required />
            <DayField
              label={say('field.due')}
              value={head.due}
              onChange={(due) => set({ due })}
              error={troubles['due']}
              hint={say('payables.ui.byTerm')}
            />
            <Choose
              label={say('field.currency')}
              value={currency === '' ? null : currency}
              onChange={(next) => set({ currency: next ?? '' })}
              options={currencies.map((code) => ({ value: code, label: code }))}
              searchable
              required
            />
            <TextField
              label={say('payables.ui.printed')}
              figures
              value={head.gross}
              onChange={(gross) => set({ gross })}
              error={troubles['gross']}
              required
            />
          </div>
        </Card>
        <InvoiceLines lines={lines} costs={choices.costs} taxes={choices.taxes} troubles={troubles} onChange={setLines} />
        <LongField label={say('field.note')} rows={2} value={head.note} onChange={(note) => set({ note })} />
        <div className={styles['acts']}>
          <Button look="primary" type="submit" busy={busy}>
            {say('payables.ui.record')}
          </Button>
          <Button onClick={() => go('/list/payables.invoices')}>{say('app.cancel')}</Button>
        </div>
      </form>
    </Page>
  )
}
