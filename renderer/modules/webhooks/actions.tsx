import { useState } from 'react'
import { useDo } from '../../app/do.ts'
import { useGo } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { Events, Lead } from './events.tsx'
import { useHints } from './hints.ts'
import { Secret } from './secret.tsx'
import type { Shown, Webhook } from './types.ts'

type Asking = 'edit' | 'resume' | 'rotate' | 'since' | 'remove' | null

/** What can be done with a webhook; nothing, for who may only look. */
export function Actions({ shown: { webhook } }: { shown: Shown }) {
  const say = useSay()
  const may = useMay()
  const [asking, ask] = useState<Asking>(null)
  const of = { webhook: webhook.id }
  const sample = useDo('webhooks.sendSample', () => say('webhooks.ui.sampleSent'))
  const pause = useDo('webhooks.pause', () => say('webhooks.ui.paused'))
  const dead = useDo<{ replayed: number }>('webhooks.replayDead', ({ replayed }) =>
    say('webhooks.ui.deadDone', { count: String(replayed) }),
  )
  if (!may('webhooks.write')) return null
  const active = webhook.state === 'active'
  const close = (): void => ask(null)
  return (
    <>
      {active ? (
        <>
          <Button icon="play" busy={sample.busy} onClick={() => void sample.go(of)}>
            {say('webhooks.sendSample')}
          </Button>
          <Button busy={pause.busy} onClick={() => void pause.go(of)}>
            {say('webhooks.pause')}
          </Button>
        </>
      ) : (
        <Button look="primary" icon="play" onClick={() => ask('resume')}>
          {say('webhooks.resume')}
        </Button>
      )}
      <Button onClick={() => ask('edit')}>{say('webhooks.edit')}</Button>
      <Menu
        target={<Button icon="down">{say('webhooks.ui.actions')}</Button>}
        items={[
          ...(active
            ? [
                { label: say('webhooks.replayDead'), does: () => void dead.go(of) },
                { label: say('webhooks.replaySince'), does: () => ask('since') },
              ]
            : []),
          { label: say('webhooks.rotateSecret'), does: () => ask('rotate') },
          { label: say('webhooks.remove'), does: () => ask('remove'), danger: true },
        ]}
      />
      {asking === 'edit' ? <Edit webhook={webhook} onClose={close} /> : null}
      {asking === 'resume' ? <Resume webhook={webhook} onClose={close} /> : null}
      {asking === 'rotate' ? <Rotate webhook={webhook} onClose={close} /> : null}
      {asking === 'remove' ? <Remove webhook={webhook} onClose={close} /> : null}
      {asking === 'since' ? (
        <FormDrawer operation="webhooks.replaySince" fixed={of} fields={['since']} onClose={close}>
          <p>{say('webhooks.ui.sinceLead')}</p>
        </FormDrawer>
      ) : null}
    </>
  )
}

interface Props {
  readonly webhook: Webhook
  readonly onClose: () => void
}

function Edit({ webhook, onClose }: Props) {
  const hints = useHints()
  const { id, name, url, entity, inOrder } = webhook
  const [events, setEvents] = useState(webhook.events)
  return (
    <FormDrawer
      operation="webhooks.edit"
      initial={{ name, url, entity, inOrder }}
      fixed={{ webhook: id, events }}
      fields={['name', 'url', 'entity', 'inOrder']}
      hints={hints}
      below={<Events events={events} onEvents={setEvents} />}
      onClose={onClose}
    >
      <Lead />
    </FormDrawer>
  )
}

function Resume({ webhook, onClose }: Props) {
  const say = useSay()
  const resume = useDo('webhooks.resume', () => say('webhooks.ui.resumed'))
  const go = async (fromNow: boolean): Promise<void> => {
    if ((await resume.go({ webhook: webhook.id, fromNow })) !== null) onClose()
  }
  return (
    <Modal opened title={say('webhooks.resume')} onClose={onClose} close={say('app.close')}>
      <Stack>
        <p>{say('webhooks.ui.resumeLead')}</p>
        <Line end>
          <Button busy={resume.busy} onClick={() => void go(true)}>
            {say('webhooks.ui.fromNow')}
          </Button>
          <Button look="primary" busy={resume.busy} onClick={() => void go(false)}>
            {say('webhooks.ui.goOn')}
          </Button>
        </Line>
      </Stack>
    </Modal>
  )
}

function Rotate({ webhook, onClose }: Props) {
  const say = useSay()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Modal opened title={say('webhooks.rotateSecret')} onClose={onClose} close={say('app.close')} size={520}>
      {secret === null ? (
        <Form
          operation="webhooks.rotateSecret"
          fixed={{ webhook: webhook.id }}
          fields={['overlapHours']}
          initial={{ overlapHours: 24 }}
          onDone={(result) => setSecret((result as { secret: string }).secret)}
          onCancel={onClose}
        >
          <p>{say('webhooks.ui.rotateLead')}</p>
        </Form>
      ) : (
        <Secret secret={secret} onClose={onClose} />
      )}
    </Modal>
  )
}

function Remove({ webhook, onClose }: Props) {
  const say = useSay()
  const go = useGo()
  const remove = useDo('webhooks.remove', () => say('webhooks.ui.removed'))
  const gone = async (): Promise<void> => {
    if ((await remove.go({ webhook: webhook.id })) !== null) go('/list/webhooks.list', { replace: true })
  }
  return (
    <Modal opened title={`${say('webhooks.remove')} · ${webhook.name}`} onClose={onClose} close={say('app.close')}>
      <Stack>
        <p>{say('webhooks.ui.sureRemove')}</p>
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="danger" icon="trash" busy={remove.busy} onClick={() => void gone()}>
            {say('webhooks.remove')}
          </Button>
        </Line>
      </Stack>
    </Modal>
  )
}
