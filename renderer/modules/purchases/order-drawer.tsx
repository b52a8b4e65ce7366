import { useEffect, useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { parseDecimal } from '../../app/culture.ts'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { price } from '../billing/amounts.ts'
import { BeforeAndAfter } from './figures.tsx'
import styles from './purchases.module.css'
import type { Cost, Order } from './types.ts'
import { draftOf, newDraft, wantedOf, type ChangeDraft } from './wanted.ts'

/** A change of what is bought after the customer has signed: while it is written, the margin before and after stands below. */
export function OrderDrawer({
  contract,
  line,
  costs,
  onClose,
}: {
  contract: string
  line: string | null
  costs: readonly Cost[]
  onClose: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [drafts, setDrafts] = useState<readonly ChangeDraft[]>(() => costs.filter((cost) => cost.state !== 'dropped').map(draftOf))
  const [reason, setReason] = useState('')
  const [effective, setEffective] = useState(today)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Order>('purchases.changeOrder')
  const wanted = wantedOf(drafts, (typed) => parseDecimal(culture.name, typed))
  const ready = wanted.changes.length > 0 && !wanted.unclear && /^\d{4}-\d{2}-\d{2}$/.test(effective)
  const put = (index: number, more: Partial<ChangeDraft>): void =>
    setDrafts(drafts.map((draft, i) => (i === index ? { ...draft, ...more } : draft)))
  const send = async (): Promise<void> => {
    const reply = await act({ contract, line, reason, effective, changes: wanted.changes })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    toast({ tone: 'ok', text: say('purchases.ui.ordered', { number: reply.result.number }) })
    onClose()
  }
  return (
    <Drawer opened onClose={onClose} title={say('purchases.changeOrder')} close={say('app.close')} size={760}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Notice tone="info">{say('purchases.ui.priceStays')}</Notice>
        {drafts.map((draft, index) => (
          <OneChange
            key={draft.key}
            draft={draft}
            onChange={(more) => put(index, more)}
            onGone={() => setDrafts(drafts.filter((_, i) => i !== index))}
          />
        ))}
        <div>
          <Button small icon="plus" onClick={() => setDrafts([...drafts, newDraft(effective)])}>
            {say('purchases.addLine')}
          </Button>
        </div>
        <div className={styles['pair']}>
          <DayField label={say('field.effective')} value={effective} onChange={setEffective} required />
          <TextField label={say('field.reason')} value={reason} onChange={setReason} required autoComplete="off" />
        </div>
        {ready ? (
          <Rehearsal
            input={{ contract, line, reason: reason.trim() || say('purchases.ui.rehearsed'), effective, changes: wanted.changes }}
          />
        ) : (
          <p className={styles['quiet']}>{say('purchases.ui.nothingYet')}</p>
        )}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['foot']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!ready || reason.trim() === ''}>
            {say('purchases.ui.order')}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}

/** Milliseconds of quiet before what is being typed is worked out. */
const pause = 350

function Rehearsal({ input }: { input: object }) {
  const say = useSay()
  const culture = useCulture()
  const text = JSON.stringify(input)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error } = useAsk<Order>('purchases.rehearseChange', JSON.parse(asked), { keep: true })
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!data) return <p className={styles['quiet']}>{say('app.grid.loading')}</p>
  return (
    <section aria-label={say('purchases.rehearseChange')} aria-live="polite">
      <BeforeAndAfter before={data.marginBefore} after={data.marginAfter} caption={say('purchases.rehearseChange')} />
      <p className={styles['quiet']}>{say('purchases.ui.ratesOn', { day: culture.day(data.ratesOn) })}</p>
    </section>
  )
}

function OneChange({
  draft,
  onChange,
  onGone,
}: {
  draft: ChangeDraft
  onChange: (more: Partial<ChangeDraft>) => void
  onGone: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const { cost } = draft
  return (
    <fieldset className={styles['change']}>
      <legend>{cost ? cost.item : say('purchases.ui.newPurchase')}</legend>
      {cost ? (
        <>
          <p className={styles['quiet']}>
            {cost.supplierName ?? say('purchases.ui.ownLabour')} · {culture.decimal(cost.quantity)} ×{' '}
            {price(culture, cost.currency, cost.unitCost)}
          </p>
          <Segments
            label={say('purchases.ui.whatHappens', { item: cost.item })}
            value={draft.does}
            onChange={(does) => onChange({ does })}
            options={[
              { value: 'keep', label: say('purchases.ui.keep') },
              { value: 'change', label: say('choice.does.change') },
              { value: 'remove', label: say('choice.does.remove') },
            ]}
          />
        </>
      ) : null}
      {draft.does === 'change' || draft.does === 'add' ? <Terms draft={draft} onChange={onChange} /> : null}
      {cost ? null : (
        <div>
          <Button small icon="close" onClick={onGone}>
            {say('purchases.ui.dropDraft')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function Terms({ draft, onChange }: { draft: ChangeDraft; onChange: (more: Partial<ChangeDraft>) => void }) {
  const say = useSay()
  const culture = useCulture()
  const view = useLookup('suppliers')
  const wrong = (typed: string) =>
    typed !== '' && parseDecimal(culture.name, typed) === undefined ? { error: say('purchases.ui.noNumber') } : {}
  return (
    <div className={styles['pair']}>
      {draft.cost ? null : (
        <TextField label={say('field.item')} value={draft.item} onChange={(item) => onChange({ item })} required autoComplete="off" />
      )}
      {view ? (
        <ReferenceField
          label={say('field.supplier')}
          view={view}
          value={draft.supplier}
          onChange={(supplier) => onChange({ supplier })}
          clearable={draft.cost === null}
        />
      ) : null}
      <TextField
        label={say('field.quantity')}
        value={draft.quantity}
        onChange={(quantity) => onChange({ quantity })}
        figures
        {...wrong(draft.quantity)}
      />
      <TextField
        label={say('field.unitCost')}
        value={draft.unitCost}
        onChange={(unitCost) => onChange({ unitCost })}
        figures
        {...wrong(draft.unitCost)}
      />
      <Choose
        label={say('field.currency')}
        value={draft.currency || null}
        onChange={(currency) => onChange({ currency: currency ?? '' })}
        options={currencies.map((currency) => ({ value: currency, label: currency }))}
        searchable
      />
      {draft.cost === null ? (
        <TextField
          label={say('field.months')}
          value={draft.months}
          onChange={(months) => onChange({ months })}
          figures
          hint={say('purchases.ui.monthsHint')}
          {...wrong(draft.months)}
        />
      ) : draft.cost.months === null ? null : (
        <DayField label={say('field.end')} value={draft.end} onChange={(end) => onChange({ end })} />
      )}
    </div>
  )
}
