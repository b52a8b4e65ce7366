import { QueryClientProvider } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Manifest } from '../../../core/kernel/manifest.ts'
import { newQueryClient } from '../../app/ask.ts'
import { HarmonyProvider, type Harmony } from '../../app/harmony.tsx'
import { httpPort } from '../../app/http-port.ts'
import { Outage } from '../../app/port.ts'
import { watchSystemLook, wearLook } from '../../app/preferences.ts'
import { speak, useSay } from '../../app/words.ts'
import { KitProvider } from '../../kit/provider.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { LinkPage } from './link-page.tsx'
import { secretIn, type Opened } from './link-types.ts'
import styles from './link.module.css'

type Trouble = { readonly code: string; readonly message: string }
type Standing = { readonly opened: Opened } | { readonly trouble: Trouble } | 'unreachable' | null

/** What stands behind a link, in the customer's language: no sign-in, no session, nothing of the company but what is to be signed. */
export default function LinkRoot() {
  const port = useMemo(() => httpPort('omit'), [])
  const client = useMemo(newQueryClient, [])
  const [manifest, setManifest] = useState<Manifest | null>(null)
  const [standing, setStanding] = useState<Standing>(null)
  const [scheme, setScheme] = useState<'light' | 'dark'>(() => wearLook(null))
  useEffect(() => watchSystemLook(() => setScheme(wearLook(null))), [])

  const open = useCallback(async () => {
    try {
      let told = await port.manifest(navigator.language.split('-')[0] || 'en')
      document.documentElement.lang = told.language
      const link = secretIn(location.hash) || '-'
      const reply = await port.call('signing.openLink', { link })
      const file = reply.ok ? await port.call('signing.linkFile', { link, signed: false }) : reply
      const opened =
        reply.ok && file.ok ? { ...(reply.result as Omit<Opened, 'base64'>), base64: (file.result as Pick<Opened, 'base64'>).base64 } : null
      if (opened && opened.payload.language !== told.language && told.languages.some(({ code }) => code === opened.payload.language))
        told = await port.manifest(opened.payload.language)
      await speak(told)
      setManifest(told)
      setStanding(opened ? { opened } : { trouble: (file as Extract<typeof file, { ok: false }>).refusal })
    } catch (error) {
      if (!(error instanceof Outage)) throw error
      setStanding((now) => now ?? 'unreachable')
    }
  }, [port])
  useEffect(() => void open(), [open])
  useEffect(() => {
    const another = (): void => {
      setStanding(null)
      void open()
    }
    window.addEventListener('hashchange', another)
    return () => window.removeEventListener('hashchange', another)
  }, [open])
  useEffect(() => {
    if (standing !== 'unreachable') return
    const timer = setTimeout(() => {
      setStanding(null)
      void open()
    }, 4_000)
    return () => clearTimeout(timer)
  }, [standing, open])

  const harmony = useMemo<Harmony | null>(
    () =>
      manifest && {
        port,
        manifest: { ...manifest, caller: null },
        culture: standing && typeof standing === 'object' && 'opened' in standing ? standing.opened.payload.culture : manifest.language,
        operations: new Map(manifest.operations.map((operation) => [operation.name, operation])),
        views: new Map(),
        renew: open,
      },
    [port, manifest, standing, open],
  )
  return (
    <KitProvider scheme={scheme}>
      <QueryClientProvider client={client}>
        {harmony && standing && standing !== 'unreachable' ? (
          <HarmonyProvider value={harmony}>
            {'opened' in standing ? <LinkPage opened={standing.opened} again={open} /> : <Closed trouble={standing.trouble} />}
          </HarmonyProvider>
        ) : (
          <Waiting unreachable={standing === 'unreachable'} again={open} />
        )}
      </QueryClientProvider>
    </KitProvider>
  )
}

const titles: Readonly<Record<string, string>> = {
  'signing.linkOver': 'signing.ui.overTitle',
  'signing.linkTakenBack': 'signing.ui.takenBackTitle',
}
/** Expired, taken back, or no link at all: said in words, with whom to ask. */
function Closed({ trouble }: { trouble: Trouble }) {
  const say = useSay()
  const title = say(titles[trouble.code] ?? 'signing.ui.badTitle')
  useEffect(() => void (document.title = title), [title])
  return (
    <main className={styles['only']} id="main">
      <Nothing whole icon="warn" title={title} lead={trouble.message} />
    </main>
  )
}

function Waiting({ unreachable, again }: { unreachable: boolean; again: () => Promise<void> }) {
  const say = useSay()
  return (
    <main className={styles['only']} id="main">
      {unreachable ? (
        <Nothing whole icon="warn" title={say('app.trouble.unreachable')} lead={say('app.trouble.unreachable.lead')}>
          <Button onClick={() => void again()}>{say('app.retry')}</Button>
        </Nothing>
      ) : (
        <Bones label={say('app.grid.loading')} lines={6} />
      )}
    </main>
  )
}
