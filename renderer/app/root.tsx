import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Manifest } from '../../core/kernel/manifest.ts'
import { KitProvider } from '../kit/provider.tsx'
import { AfterWhile, Nothing } from '../kit/state.tsx'
import { keepTrying, stayFresh } from './ask.ts'
import { EnrolFirst } from './enrol-first.tsx'
import { HarmonyProvider, useCaller, type Harmony } from './harmony.tsx'
import { happened } from './happenings.ts'
import { onKeyDown } from './keys.ts'
import { Outage, SignedOut, type Port } from './port.ts'
import { cultureFor, usePreferences, wantedLanguage, watchSystemLook, wearLook } from './preferences.ts'
import { routerFor } from './routes.tsx'
import { switchPerson, wasSignedOut } from './session.ts'
import SignIn from './sign-in.tsx'
import { useStore } from './store.ts'
import { Toasts } from './toast-list.tsx'
import { speak, useSay } from './words.ts'

/** Fetches the manifest, speaks its language, and opens the door or the shell. */
export function Root({ port, client }: { port: Port; client: QueryClient }) {
  const [manifest, setManifest] = useState<Manifest | null>(null)
  const [unreachable, setUnreachable] = useState(false)
  const preferences = usePreferences()
  const caller = manifest?.caller ?? null
  const known = useRef<Manifest | null>(null)

  const renew = useCallback(async () => {
    try {
      let next = await port.manifest(wantedLanguage(known.current?.caller ?? null))
      // Who signs in may have chosen another language than this browser's.
      const wanted = wantedLanguage(next.caller)
      if (wanted !== next.language && next.languages.some((l) => l.code === wanted)) next = await port.manifest(wanted)
      known.current = next
      await speak(next)
      setManifest(next)
      setUnreachable(false)
    } catch (error) {
      if (known.current !== null || !(error instanceof Outage)) throw error
      setUnreachable(true)
    }
  }, [port])

  useEffect(() => void renew(), [renew])
  useEffect(() => {
    if (!unreachable) return
    const timer = setInterval(() => void renew(), 4_000)
    return () => clearInterval(timer)
  }, [unreachable, renew])
  // A session that ended shows wherever it is met: by a question or by an act.
  useEffect(() => {
    const met = (error: unknown): void => {
      if (!(error instanceof SignedOut) || known.current?.caller === null) return
      wasSignedOut.set(true)
      void renew()
    }
    const stopQueries = client
      .getQueryCache()
      .subscribe((event) => event.type === 'updated' && event.action.type === 'error' && met(event.action.error))
    const stopActs = client
      .getMutationCache()
      .subscribe((event) => event.type === 'updated' && event.action.type === 'error' && met(event.action.error))
    return () => {
      stopQueries()
      stopActs()
    }
  }, [client, renew])
  const user = caller?.user
  useEffect(() => (manifest && user ? stayFresh(port, client, manifest, happened) : undefined), [port, client, user, manifest])
  useEffect(() => (user ? keepTrying(port, client) : undefined), [port, client, user])
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  const [scheme, setScheme] = useState<'light' | 'dark'>(() => wearLook(null))
  useEffect(() => {
    setScheme(wearLook(caller))
    return watchSystemLook(() => setScheme(wearLook(caller)))
  }, [preferences, caller])

  const harmony = useMemo<Harmony | null>(
    () =>
      manifest && {
        port,
        manifest,
        culture: cultureFor(preferences.culture, manifest.caller, manifest.language),
        operations: new Map(manifest.operations.map((o) => [o.name, o])),
        views: new Map(manifest.views.map((v) => [v.view, v])),
        renew,
      },
    [port, manifest, preferences.culture, renew],
  )
  return (
    <KitProvider scheme={scheme}>
      <QueryClientProvider client={client}>
        {harmony ? (
          <HarmonyProvider value={harmony}>
            <Inside port={port} />
          </HarmonyProvider>
        ) : unreachable ? (
          <Unreachable />
        ) : null}
      </QueryClientProvider>
    </KitProvider>
  )
}

function Inside({ port }: { port: Port }) {
  const switching = useStore(switchPerson)
  const caller = useCaller()
  // One router for the life of the window: who signs in again comes back to the address they were at.
  const router = useMemo(() => routerFor(port), [port])
  if (!caller || switching)
    return (
      <>
        <SignIn />
        <Toasts />
      </>
    )
  if (caller.mustEnrol)
    return (
      <>
        <EnrolFirst />
        <Toasts />
      </>
    )
  return <RouterProvider router={router} />
}

function Unreachable() {
  const say = useSay()
  return (
    <AfterWhile>
      <Nothing whole icon="warn" title={say('app.trouble.unreachable')} lead={say('app.trouble.unreachable.lead')} />
    </AfterWhile>
  )
}
