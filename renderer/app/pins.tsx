import { lazy, Suspense, type ComponentType } from 'react'
import { Bones } from '../kit/state.tsx'
import { IconButton } from '../kit/parts.tsx'
import { useAsk } from './ask.ts'
import { useDo } from './do.ts'
import styles from './home.module.css'
import { useSay } from './words.ts'

/** A figure, or an answer to a question of one's own, that a person sees first. */
export interface Pin {
  readonly id: string
  readonly figure: string
  readonly pinnedAs: string | null
  readonly question: string | null
}
export const usePins = (): readonly Pin[] => useAsk<readonly Pin[]>('people.pins', {}, { keep: true }).data ?? []

/** Pins what stands beside it, or takes the pin off again. */
export function PinButton({ figure, word, question = null }: { figure: string; word: string; question?: string | null }) {
  const say = useSay()
  const known = usePins().find((pin) => pin.figure === figure && pin.question === question)
  const pin = useDo('people.pin', () => say('app.pin.done', { word }))
  const unpin = useDo('people.unpin', () => say('app.pin.undone', { word }))
  const toggle = (): void => void (known ? unpin.go({ pin: known.id }) : pin.go({ figure, ...(question === null ? {} : { question }) }))
  return (
    <IconButton
      icon="pin"
      filled={known !== undefined}
      aria-pressed={known !== undefined}
      label={say(known ? 'app.pin.remove' : 'app.pin.add', { word })}
      disabled={pin.busy || unpin.busy}
      onClick={toggle}
    />
  )
}

/** `renderer/modules/<module>/pinned.tsx` draws what is pinned of its module; what the caller may not see it leaves out. */
type Drawn = ComponentType<{ readonly pins: readonly Pin[] }>
const files = import.meta.glob<{ readonly default: Drawn }>('../modules/*/pinned.tsx')
const byModule = new Map(Object.entries(files).map(([path, load]) => [path.split('/').at(-2)!, lazy(load)]))

/** What the caller has pinned, at the head of the overview. */
export function Pinned() {
  const say = useSay()
  const pins = usePins()
  const modules = [...byModule].filter(([name]) => pins.some(({ figure }) => figure.startsWith(`${name}.`)))
  if (modules.length === 0) return null
  return (
    <section className={styles['pinned']} aria-label={say('app.pinned')}>
      <h2>{say('app.pinned')}</h2>
      {modules.map(([name, Module]) => (
        <Suspense key={name} fallback={<Bones label={say('app.pinned')} lines={2} />}>
          <Module pins={pins.filter(({ figure }) => figure.startsWith(`${name}.`))} />
        </Suspense>
      ))}
    </section>
  )
}
