import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { newQueryClient } from './app/ask.ts'
import { desktopPort } from './app/desktop-port.ts'
import { httpPort } from './app/http-port.ts'
import { Root } from './app/root.tsx'

// The root's id must not be `harmony`: a browser would make the element `window.harmony` and it would pass for the preload's bridge.
const port = window.harmony ? desktopPort(window.harmony) : httpPort()
// What a customer gets a link to: no sign-in, no shell.
const LinkRoot = lazy(() => import('./modules/signing/link-root.tsx'))
const atLink = !window.harmony && /^\/sign\/?$/.test(location.pathname)
createRoot(document.getElementById('root')!).render(
  atLink ? (
    <Suspense>
      <LinkRoot />
    </Suspense>
  ) : (
    <Root port={port} client={newQueryClient()} />
  ),
)
