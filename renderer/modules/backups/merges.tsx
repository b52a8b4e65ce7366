import { useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './backups.module.css'

/** Companies that were bought: each on its way into the books, or in them. */
export default function MergesScreen() {
  const say = useSay()
  useTitle(say('backups.merges'))
  return (
    <Page>
      <PageHead title={say('backups.merges')} lead={say('backups.ui.mergesLead')} />
      <div className={styles['stack']}>
        <Notice tone="info" title={say('backups.ui.openWord')}>
          <code className={styles['command']}>harmony import --merge FILE --identity FILE</code>
        </Notice>
      </div>
      <div className={styles['list']}>
        <Grid view="backups.merges" empty={{ title: say('backups.ui.noMerges') }} />
      </div>
    </Page>
  )
}
