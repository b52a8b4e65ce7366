import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useUpdateStanding, type UpdateStanding } from '../../app/updates.ts'
import { useSay, type Say } from '../../app/words.ts'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { readChanges, type Part } from './changes.ts'
import styles from './updates.module.css'

const texts: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
  en: () => import('../../../CHANGELOG.md?raw'),
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
  useTitle(say('updates.ui.title'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('updates.ui.title')} lines={8} />
  return (
    <Page narrow>
      <PageHead title={say('updates.ui.title')} lead={say('updates.ui.lead', { version: manifest.version })} />
      {port.updates ? <Standing /> : null}
      {data.map(({ version, day, points }) => (
        <Card
          key={version}
          title={
            /^\d{4}-/.test(day) ? say('updates.ui.version', { version, day: culture.longDay(day) }) : say('updates.ui.only', { version })
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
  if (!standing) return <Bones label={say('updates.ui.next')} lines={3} />
  const check = (): void => {
    setBusy(true)
    void port.updates!.check().finally(() => (setBusy(false), look()))
  }
  return (
    <Card
      title={say('updates.ui.next')}
      actions={
        standing.mode === 'off' ? null : (
          <Button small icon="refresh" busy={busy} onClick={check}>
            {say('updates.ui.check')}
          </Button>
        )
      }
    >
      <Notice tone={toneOf(standing)}>{sentenceOf(standing, say)}</Notice>
      <Facts
        facts={[
          { name: say('updates.ui.installed'), value: standing.current },
          { name: say('updates.ui.how'), value: say(`updates.ui.mode.${standing.mode}`) },
          ...(standing.checkedAt ? [{ name: say('updates.ui.checked'), value: culture.instant(standing.checkedAt) }] : []),
        ]}
      />
      {standing.state === 'ready' ? (
        <Button look="primary" onClick={() => void port.updates!.restart()}>
          {say('app.update.restart')}
        </Button>
      ) : null}
    </Card>
  )
}

const toneOf = ({ state, obstacle }: UpdateStanding): 'ok' | 'info' | 'warn' =>
  state === 'refused' || obstacle !== null ? 'warn' : state === 'current' ? 'ok' : 'info'

function sentenceOf({ state, version, obstacle, fault }: UpdateStanding, say: Say): string {
  const sentence = say(`updates.ui.state.${state}`, { version: version ?? '', fault: fault ?? '' })
  return obstacle === null ? sentence : `${sentence} ${say(`updates.ui.obstacle.${obstacle}`)}`
}
