import { useSay } from '../../app/words.ts'
import { InboxPage } from './inbox.tsx'

/** What the caller asked for: the same inbox, opened at another side. */
export default function MineScreen() {
  return <InboxPage first="mine" title={useSay()('approvals.ui.askedByMe')} />
}
