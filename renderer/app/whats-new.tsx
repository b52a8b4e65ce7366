import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTitle } from './go.tsx'
import { useCulture, useHarmony } from './harmony.tsx'
import { useUpdateStanding, type UpdateStanding } from './updates.ts'
import { useSay, type Say } from './words.ts'
import { Card, Facts, Page, PageHead } from '../kit/page.tsx'
import { Button } from '../kit/parts.tsx'
import { Bones, Notice } from '../kit/state.tsx'
import { readChanges, type Part } from './changes.ts'
import styles from './whats-new.module.css'

const texts: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
  en: () => import('../../CHANGELOG.md?raw'),
  de: () => import('./changes.de.md?raw'),
}

/** What is new in this version and those before it, and on a desktop how it stands with the next one. */
export default function WhatsNew() {
  const say = useSay()
  const culture = useCulture()
  const { manifest, port } = useHarmony()
  const language = manifest.language.split('-')[0]!
  const { data, error } = useQuery({
    queryKey: ['changes', language],
    queryFn: async () => readChanges((await (texts[language] ?? texts['en']!)()).default),
    staleTime: Infinity,
  })
  useTitle(say('app.updates.title'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('app.updates.title')} lines={8} />
  return (
    <Page narrow>
      <PageHead title={say('app.updates.title')} lead={say('app.updates.lead', { version: manifest.version })} />
      {port.updates ? <Standing /> : null}
      {data.map(({ version, day, points }) => (
        <Card
          key={version}
          title={
            /^\d{4}-/.test(day) ? say('app.updates.version', { version, day: culture.longDay(day) }) : say('app.updates.only', { version })
          }
        >
          <ul className={styles['points']}>
            {points.map((parts, at) => (
              <li key={at}>{parts.map(shown)}</li>
            ))}
          </ul>
        </Card>
      ))}
    </Page>
  )
}

const shown = ({ text, as }: Part, at: number) =>
  as === 'strong' ? <strong key={at}>{text}</strong> : as === 'code' ? <code key={at}>{text}</code> : <span key={at}>{text}</span>

function Standing() {
  const say = useSay()
  const culture = useCulture()
  const { port } = useHarmony()
  const { standing, look } = useUpdateStanding()
  const [busy, setBusy] = useState(false)
  if (!standing) return <Bones label={say('app.updates.next')} lines={3} />
  const check = (): void => {
    setBusy(true)
    void port.updates!.check().finally(() => (setBusy(false), look()))
  }
  return (
    <Card
      title={say('app.updates.next')}
      actions={
        standing.mode === 'off' ? null : (
          <Button small icon="refresh" busy={busy} onClick={check}>
            {say('app.updates.check')}
          </Button>
        )
      }
    >
      <div className={styles['standing']}>
        <Notice tone={toneOf(standing)}>{sentenceOf(standing, say)}</Notice>
        <Facts
          facts={[
            { name: say('app.updates.installed'), value: standing.current },
            { name: say('app.updates.how'), value: say(`app.updates.mode.${standing.mode}`) },
            ...(standing.checkedAt ? [{ name: say('app.updates.checked'), value: culture.instant(standing.checkedAt) }] : []),
          ]}
        />
        {standing.state === 'ready' ? (
          <Button look="primary" onClick={() => void port.updates!.restart()}>
            {say('app.update.restart')}
          </Button>
        ) : null}
      </div>
    </Card>
  )
}

const toneOf = ({ state, obstacle }: UpdateStanding): 'ok' | 'info' | 'warn' =>
  state === 'refused' || obstacle !== null ? 'warn' : state === 'current' ? 'ok' : 'info'

function sentenceOf({ state, version, obstacle, fault }: UpdateStanding, say: Say): string {
  const sentence = say(`app.updates.state.${state}`, { version: version ?? '', fault: fault ?? '' })
  return obstacle === null ? sentence : `${sentence} ${say(`app.updates.obstacle.${obstacle}`)}`
}
