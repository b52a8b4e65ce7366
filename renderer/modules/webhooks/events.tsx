import { useAsk } from '../../app/ask.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { Offered } from './types.ts'
import styles from './webhooks.module.css'

interface Props {
  readonly events: readonly string[]
  readonly onEvents: (events: readonly string[]) => void
}

/** What a webhook is told: everything, everything of a module, or single events. */
export function Events({ events, onEvents }: Props) {
  const say = useSay()
  const { data, error } = useAsk<{ events: readonly Offered[] }>('webhooks.events')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('field.events')} lines={6} />
  const all = events.includes('*')
  const modules = Map.groupBy(data.events, ({ event }) => event.split('.')[0]!)
  return (
    <fieldset className={styles['modules']}>
      <legend>{say('field.events')}</legend>
      <Check label={say('webhooks.ui.all')} checked={all} onChange={(on) => onEvents(on ? ['*'] : [])} />
      {all
        ? null
        : [...modules].map(([module, offered]) => (
            <OfModule key={module} module={module} offered={offered} events={events} onEvents={onEvents} />
          ))}
    </fieldset>
  )
}

function OfModule({ module, offered, events, onEvents }: Props & { module: string; offered: readonly Offered[] }) {
  const say = useSay()
  const name = wordOr(say, `module.${module}`, module)
  const whole = events.includes(`${module}.*`)
  const own = events.filter((event) => event.startsWith(`${module}.`))
  const word = ({ event, audible }: Offered): string => {
    const told = wordOr(say, `event.${event}`, event).replaceAll(/\s*:?\s*\{\{\w+\}\}/g, '')
    return audible ? told : say('webhooks.ui.notAudible', { event: told })
  }
  return (
    <details>
      <summary>
        {name}
        {own.length > 0 ? ` · ${say('webhooks.ui.chosen', { count: String(whole ? offered.length : own.length) })}` : ''}
      </summary>
      <div className={styles['ticks']}>
        <Check
          label={say('webhooks.ui.allOf', { module: name })}
          checked={whole}
          onChange={(on) => onEvents([...events.filter((event) => !own.includes(event)), ...(on ? [`${module}.*`] : [])])}
        />
        {whole
          ? null
          : offered.map((one) => (
              <Check
                key={one.event}
                label={word(one)}
                checked={events.includes(one.event)}
                onChange={(on) => onEvents(on ? [...events, one.event] : events.filter((event) => event !== one.event))}
              />
            ))}
      </div>
    </details>
  )
}

/** What a webhook is told, in words. */
export function useEventsWord(): (events: readonly string[]) => string {
  const say = useSay()
  return (events) =>
    events
      .map((event) => {
        if (event === '*') return say('webhooks.ui.all')
        const module = event.split('.')[0]!
        if (event.endsWith('.*')) return say('webhooks.ui.allOf', { module: wordOr(say, `module.${module}`, module) })
        return wordOr(say, `event.${event}`, event).replaceAll(/\s*:?\s*\{\{\w+\}\}/g, '')
      })
      .join(', ')
}

export function Lead() {
  const say = useSay()
  return (
    <Stack>
      <p>{say('webhooks.ui.lead')}</p>
      <p>{say('webhooks.ui.yours')}</p>
      <p>{say('webhooks.ui.inOrderHint')}</p>
    </Stack>
  )
}
