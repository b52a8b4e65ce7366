import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './webhooks.module.css'

/** A secret, this once. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const say = useSay()
  const copy = (): void => {
    void navigator.clipboard.writeText(secret).then(() => toast({ tone: 'ok', text: say('webhooks.ui.copied') }))
  }
  return (
    <Stack>
      <Notice tone="warn" title={say('webhooks.ui.once')}>
        {say('webhooks.ui.onceLead')}
      </Notice>
      <output className={styles['secret']} aria-label={say('field.secret')}>
        {secret}
      </output>
      <Line end>
        <Button look="primary" icon="file" onClick={copy}>
          {say('webhooks.ui.copy')}
        </Button>
        <Button onClick={onClose}>{say('webhooks.ui.kept')}</Button>
      </Line>
    </Stack>
  )
}
