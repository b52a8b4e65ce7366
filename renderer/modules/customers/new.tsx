import { useGo, useTitle } from '../../app/go.tsx'
import { useHarmony } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { customerFaults, customerFields, customerHints } from './fields.ts'

export default function NewCustomer() {
  const say = useSay()
  const go = useGo()
  const { manifest, culture } = useHarmony()
  const title = say('customers.ui.new')
  useTitle(title)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Page narrow>
      <PageHead title={title} />
      <Form
        operation="customers.save"
        submit={say('customers.ui.create')}
        fields={customerFields}
        hints={Object.fromEntries(customerHints.map((field) => [field, say(`customers.ui.hint.${field}`)]))}
        at={customerFaults}
        initial={{ language: manifest.language, culture, zone, paymentDays: 30 }}
        onCancel={() => window.history.back()}
        onDone={(result) => {
          toast({ tone: 'ok', text: say('customers.ui.created') })
          go(`/customers/${(result as { id: string }).id}`)
        }}
      />
    </Page>
  )
}
