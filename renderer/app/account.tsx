import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Button } from '../kit/parts.tsx'
import { Popover } from '../kit/popover.tsx'
import { Bones } from '../kit/state.tsx'
import styles from './account.module.css'
import { askOver, callOver } from './ask.ts'
import { fetched } from './fetched.ts'
import { useGo } from './go.tsx'
import { useCaller, useHarmony } from './harmony.tsx'
import { choose, preferences, type Theme } from './preferences.ts'
import { toast } from './toasts.ts'
import { useSay } from './words.ts'

export const initials = (name: string): string => name.split(/\s+/).filter(Boolean).map((part) => part[0]!).filter((_, i, all) => i === 0 || i === all.length - 1).join('').toUpperCase() // prettier-ignore

export function Avatar({ name, large }: { name: string; large?: boolean }) {
  const hue = [...name].reduce((sum, c) => sum + c.codePointAt(0)!, 0) % 5
  return (
    <span className={styles['avatar']} data-hue={hue} data-large={large || undefined} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** Keeps a choice here at once, and with the person where the host knows one. */
export function useChoosePreference(): (what: { language?: string; culture?: string; theme?: Theme }) => Promise<void> {
  const { port, operations, manifest, renew } = useHarmony()
  return async (what) => {
    choose(what)
    const plan = operations.get('people.savePreferences')
    if (plan && manifest.caller) {
      // What was chosen a moment ago counts, though the manifest may not say so yet.
      const { caller } = manifest
      const chosen = preferences.get()
      const wanted: Record<string, unknown> = {
        language: chosen.language ?? caller.language,
        culture: chosen.culture ?? caller.culture,
        theme: chosen.theme ?? caller.theme,
      }
      // High contrast is a matter of this screen; the person's record knows light, dark and the system's.
      if (wanted['theme'] === 'contrast') wanted['theme'] = caller.theme
      const input = Object.fromEntries(Object.entries(wanted).filter(([name]) => plan.input.fields?.[name]))
      await callOver(port, plan.name, input).catch(() => undefined)
    }
    if (what.language) await renew()
  }
}

const settings = (): Promise<typeof import('./settings.tsx')> => fetched(() => import('./settings.tsx'))
const Choices = lazy(settings)
/** Language, formats, theme, density: fetched when somebody looks at them, and the place for them is kept until then. */
export function Settings() {
  const say = useSay()
  return (
    <Suspense fallback={<div className={styles['settingsComing']}><Bones lines={6} label={say('app.grid.loading')} /></div>}>
      <Choices />
    </Suspense>
  ) // prettier-ignore
}

export function useSignOut(): () => Promise<void> {
  const { port, renew } = useHarmony()
  const client = useQueryClient()
  return async () => {
    await askOver(port, 'people.signOut', {}).catch(() => toast({ tone: 'danger', text: 'people.signOut' }))
    client.clear()
    await renew()
  }
}

export function Account({ opened, onOpen }: { opened: boolean; onOpen: (open: boolean) => void }) {
  const say = useSay()
  const caller = useCaller()
  const signOut = useSignOut()
  const go = useGo()
  const { operations, port } = useHarmony()
  if (!caller) return null
  return (
    <Popover
      opened={opened}
      onClose={() => onOpen(false)}
      label={say('app.account')}
      width={300}
      target={
        <button
          type="button"
          className={styles['me']}
          aria-label={`${say('app.account')}: ${caller.name}`}
          aria-expanded={opened}
          onPointerEnter={() => void settings()}
          onClick={() => onOpen(!opened)}
        >
          <Avatar name={caller.name} />
        </button>
      }
    >
      <div className={styles['who']}>
        <Avatar name={caller.name} large />
        <div>
          <strong>{caller.name}</strong>
          <span>{caller.title ?? caller.login}</span>
        </div>
      </div>
      <Settings />
      {operations.has('support.whatsNew') ? (
        <Button
          icon="help"
          className={styles['out'] ?? ''}
          onClick={() => {
            onOpen(false)
            go('/help')
          }}
        >
          {say('support.ui.help')}
        </Button>
      ) : null}
      {operations.has('people.changePassword') ? (
        <Button
          icon="shield"
          className={styles['out'] ?? ''}
          onClick={() => {
            onOpen(false)
            go('/account')
          }}
        >
          {say('app.account.security')}
        </Button>
      ) : null}
      {port.updates ? (
        <Button
          icon="refresh"
          className={styles['out'] ?? ''}
          onClick={() => {
            onOpen(false)
            go('/updates')
          }}
        >
          {say('app.updates.title')}
        </Button>
      ) : null}
      <Button icon="signOut" className={styles['out'] ?? ''} onClick={() => void signOut()}>
        {say('app.signOut')}
      </Button>
    </Popover>
  )
}
