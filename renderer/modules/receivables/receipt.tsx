import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Facts, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { ItemHistory } from './history.tsx'

interface Receipt {
  readonly number: string
  readonly entity: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly receivedOn: string
  readonly currency: string
  readonly amount: string
  readonly bankCharges: string
  readonly open: string
  readonly payer: string | null
  readonly reference: string | null
  readonly createdBy: string
}

/** Money that came in, and where it went. */
export default function ReceiptScreen() {
  const say = useSay()
  const culture = useCulture()
  const id = useParam('id')
  const { data, error } = useAsk<{ rows: readonly Receipt[] }>('receivables.receipts', { filter: { field: 'id', is: 'equal', value: id }, limit: 1 }) // prettier-ignore
  const receipt = data?.rows[0]
  useTitle(receipt?.number)
  if (error) return <Nothing icon="danger" title={say('receipts')} lead={error.message} />
  if (!data) return <Bones label={say('receipts')} lines={6} />
  if (!receipt) return <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  const { currency, customer, customerName } = receipt
  return (
    <Page>
      <PageHead title={receipt.number} lead={[receipt.entity, culture.day(receipt.receivedOn), receipt.createdBy].join(' · ')} />
      <Figures>
        <Figure word={say('field.received')} value={culture.money(currency, receipt.amount)} />
        <Figure word={say('field.bankCharges')} value={culture.money(currency, receipt.bankCharges)} />
        <Figure word={say('choice.kind.unapplied')} value={culture.money(currency, receipt.open)} />
      </Figures>
      <Card>
        <Facts
          facts={[
            {
              name: say('field.customer'),
              value: customer ? <Go to={`/receivables/${customer}`}>{customerName ?? customer}</Go> : say('app.none'),
            },
            { name: say('field.payer'), value: receipt.payer ?? say('app.none') },
            { name: say('field.reference'), value: receipt.reference ?? say('app.none') },
          ]}
        />
      </Card>
      <Card title={say('receivables.item')}>
        <ItemHistory openItem={id} />
      </Card>
    </Page>
  )
}
