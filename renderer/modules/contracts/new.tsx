import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'

/** Opens a contract, then shows it, so that its lines can be added. */
export default function NewContract() {
  const say = useSay()
  const go = useGo()
  const [initial] = useSearchState()
  useTitle(say('contracts.open'))
  return (
    <Page narrow>
      <PageHead title={say('contracts.open')} lead={say('contracts.ui.newLead')} />
      <Form
        operation="contracts.open"
        initial={initial}
        fields={['customer', 'entity', 'number', 'name']}
        hints={{ number: say('contracts.ui.numberHint'), entity: say('contracts.ui.entityHint') }}
        at={{ 'contracts.numberTaken': 'number', 'contracts.unknownEntity': 'entity', 'contracts.unknownCustomer': 'customer' }}
        onCancel={() => window.history.back()}
        onDone={(result) => {
          toast({ tone: 'ok', text: say('contracts.ui.opened') })
          go(`/contracts/${(result as { id: string }).id}`)
        }}
      />
    </Page>
  )
}
