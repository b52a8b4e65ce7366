import { useMemo } from 'react'
import { Go, useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'

/** Where everybody is signed in. A person opens with what ends their sessions. */
export default function AllSessions() {
  const say = useSay()
  useTitle(say('people.allSessions'))
  const cells = useMemo(
    () => ({ userName: (row: Row) => <Go to={`/people/users/${String(row['user'])}`}>{String(row['userName'])}</Go> }),
    [],
  )
  return (
    <Fill>
      <PageHead title={say('people.allSessions')} lead={say('people.ui.everybody')} />
      <Grid
        view="people.sessions"
        label={say('people.allSessions')}
        columns={['userName', 'label', 'shownBy', 'createdAt', 'seenAt', 'expiresAt']}
        cells={cells}
      />
    </Fill>
  )
}
