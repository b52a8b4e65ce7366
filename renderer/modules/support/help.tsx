import { Go, useTitle } from '../../app/go.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import styles from './support.module.css'

interface Topic {
  readonly name: string
  /** Whoever may not do it need not read of it. */
  readonly permit?: string
  /** Only there. */
  readonly inField?: true
  readonly points: number
  readonly opens?: string
}
const topics: readonly Topic[] = [
  { name: 'around', points: 4 },
  { name: 'lists', points: 4 },
  { name: 'changes', points: 3 },
  { name: 'field', points: 3, inField: true, opens: '/field/outbox' },
  { name: 'approvals', points: 2, permit: 'approvals.read', opens: '/approvals' },
  { name: 'billing', points: 4, permit: 'billing.read', opens: '/billing/runs' },
  { name: 'closing', points: 3, permit: 'closing.read', opens: '/month-end' },
  { name: 'people', points: 3, permit: 'people.write', opens: '/people/users' },
  { name: 'installation', points: 4, permit: 'support.read', opens: '/support/diagnosis' },
]

/** Help in plain words: only what concerns whoever reads it. */
export default function Help() {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  useTitle(say('support.ui.help'))
  const mine = topics.filter((t) => (t.permit === undefined || may(t.permit)) && (!t.inField || manifest.installation.shape === 'field'))
  return (
    <Page narrow>
      <PageHead title={say('support.ui.help')} lead={say('support.ui.helpLead')}>
        <Go to="/help/new">{say('support.whatsNew')}</Go>
      </PageHead>
      <div className={styles['stack']}>
        {mine.map(({ name, points, opens }) => (
          <Card key={name} title={say(`support.ui.help.${name}`)}>
            <ul className={styles['notes']}>
              {[...Array(points).keys()].map((i) => (
                <li key={i}>{say(`support.ui.help.${name}.${i + 1}`)}</li>
              ))}
            </ul>
            {opens ? (
              <p className={styles['opens']}>
                <Go to={opens}>{say('support.ui.open')}</Go>
              </p>
            ) : null}
          </Card>
        ))}
        {may('support.read') ? <p className={styles['place']}>{say('support.ui.handbook')}</p> : null}
      </div>
    </Page>
  )
}
