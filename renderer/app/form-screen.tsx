import { Form } from '../kit/form/form.tsx'
import { Page, PageHead } from '../kit/page.tsx'
import { Nothing } from '../kit/state.tsx'
import { useBack, useGo, useNameInAddress, useSearchState, useTitle } from './go.tsx'
import { useMay, useOperation } from './harmony.tsx'
import { toast } from './toasts.ts'
import { useSay, wordOr } from './words.ts'

/** `/do/<operation>`: the form of any command. What stands in the address after `?` fills it in; `back` says where to go afterwards. */
export default function FormScreen() {
  const say = useSay()
  const go = useGo()
  const goBack = useBack()
  const may = useMay()
  const name = useNameInAddress()
  const operation = useOperation(name)
  const [{ back, ...initial }] = useSearchState()
  const title = operation ? wordOr(say, name, name) : undefined
  const allowed = operation !== undefined && operation.does !== 'query' && may(operation.permit)
  useTitle(allowed ? title : undefined)
  if (!title || !allowed) return <Nothing whole icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  const leave = (): void => (typeof back === 'string' ? go(back) : goBack())
  return (
    <Page narrow>
      <PageHead title={title} />
      <Form
        operation={name}
        initial={initial}
        onCancel={leave}
        onDone={() => {
          toast({ tone: 'ok', text: say('app.form.done', { operation: title }) })
          leave()
        }}
      />
    </Page>
  )
}
