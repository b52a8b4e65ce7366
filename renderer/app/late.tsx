import { lazy, Suspense, type ComponentType } from 'react'
import { Page } from '../kit/page.tsx'
import { Bones, Nothing } from '../kit/state.tsx'
import { fetched } from './fetched.ts'
import { useLine } from './online.ts'
import { useSay } from './words.ts'

/** A screen that is fetched when it is first opened: until then it says that it comes, or what it waits for. */
export function late(load: () => Promise<{ readonly default: ComponentType }>): ComponentType {
  const Drawn = lazy(() => fetched(load))
  return function Late() {
    return (
      <Suspense fallback={<Coming />}>
        <Drawn />
      </Suspense>
    )
  }
}

function Coming() {
  const say = useSay()
  const { state } = useLine()
  if (state !== 'online') return <Nothing whole icon="clock" title={say('app.late.title')} lead={say('app.late.lead')} />
  return (
    <Page>
      <Bones label={say('app.grid.loading')} lines={8} />
    </Page>
  )
}
