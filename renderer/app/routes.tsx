import { createBrowserHistory, createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Nothing } from '../kit/state.tsx'
import { Go, useTitle } from './go.tsx'
import { useMay } from './harmony.tsx'
import { late } from './late.tsx'
import { screens, type Screen } from './menu.ts'
import type { Port } from './port.ts'
import { Shell } from './shell.tsx'
import { useSay } from './words.ts'

const Home = late(() => import('./home.tsx'))
const ListScreen = late(() => import('./list-screen.tsx'))
const SearchScreen = late(() => import('./search-screen.tsx'))
const UpdatesScreen = late(() => import('./updates-screen.tsx'))
const FormScreen = late(() => import('./form-screen.tsx'))

function Lost() {
  const say = useSay()
  useTitle(say('app.lost.title'))
  return (
    <Nothing whole icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')}>
      <Go to="/">{say('app.overview')}</Go>
    </Nothing>
  )
}

/** Screens whose permit the caller lacks are not there at all. */
function guarded(screen: Screen) {
  const Drawn = late(screen.component)
  return function Guarded() {
    const may = useMay()
    return screen.permit !== undefined && !may(screen.permit) ? <Lost /> : <Drawn />
  }
}

/** Routes are data: the shell's own, and those of every module found at build time. */
export function routerFor(port: Port) {
  const root = createRootRoute({ component: Shell, notFoundComponent: Lost })
  const route = (path: string, component: () => ReactNode) => createRoute({ getParentRoute: () => root, path, component })
  return createRouter({
    routeTree: root.addChildren([
      route('/', () => <Home />),
      route('/search', () => <SearchScreen />),
      route('/updates', () => <UpdatesScreen />),
      route('/list/$', () => <ListScreen />),
      route('/do/$', () => <FormScreen />),
      ...screens.map((screen) => route(screen.path, guarded(screen))),
    ]),
    // The desktop's own scheme serves files, not addresses of screens; a hash needs nothing of it.
    history: port.shell === 'desktop' ? createHashHistory() : createBrowserHistory(),
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    scrollRestoration: false,
  })
}
