import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { ApprovalText } from './about.tsx'
import type { Shown } from './types.ts'

/** One approval with an address of its own. */
export default function ApprovalScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Shown>('approvals.get', { id })
  useTitle(data?.approval.subject)
  if (error) return <Nothing whole icon="danger" title={say('approvals.get')} lead={error.message} />
  if (!data) return <Bones label={say('approvals.get')} lines={8} />
  return (
    <Page narrow>
      <PageHead title={data.approval.subject} lead={say(`approvals.kind.${data.approval.kind}`)} />
      <Stack>
        <Card title={say('approvals.get')}>
          <ApprovalText id={id} />
        </Card>
        <History record="approvals" id={id} />
      </Stack>
    </Page>
  )
}
