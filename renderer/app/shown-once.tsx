import { Button } from '../kit/parts.tsx'
import { Secret } from '../kit/secret.tsx'
import { Notice } from '../kit/state.tsx'
import { Line, Stack } from '../kit/tall.tsx'
import { toast } from './toasts.ts'
import { useSay } from './words.ts'

/** A secret, this once: the program keeps nothing of it that could be shown again. */
export function ShownOnce({
  secret,
  label,
  title,
  lead,
  kept,
  onClose,
}: {
  secret: string
  label?: string
  title: string
  lead: string
  kept: string
  onClose: () => void
}) {
  const say = useSay()
  const copy = (): void => {
    void navigator.clipboard.writeText(secret).then(() => toast({ tone: 'ok', text: say('app.copied') }))
  }
  return (
    <Stack>
      <Notice tone="warn" title={title}>
        {lead}
      </Notice>
      <Secret {...(label === undefined ? {} : { label })}>{secret}</Secret>
      <Line end>
        <Button look="primary" icon="file" onClick={copy}>
          {say('app.copy')}
        </Button>
        <Button onClick={onClose}>{kept}</Button>
      </Line>
    </Stack>
  )
}
