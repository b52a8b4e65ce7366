import { useGo, useTitle } from '../../app/go.tsx'
import { useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'

export default function NewTaxCode() {
  const say = useSay()
  const go = useGo()
  const today = useToday()
  useTitle(say('tax.ui.new'))
  return (
    <Page narrow>
      <PageHead title={say('tax.ui.new')} />
      <Form
        operation="tax.save"
        initial={{ names: {}, notes: {}, validFrom: today }}
        onCancel={() => window.history.back()}
        onDone={(result) => go(`/tax/${encodeURIComponent((result as { code: string }).code)}`)}
      />
    </Page>
  )
}
