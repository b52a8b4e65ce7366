import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, Drawer, IconButton } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { ItemHistory } from '../receivables/history.tsx'
import styles from '../receivables/receivables.module.css'
import { ages, isOwed, type Item as AnyItem, type Total } from '../receivables/types.ts'
import { SupplierBankAccount } from './bank-account.tsx'

type Item = Omit<AnyItem, 'kind'>
interface Statement {
  readonly supplierName: string
  readonly day: string
  readonly items: readonly Item[]
  readonly totals: readonly Total[]
}
type Doing = 'pay' | 'setOff' | 'hold'

/** The statement of a supplier: what we owe and have with it, by age; what is paid, set off or held back. */
export default function SupplierAccount() {
  const say = useSay()
  const culture = useCulture()
  const supplier = useParam('supplier')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [looking, setLooking] = useState<Item | null>(null)
  const { data, error } = useAsk<Statement>('payables.account', { supplier })
  useTitle(data?.supplierName)
  if (error) return <Nothing whole icon="danger" title={say('payables.account')} lead={error.message} />
  if (!data) return <Bones label={say('payables.account')} lines={8} />
  const choose = (item: Item, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(item.openItem)
    else next.delete(item.openItem)
    setChosen(next)
  }
  const figure = (name: string) => ({ name, figures: true })
  return (
    <Page>
      <PageHead title={data.supplierName} lead={say('payables.ui.accountLead', { day: culture.day(data.day) })}>
        <Go to={`/suppliers/${supplier}`}>{say('payables.ui.toSupplier')}</Go>
      </PageHead>
      {data.items.length === 0 ? null : (
        <Card title={say('receivables.ui.ages')}>
          <Table
            caption={say('receivables.ui.ages')}
            stacks
            columns={[{ name: say('field.entity') }, ...ages.map((age) => figure(say(`receivables.ui.${age}`))), figure(say('field.credit')), figure(say('field.open'))]}
            rows={data.totals.map((total) => [total.entity, ...[...ages.map((age) => total[age]), total.credit, total.open].map((minor) => culture.money(total.currency, minor))])}
          />
        </Card>
      )}
      <Card title={say('receivables.ui.open')}>
        <Deeds supplier={supplier} picked={data.items.filter((item) => chosen.has(item.openItem))} onDone={() => setChosen(new Set())} />
        {data.items.length === 0 ? (
          <Nothing icon="check" title={say('receivables.ui.none')} lead={say('payables.ui.owedNothing')} />
        ) : (
          <Items items={data.items} chosen={chosen} onChoose={choose} onLook={setLooking} />
        )}
      </Card>
      <SupplierBankAccount supplier={supplier} />
      {looking ? (
        <Drawer opened onClose={() => setLooking(null)} title={say('receivables.ui.history', { number: looking.number })} close={say('app.close')} size={560}>
          <ItemHistory openItem={looking.openItem} of="payables" />
        </Drawer>
      ) : null}
    </Page>
  )
} // prettier-ignore

function Items({ items, chosen, onChoose, onLook }: { items: readonly Item[]; chosen: ReadonlySet<string>; onChoose: (item: Item, on: boolean) => void; onLook: (item: Item) => void }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Table
      caption={say('receivables.ui.open')}
      stacks
      columns={[
        { name: '' }, { name: say('field.number') }, { name: say('field.entity') }, { name: say('field.due') }, { name: say('field.amount'), figures: true }, { name: say('field.open'), figures: true }, { name: '' },
      ]}
      rows={items.map((item) => [
        <Check key="c" bare label={say('receivables.ui.chosen', { number: item.number })} checked={chosen.has(item.openItem)} onChange={(on) => onChoose(item, on)} />,
        <span key="n" className={styles['two']}>
          {item.number}
          {item.onHold ? <Chip tone="warn">{item.onHold}</Chip> : null}
        </span>,
        item.entity,
        <span key="d" className={styles['two']}>
          {culture.day(item.due)}
          {item.overdueDays > 0 && isOwed(item) ? <small>{say('receivables.ui.overdue', { count: culture.count(item.overdueDays) })}</small> : null}
        </span>,
        culture.money(item.currency, item.amount),
        culture.money(item.currency, item.open),
        <IconButton key="h" icon="clock" label={say('receivables.ui.history', { number: item.number })} onClick={() => onLook(item)} />,
      ])}
    />
  )
} // prettier-ignore

/** What fits the lines that are chosen; each opens a form with them in it. */
function Deeds({ supplier, picked, onDone }: { supplier: string; picked: readonly Item[]; onDone: () => void }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [doing, setDoing] = useState<Doing | null>(null)
  const owed = picked.filter(isOwed)
  const credits = picked.filter((item) => !isOwed(item))
  const [one] = picked
  const together = new Set(picked.map(({ entity, currency }) => `${entity}/${currency}`)).size <= 1
  const deeds: readonly (readonly [Doing, boolean])[] = [
    ['pay', together && (picked.length === 0 || owed.length > 0) && may('payables.pay')],
    ['setOff', together && credits.length === 1 && owed.length > 0 && may('payables.pay')],
    ['hold', picked.length === 1 && may('payables.write')],
  ]
  const rest = { onDone, onClose: () => setDoing(null) }
  return (
    <>
      <div className={styles['buttons']}>
        {deeds
          .filter(([, fits]) => fits)
          .map(([deed], i) => (
            <Button key={deed} small look={i === 0 && deed !== 'hold' ? 'primary' : 'plain'} onClick={() => setDoing(deed)}>
              {say(deed === 'pay' ? 'payables.ui.pay' : `payables.${deed}`)}
            </Button>
          ))}
      </div>
      {doing === 'pay' ? (
        <FormDrawer
          {...rest}
          operation="payables.pay"
          title={say('payables.ui.pay')}
          fixed={{ supplier, ...(one ? { entity: one.entity, items: picked.map(({ openItem }) => ({ openItem })) } : {}) }}
          fields={[...(one ? [] : ['entity']), 'day', 'advance', 'bankCharges', 'reference']}
          initial={{ day: today, reference: owed.map(({ number }) => number).join(', ') }}
        >
          {one ? <p>{say('payables.ui.payLead')}</p> : <p>{say('payables.ui.advanceLead')}</p>}
        </FormDrawer>
      ) : null}
      {doing === 'setOff' ? (
        <FormDrawer {...rest} operation="payables.setOff" fixed={{ source: credits[0]?.openItem, applications: owed.map(({ openItem }) => ({ openItem })) }} fields={['day']} initial={{ day: today }}>
          <p>{say('receivables.ui.applyLead', { number: credits[0]?.number ?? '' })}</p>
        </FormDrawer>
      ) : null}
      {doing === 'hold' ? (
        <FormDrawer {...rest} operation="payables.hold" fixed={{ openItem: one?.openItem }} fields={['reason']} initial={{ reason: one?.onHold ?? null }} title={`${say('payables.hold')}: ${one?.number ?? ''}`} />
      ) : null}
    </>
  )
} // prettier-ignore
