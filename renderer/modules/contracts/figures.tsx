import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Figure, Figures } from '../../kit/page.tsx'
import { usePercent } from '../purchases/figures.tsx'
import type { Margin } from '../purchases/types.ts'
import type { Contract, Worth } from './types.ts'

interface Balances {
  readonly balances: readonly { readonly currency: string; readonly invoices: number; readonly open: string }[]
}

/** What the contract is worth, what stays of it, what its customer owes and what comes next. */
export function FiguresOf({ of: { contract, customer } }: { of: Contract }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { data: worth, error } = useAsk<Worth>('contracts.worth', { contract: contract.id })
  const owed = useAsk<Balances>('customers.get', { customer: customer.id }, { enabled: may('customers.read') })
  const none = say('app.none')
  const wait = error ? none : '…'
  const money = (of: { currency: string; minor: string } | null | undefined) => (of ? culture.money(of.currency, of.minor) : null)
  const each = (of: readonly { currency: string; net: string }[]) => of.map((one) => culture.money(one.currency, one.net)).join(' + ')
  const values = worth?.values ?? []
  const foreign = values.some((value) => value.currency !== worth?.valuePerMonth?.currency)
  const inGroup = (amount: string | null) => (foreign && amount ? say('contracts.ui.inGroup', { amount }) : null)
  const open = (owed.data?.balances ?? []).filter((balance) => balance.open !== '0')
  return (
    <Figures>
      <Figure
        word={say('contracts.ui.perMonth')}
        value={worth ? each(values.map((v) => ({ currency: v.currency, net: v.valuePerMonth }))) || none : wait}
        lead={inGroup(money(worth?.valuePerMonth)) ?? say('contracts.ui.atToday')}
      />
      <Figure
        word={say('contracts.ui.perYear')}
        value={worth ? each(values.map((v) => ({ currency: v.currency, net: v.valuePerYear }))) || none : wait}
        lead={inGroup(money(worth?.valuePerYear)) ?? say('contracts.ui.atToday')}
      />
      {may('purchases.read') ? <MarginFigure contract={contract.id} /> : null}
      {may('customers.read') ? (
        <Figure
          word={say('contracts.ui.openItems')}
          value={owed.data ? each(open.map((o) => ({ currency: o.currency, net: o.open }))) || none : wait}
          lead={say(owed.data && open.length === 0 ? 'contracts.ui.allPaid' : 'contracts.ui.openLead')}
        />
      ) : null}
      <Figure
        word={say('contracts.ui.nextInvoice')}
        value={worth ? (worth.next ? each(worth.next.totals) : none) : wait}
        lead={worth?.next ? say('contracts.ui.dueFrom', { day: culture.day(worth.next.on) }) : say('contracts.ui.nothingNext')}
      />
    </Figures>
  )
}

function MarginFigure({ contract }: { contract: string }) {
  const say = useSay()
  const culture = useCulture()
  const percent = usePercent()
  const { data, error } = useAsk<Margin>('purchases.margin', { contract })
  const plan = data?.planned.find((figure) => figure.currencyOf === 'group')
  const told = plan && plan.sales !== '0'
  return (
    <Figure
      word={say('contracts.ui.margin')}
      value={told ? percent(plan.percent) : data || error ? say('app.none') : '…'}
      lead={told ? culture.money(plan.currency, plan.margin) : (error?.message ?? say('contracts.ui.noMargin'))}
      {...(told && plan.margin.startsWith('-') ? { tone: 'danger' as const } : {})}
    />
  )
}
