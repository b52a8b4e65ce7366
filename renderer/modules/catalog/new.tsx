import { useGo, useTitle } from '../../app/go.tsx'
import { useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'

/** A product comes into the world with its first version. */
export default function NewProduct() {
  const say = useSay()
  const go = useGo()
  const today = useToday()
  useTitle(say('catalog.ui.new'))
  return (
    <Page narrow>
      <PageHead title={say('catalog.ui.new')} lead={say('catalog.ui.newLead')} />
      <Form
        operation="catalog.publishVersion"
        initial={{
          names: { en: '', de: '' },
          unit: { en: '', de: '' },
          kind: 'recurring',
          model: 'flat',
          basis: 'month',
          measure: 'agreed',
          revenue: 'recurring',
          validFrom: today,
        }}
        hints={{ product: say('catalog.ui.codeHint'), names: say('catalog.ui.textsHint'), unit: say('catalog.ui.textsHint') }}
        onCancel={() => window.history.back()}
        onDone={(result) => {
          toast({ tone: 'ok', text: say('catalog.ui.published') })
          go(`/products/${encodeURIComponent((result as { product: string }).product)}`)
        }}
      />
    </Page>
  )
}
