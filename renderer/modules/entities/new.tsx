import { useGo, useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'

export default function NewEntity() {
  const say = useSay()
  const go = useGo()
  useTitle(say('entities.ui.new'))
  return (
    <Page narrow>
      <PageHead title={say('entities.ui.new')} lead={say('entities.ui.newLead')} />
      <Form
        operation="entities.save"
        initial={{ fiscalYearStart: 1, invoiceDigits: 6, paymentDays: 30, dateOrder: 'dayFirst' }}
        onCancel={() => window.history.back()}
        onDone={(result) => go(`/entities/${encodeURIComponent((result as { code: string }).code)}`)}
      />
    </Page>
  )
}
