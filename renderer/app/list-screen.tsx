import { Grid } from '../kit/grid/grid.tsx'
import { Fill, PageHead } from '../kit/page.tsx'
import { Nothing } from '../kit/state.tsx'
import { useNameInAddress, useTitle } from './go.tsx'
import { useMay, useOperation, useView } from './harmony.tsx'
import { useSay, wordOr } from './words.ts'

/** `/list/<view>`: every list of the manifest, without a line written for it. */
export default function ListScreen() {
  const say = useSay()
  const may = useMay()
  const name = useNameInAddress()
  const view = useView(name)
  const operation = useOperation(view?.operation ?? '')
  const title = view ? wordOr(say, view.view, wordOr(say, view.operation, view.view)) : undefined
  const allowed = operation !== undefined && may(operation.permit)
  useTitle(allowed ? title : undefined)
  if (!view || !title || !allowed) return <Nothing whole icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  return (
    <Fill>
      <PageHead title={title} />
      <Grid view={name} label={title} key={name} />
    </Fill>
  )
}
