import { useState } from 'react'
import { Go, useTitle } from './go.tsx'
import { useCulture, useHarmony } from './harmony.tsx'
import { useUpdateStanding, type UpdateStanding } from './updates.ts'
import { useSay, type Say } from './words.ts'
import { Card, Facts, Page, PageHead } from '../kit/page.tsx'
import { Button } from '../kit/parts.tsx'
import { Bones, Notice } from '../kit/state.tsx'
import styles from './updates-screen.module.css'

/** On a desktop: how it stands with the next version. */
export default function UpdatesScreen() {
  const say = useSay()
  const { manifest, port } = useHarmony()
  useTitle(say('app.updates.title'))
  return (
    <Page narrow>
      <PageHead title={say('app.updates.title')} lead={say('app.updates.lead', { version: manifest.version })}>
        <Go to="/help/new">{say('app.update.news')}</Go>
      </PageHead>
      {port.updates ? <Standing /> : <Notice tone="info">{say('app.updates.state.off')}</Notice>}
    </Page>
  )
}

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
