import { Grid } from '../kit/grid/grid.tsx'
import { Button } from '../kit/parts.tsx'
import { Fill, PageHead } from '../kit/page.tsx'
import { Nothing } from '../kit/state.tsx'
import { useGo, useNameInAddress, useTitle } from './go.tsx'
import { useMay, useOperation, useView } from './harmony.tsx'
import { addressOf, creates } from './menu.ts'
import { useSay, wordOr } from './words.ts'

const backOf = (opens: string): string => addressOf(new URLSearchParams(opens.split('?')[1]).get('back') ?? '')

/** `/list/<view>`: every list of the manifest, without a line written for it. */
export default function ListScreen() {
  const say = useSay()
  const may = useMay()
  const go = useGo()
  const name = useNameInAddress()
  const view = useView(name)
  const operation = useOperation(view?.operation ?? '')
  const title = view ? wordOr(say, view.view, wordOr(say, view.operation, view.view)) : undefined
  const allowed = operation !== undefined && may(operation.permit)
  // What is made by a form that leads back here, or is said to belong here, is made here.
  const made = creates.filter((c) => may(c.permit) && (c.list === name || backOf(c.opens) === addressOf(`/list/${name}`)))
  useTitle(allowed ? title : undefined)
  if (!view || !title || !allowed) return <Nothing whole icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  return (
    <Fill>
      <PageHead title={title}>
        {made.map((c, i) => (
          <Button key={c.opens} icon="plus" look={i === 0 ? 'primary' : 'plain'} onClick={() => go(c.opens)}>
            {wordOr(say, c.word, c.word)}
          </Button>
        ))}
      </PageHead>
      <Grid view={name} label={title} key={name} />
    </Fill>
  )
}
