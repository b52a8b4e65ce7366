import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, Drawer, IconButton } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { ItemHistory } from './history.tsx'
import styles from './receivables.module.css'
import { ages, isOwed, type Item, type Statement, type Total } from './types.ts'

type Doing = 'receive' | 'apply' | 'refund' | 'writeOff' | 'hold'

/** What a customer owes and is owed: ages, items, and what can be done with them. */
export default function AccountScreen() {
  const say = useSay()
  const culture = useCulture()
  const customer = useParam('customer')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [looking, setLooking] = useState<Item | null>(null)
  const { data, error } = useAsk<Statement>('receivables.account', { customer })
  useTitle(data?.customerName)
  if (error) return <Nothing icon="danger" title={say('receivables.account')} lead={error.message} />
  if (!data) return <Bones label={say('receivables.account')} lines={8} />
  const picked = data.items.filter((item) => chosen.has(item.openItem))
  const choose = (item: Item, on: boolean): void => {
    const next = new Set(chosen)
    if (on) next.add(item.openItem)
    else next.delete(item.openItem)
    setChosen(next)
  }
  return (
    <Page>
      <PageHead title={data.customerName} lead={say('receivables.ui.lead', { day: culture.day(data.day) })} />
      {data.items.length === 0 ? null : <Ages totals={data.totals} />}
      <Card title={say('receivables.ui.open')}>
        <Deeds customer={customer} picked={picked} onDone={() => setChosen(new Set())} />
        {data.items.length === 0 ? (
          <Nothing icon="check" title={say('receivables.ui.none')} lead={say('receivables.ui.noneLead')} />
        ) : (
          <Items items={data.items} chosen={chosen} onChoose={choose} onLook={setLooking} />
        )}
      </Card>
      {looking ? (
        <Drawer opened onClose={() => setLooking(null)} title={say('receivables.ui.history', { number: looking.number })} close={say('app.close')} size={560}>
          <ItemHistory openItem={looking.openItem} />
        </Drawer>
      ) : null}
    </Page>
  )
} // prettier-ignore

function Ages({ totals }: { totals: readonly Total[] }) {
  const say = useSay()
  const culture = useCulture()
  const figure = (name: string) => ({ name, figures: true })
  return (
    <Card title={say('receivables.ui.ages')}>
      <Table
        caption={say('receivables.ui.ages')}
        stacks
        columns={[{ name: say('field.entity') }, ...ages.map((age) => figure(say(`receivables.ui.${age}`))), figure(say('field.credit')), figure(say('field.open'))]}
        rows={totals.map((total) => [
          total.entity,
          ...[...ages.map((age) => total[age]), total.credit, total.open].map((minor) => culture.money(total.currency, minor)),
        ])}
      />
    </Card>
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
        { name: '' }, { name: say('field.number') }, { name: say('field.entity') }, { name: say('field.kind') }, { name: say('field.due') }, { name: say('field.amount'), figures: true },
        { name: say('field.open'), figures: true }, { name: '' },
      ]}
      rows={items.map((item) => [
        <Check key="c" bare label={say('receivables.ui.chosen', { number: item.number })} checked={chosen.has(item.openItem)} onChange={(on) => onChoose(item, on)} />,
        <span key="n" className={styles['two']}>
          {item.number}
          {item.onHold ? <Chip tone="warn">{item.onHold}</Chip> : null}
        </span>,
        item.entity,
        say(`choice.kind.${item.kind}`),
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
function Deeds({ customer, picked, onDone }: { customer: string; picked: readonly Item[]; onDone: () => void }) {
  const say = useSay()
  const may = useMay()
  const [doing, setDoing] = useState<Doing | null>(null)
  const owed = picked.filter(isOwed)
  const credits = picked.filter((item) => !isOwed(item))
  const [one] = picked
  const alone = picked.length === 1 && one !== undefined
  const deeds: readonly (readonly [Doing, boolean])[] = [
    ['receive', credits.length === 0 && new Set(owed.map((item) => item.entity)).size <= 1 && may('receivables.write')],
    ['apply', credits.length === 1 && owed.length > 0 && may('receivables.write')],
    ['refund', alone && !isOwed(one) && may('receivables.write')],
    ['writeOff', alone && may('receivables.writeOff')],
    ['hold', alone && may('receivables.write')],
  ]
  return (
    <>
      <div className={styles['buttons']}>
        {deeds
          .filter(([, fits]) => fits)
          .map(([deed]) => (
            <Button key={deed} small look={deed === 'receive' || deed === 'apply' ? 'primary' : 'plain'} onClick={() => setDoing(deed)}>
              {say(`receivables.${deed}`)}
            </Button>
          ))}
      </div>
      {doing ? <Deed doing={doing} customer={customer} owed={owed} credits={credits} onDone={onDone} onClose={() => setDoing(null)} /> : null}
    </>
  )
} // prettier-ignore

interface DeedProps {
  readonly doing: Doing
  readonly customer: string
  readonly owed: readonly Item[]
  readonly credits: readonly Item[]
  readonly onDone: () => void
  readonly onClose: () => void
}
function Deed({ doing, customer, owed, credits, ...rest }: DeedProps) {
  const say = useSay()
  const today = useToday()
  const applications = owed.map(({ openItem }) => ({ openItem }))
  const [first] = [...owed, ...credits]
  if (doing === 'receive')
    return (
      <FormDrawer
        {...rest}
        operation="receivables.receive"
        fixed={{ customer, ...(first ? { entity: first.entity, applications } : {}) }}
        fields={[...(first ? [] : ['entity']), 'day', 'received', 'bankCharges', 'into', 'payer', 'reference']}
        initial={{ day: today, into: 'bank', ...(first ? { reference: owed.map((item) => item.number).join(', '), received: { currency: first.currency, minor: owed.length === 1 ? first.open : '' } } : {}) }}
      >
        {first ? <p>{say('receivables.ui.receiveLead')}</p> : null}
      </FormDrawer>
    )
  const credit = credits[0]
  if (doing === 'apply')
    return (
      <FormDrawer {...rest} operation="receivables.apply" fixed={{ source: credit?.openItem, applications }} fields={['day']} initial={{ day: today }}>
        <p>{say('receivables.ui.applyLead', { number: credit?.number ?? '' })}</p>
      </FormDrawer>
    )
  const fields = { refund: ['amount', 'day', 'reason'], writeOff: ['amount', 'day', 'cost', 'reason'], hold: ['reason'] }[doing]
  const initial = doing === 'hold' ? { reason: first?.onHold ?? null } : { day: today }
  return <FormDrawer {...rest} operation={`receivables.${doing}`} fixed={{ openItem: first?.openItem }} fields={fields} initial={initial} title={`${say(`receivables.${doing}`)}: ${first?.number ?? ''}`} />
} // prettier-ignore
