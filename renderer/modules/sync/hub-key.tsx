import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Facts } from '../../kit/page.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import styles from './sync.module.css'

interface Keys {
  readonly known: string | null
  readonly shown: string | null
  readonly issuer: string | null
  readonly validUntil: string | null
  readonly why: string | null
}
/** A fingerprint as one reads it out: in groups of four. */
const grouped = (key: string): string => key.replace(/(.{4})(?=.)/g, '$1 ')

/** The hub shows another key than the one that this device knows: a person compares it with what head office says, and only then is it believed. */
export function HubKey() {
  const say = useSay()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small icon="shield" onClick={() => setOpen(true)}>
        {say('sync.ui.compareKeys')}
      </Button>
      {open ? (
        <Modal opened onClose={() => setOpen(false)} title={say('sync.hubKey')} close={say('app.close')} size={640}>
          <Compare onDone={() => setOpen(false)} />
        </Modal>
      ) : null}
    </>
  )
}

function Compare({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Keys>('sync.hubKey', {})
  const { act, busy } = useAct('sync.acceptHubKey')
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('sync.hubKey')} lines={4} />
  const accept = async (): Promise<void> => {
    const reply = await act({ hubKey: typed })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    toast({ tone: 'ok', text: say('sync.ui.keyBelieved') })
    onDone()
  }
  const key = (text: string | null) => (text === null ? say('app.none') : <code className={styles['key']}>{grouped(text)}</code>)
  return (
    <Stack>
      <p>{say('sync.ui.compareLead')}</p>
      <Facts
        facts={[
          { name: say('field.known'), value: key(data.known), wide: true },
          { name: say('field.shown'), value: key(data.shown), wide: true },
          ...(data.issuer ? [{ name: say('field.issuer'), value: data.issuer }] : []),
          ...(data.validUntil ? [{ name: say('field.validUntil'), value: culture.day(data.validUntil) }] : []),
        ]}
      />
      {data.shown === null ? (
        <Notice tone="warn">{say('sync.ui.noKey', { why: data.why ?? '' })}</Notice>
      ) : data.shown === data.known ? (
        <Notice tone="ok">{say('sync.ui.sameKey')}</Notice>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void accept()
          }}
        >
          <Stack>
            {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
            <TextField
              label={say('field.hubKey')}
              hint={say('sync.ui.fingerprintHint')}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
              required
            />
            <div>
              <Button type="submit" look="primary" icon="check" busy={busy} disabled={typed.trim() === ''}>
                {say('sync.acceptHubKey')}
              </Button>
            </div>
          </Stack>
        </form>
      )}
    </Stack>
  )
}
