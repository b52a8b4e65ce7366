import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './support.module.css'
import type { News } from './types.ts'

/** What each version brought, the latest first. */
export default function WhatsNew() {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<News>('support.whatsNew')
  useTitle(say('support.whatsNew'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('support.whatsNew')} lines={8} />
  if (data.versions.length === 0) return <Nothing whole icon="info" title={say('support.ui.noNews')} />
  const when = (released: string): string => (/^\d{4}-\d\d-\d\d$/.test(released) ? culture.longDay(released) : released)
  return (
    <Page narrow>
      <PageHead title={say('support.whatsNew')}>
        <Go to="/help">{say('support.ui.help')}</Go>
      </PageHead>
      <div className={styles['stack']}>
        {data.versions.map(({ version, released, notes }) => (
          <Card key={version} title={released === '' ? version : `${version} · ${when(released)}`}>
            <ul className={styles['notes']}>
              {notes.map((note, i) => (
                <li key={i}>
                  {note.lead === '' ? null : <strong>{note.lead}</strong>}
                  {note.text === '' ? null : <p>{note.text}</p>}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </Page>
  )
}
