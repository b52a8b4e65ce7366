import { useState } from 'react'
import { useSay } from '../../app/words.ts'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { useDo } from './acting.ts'
import type { Activity } from './types.ts'

/** Something is done; what came of it, in a sentence. */
export function FinishDrawer({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const say = useSay()
  const { run, busy } = useDo('opportunities.finishActivity')
  const [result, setResult] = useState(activity.result ?? '')
  const finish = async (): Promise<void> => {
    const sent = { activity: activity.id, result: result.trim() || null }
    if (await run(sent, say('opportunities.ui.finished'))) onClose()
  }
  return (
    <Drawer opened onClose={onClose} title={activity.topic} close={say('app.close')}>
      <Stack>
        <LongField label={say('opportunities.ui.whatCame')} value={result} onChange={setResult} rows={3} />
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" icon="check" busy={busy} onClick={() => void finish()}>
            {say('opportunities.finishActivity')}
          </Button>
        </Line>
      </Stack>
    </Drawer>
  )
}
