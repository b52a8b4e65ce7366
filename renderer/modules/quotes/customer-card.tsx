import { useAsk } from '../../app/ask.ts'
import { Go, useGo } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { calledOf } from './types.ts'

interface Row {
  readonly id: string
  readonly number: string | null
  readonly reference: string | null
  readonly title: string | null
  readonly state: string
  readonly currency: string
  readonly termValue: string
  readonly changedAt: string
}
/** The last of each; more are found in the lists. */
const shown = 8

/** What was offered to a customer and what they ordered, newest first. */
export function QuotesAndOrders({ customer }: { customer: string }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const asked = { filter: { field: 'customer', is: 'equal', value: customer }, limit: shown }
  const quotes = useAsk<{ rows: readonly Row[] }>('quotes.list', asked, { enabled: may('quotes.read') })
  const orders = useAsk<{ rows: readonly Row[] }>('orders.list', asked, { enabled: may('orders.read') })
  if (!may('quotes.read') && !may('orders.read')) return null
  const error = quotes.error ?? orders.error
  const rows = [
    ...(quotes.data?.rows ?? []).map((row) => ({ row, to: `/quotes/${row.id}`, what: 'quotes.ui.quote', state: 'choice.state' })),
    ...(orders.data?.rows ?? []).map((row) => ({ row, to: `/orders/${row.id}`, what: 'quotes.ui.order', state: 'choice.orderState' })),
  ].toSorted((a, b) => (a.row.changedAt < b.row.changedAt ? 1 : -1))
  const title = say('quotes.ui.quotesAndOrders')
  return (
    <Card
      title={title}
      actions={
        <span>
          {may('quotes.write') ? (
            <Button small icon="plus" onClick={() => go(`/quotes/edit?customer=${customer}`)}>
              {say('quotes.ui.new')}
            </Button>
          ) : null}{' '}
          {may('orders.write') ? (
            <Button small icon="plus" onClick={() => go(`/orders/capture?customer=${customer}`)}>
              {say('quotes.ui.newOrder')}
            </Button>
          ) : null}
        </span>
      }
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !quotes.data && !orders.data ? (
        <Bones label={title} />
      ) : (
        <Table
          stacks
          caption={title}
          empty={say('quotes.ui.noneYet')}
          columns={[
            { name: say('quotes.ui.what') },
            { name: say('field.number') },
            { name: say('quotes.ui.subject') },
            { name: say('quotes.ui.worth'), figures: true },
            { name: say('field.state') },
          ]}
          rows={rows.map(({ row, to, what, state }) => [
            say(what),
            <Go key="n" to={to}>
              {calledOf(row)}
            </Go>,
            row.title ?? '',
            culture.money(row.currency, row.termValue),
            <Chip key="s">{say(`${state}.${row.state}`)}</Chip>,
          ])}
        />
      )}
    </Card>
  )
}
