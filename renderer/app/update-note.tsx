import { useEffect } from 'react'
import { Icon } from '../kit/icon.tsx'
import { Button } from '../kit/parts.tsx'
import styles from './banner.module.css'
import { useFieldStanding } from './field.ts'
import { Go } from './go.tsx'
import { useCaller, useHarmony } from './harmony.tsx'
import { beginWith, useNewVersion, useUpdateStanding } from './updates.ts'
import { useSay } from './words.ts'

/** One line above the screen: an update is ready, or there is one that IT rolls out, or this version is new. */
export function UpdateNote() {
  const say = useSay()
  const caller = useCaller()
  const { port, manifest } = useHarmony()
  const { standing } = useUpdateStanding()
  const field = useFieldStanding()
  const news = useNewVersion()
  useEffect(() => beginWith(manifest.version), [manifest.version])
  if (!caller) return null
  if (standing?.state === 'ready') {
    const waits = (field?.unsent ?? 0) > 0
    return (
      <Note text={say(waits ? 'app.update.waits' : 'app.update.ready', { version: standing.version ?? '' })}>
        {waits ? null : (
          <Button small onClick={() => void port.updates?.restart()}>
            {say('app.update.restart')}
          </Button>
        )}
      </Note>
    )
  }
  if (standing?.state === 'available') return <Note text={say('app.update.byIt', { version: standing.version ?? '' })} />
  if (news.version === null) return null
  return (
    <Note text={say('app.update.done', { version: news.version })}>
      <Go to="/help/new" onClick={news.seen}>
        {say('app.update.news')}
      </Go>
      <Button small look="quiet" onClick={news.seen}>
        {say('app.close')}
      </Button>
    </Note>
  )
}

function Note({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <div className={styles['update']} role="status">
      <Icon name="info" />
      <span>{text}</span>
      {children}
    </div>
  )
}
