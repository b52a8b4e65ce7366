import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { countryName, languageName, useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Pending } from '../../app/pending.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { CreditCard } from '../approvals/credit-card.tsx'
import type { Customer } from '../contracts/types.ts'
import { ActivitiesCard } from '../opportunities/activities-card.tsx'
import { BuyerCard } from '../einvoice/buyer-card.tsx'
import { QuotesAndOrders } from '../quotes/customer-card.tsx'
import { TaxChecksCard } from '../tax/checks-card.tsx'
import { CarersCard } from './carers-card.tsx'
import { ContactsCard } from './contacts-card.tsx'
import { customerFaults, customerFields, customerHints } from './fields.ts'

interface Shown {
  readonly customer: Customer
  readonly contracts: readonly {
    readonly id: string
    readonly number: string
    readonly entity: string
    readonly name: string | null
    readonly state: string
    readonly lineCount: number
    readonly start: string | null
  }[]
  readonly invoices: readonly {
    readonly id: string
    readonly number: string
    readonly entity: string
    readonly issued: string
    readonly due: string
    readonly currency: string
    readonly gross: string
    readonly open: string
  }[]
  readonly balances: readonly { readonly currency: string; readonly invoices: number; readonly gross: string; readonly open: string }[]
}

/** A customer: what is open, what they bought, what they were billed. */
export default function CustomerScreen() {
  const say = useSay()
  const id = useParam('customer')
  const { data, error } = useAsk<Shown>('customers.get', { customer: id })
  useTitle(data?.customer.name)
  if (error) return <Nothing icon="danger" title={say('customers.get')} lead={error.message} />
  return data ? <CustomerShown {...data} /> : <Bones label={say('customers.get')} lines={8} />
}

function CustomerShown({ customer, contracts, invoices, balances }: Shown) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState(false)
  const running = contracts.filter((c) => c.state === 'active').length
  return (
    <Page>
      <PageHead
        title={customer.name}
        chip={<Pending record="customers" id={customer.id} />}
        lead={[customer.code, countryName(customer.country)].filter(Boolean).join(' · ')}
      >
        {may('receivables.read') ? (
          <Button icon="money" onClick={() => go(`/receivables/${customer.id}`)}>
            {say('receivables.account')}
          </Button>
        ) : null}
        {may('customers.write') ? (
          <Button icon="draft" onClick={() => setEditing(true)}>
            {say('customers.ui.edit')}
          </Button>
        ) : null}
        {may('contracts.write') ? (
          <Button look="primary" icon="plus" onClick={() => go(`/contracts/new?customer=${customer.id}`)}>
            {say('contracts.open')}
          </Button>
        ) : null}
      </PageHead>
      <Figures>
        <Figure
          word={say('field.contracts')}
          value={culture.count(contracts.length)}
          lead={say('customers.ui.running', { count: running, figure: culture.count(running) })}
        />
        {balances.length === 0 ? <Figure word={say('field.open')} value={say('app.none')} lead={say('customers.ui.noInvoices')} /> : null}
        {balances.map((b) => (
          <Figure
            key={b.currency}
            word={say('customers.ui.openIn', { currency: b.currency })}
            value={culture.money(b.currency, b.open)}
            lead={say('customers.ui.billedIn', {
              count: b.invoices,
              figure: culture.count(b.invoices),
              amount: culture.money(b.currency, b.gross),
            })}
          />
        ))}
      </Figures>
      <Parts
        aside={
          <>
            <ContactsCard customer={customer.id} />
            <CarersCard customer={customer.id} />
            <CreditCard customer={customer.id} currency={customer.currency} />
            <About customer={customer} />
            <BuyerCard customer={customer.id} />
            {customer.taxId && may('tax.read') ? <TaxChecksCard country={customer.country} taxId={customer.taxId} /> : null}
          </>
        }
      >
        <ContractsCard contracts={contracts} />
        <QuotesAndOrders customer={customer.id} />
        <InvoicesCard invoices={invoices} />
        {may('opportunities.read') ? <ActivitiesCard about={{ customer: customer.id }} /> : null}
        <History record="customers" id={customer.id} />
      </Parts>
      {editing ? (
        <FormDrawer
          operation="customers.save"
          title={say('customers.ui.edit')}
          submit={say('customers.save')}
          fixed={{ id: customer.id }}
          initial={{ ...customer }}
          fields={customerFields}
          hints={Object.fromEntries(customerHints.map((field) => [field, say(`customers.ui.hint.${field}`)]))}
          at={customerFaults}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Page>
  )
}

function ContractsCard({ contracts }: Pick<Shown, 'contracts'>) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card title={say('field.contracts')}>
      <Table
        stacks
        caption={say('field.contracts')}
        empty={say('customers.ui.noContracts')}
        columns={[
          { name: say('field.number') },
          { name: say('field.name') },
          { name: say('field.entity') },
          { name: say('field.start') },
          { name: say('field.lineCount'), figures: true },
          { name: say('field.state') },
        ]}
        rows={contracts.map((c) => [
          <Go key="n" to={`/contracts/${c.id}`}>
            {c.number}
          </Go>,
          c.name ?? '',
          c.entity,
          c.start ? culture.day(c.start) : '',
          culture.count(c.lineCount),
          <Chip key="s" tone={toneOf(c.state)}>
            {say(`choice.state.${c.state}`)}
          </Chip>,
        ])}
      />
    </Card>
  )
}

function InvoicesCard({ invoices }: Pick<Shown, 'invoices'>) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const may = useMay()
  return (
    <Card title={say('field.invoices')}>
      <Table
        stacks
        caption={say('field.invoices')}
        empty={say('customers.ui.noInvoices')}
        columns={[
          { name: say('field.number') },
          { name: say('field.entity') },
          { name: say('field.issued') },
          { name: say('field.due') },
          { name: say('field.gross'), figures: true },
          { name: say('field.open'), figures: true },
          { name: say('field.state') },
        ]}
        rows={invoices.map((i) => {
          const state = i.open === '0' ? 'paid' : i.due < today ? 'overdue' : 'due'
          return [
            may('billing.read') ? (
              <Go key="n" to={`/invoices/${i.id}`}>
                {i.number}
              </Go>
            ) : (
              i.number
            ),
            i.entity,
            culture.day(i.issued),
            culture.day(i.due),
            culture.money(i.currency, i.gross),
            culture.money(i.currency, i.open),
            <Chip key="s" tone={toneOf(state)}>
              {say(`customers.ui.${state}`)}
            </Chip>,
          ]
        })}
      />
    </Card>
  )
}

function About({ customer }: { customer: Customer }) {
  const say = useSay()
  const culture = useCulture()
  const fact = (name: string, value: React.ReactNode, wide = false) => ({ name: say(`field.${name}`), value, wide })
  return (
    <Card title={say('customers.ui.about')}>
      <Facts
        facts={[
          fact(
            'address',
            customer.address.length > 0 ? customer.address.map((line, i) => <div key={i}>{line}</div>) : say('customers.ui.noAddress'),
            true,
          ),
          ...(customer.email ? [fact('email', <a href={`mailto:${customer.email}`}>{customer.email}</a>, true)] : []),
          ...(customer.phone ? [fact('phone', customer.phone, true)] : []),
          ...(customer.taxId ? [fact('taxId', customer.taxId, true)] : []),
          fact('paymentDays', culture.count(customer.paymentDays)),
          fact('currency', customer.currency),
          fact('language', languageName(customer.language)),
          fact('culture', customer.culture),
          fact('zone', customer.zone, true),
          ...(customer.invoiceBy ? [fact('invoiceBy', say(`choice.invoiceBy.${customer.invoiceBy}`), true)] : []),
          ...(customer.family ? [fact('family', customer.family, true)] : []),
          fact('poRequired', say(customer.poRequired ? 'app.yes' : 'app.no')),
          ...(customer.note ? [fact('note', customer.note, true)] : []),
        ]}
      />
    </Card>
  )
}
