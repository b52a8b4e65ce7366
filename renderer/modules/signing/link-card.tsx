import { useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { askOver, useAct, useAsk } from '../../app/ask.ts'
import { useInField } from '../../app/field.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Quiet, Stack } from '../../kit/tall.tsx'
import { linkAddress } from './link-types.ts'
import styles from './link.module.css'

interface Invitation {
  readonly id: string
  readonly signer: string
  readonly email: string | null
  readonly state: 'open' | 'signed' | 'withdrawn'
  readonly expiresAt: string
  readonly viewedAt: string | null
}
export interface LinkSubject {
  /** An order is signed as it stands, a quote as it was issued last. */
  readonly record: 'orders' | 'quotes'
  readonly id: string
  readonly entity: string
  readonly customer: string
  /** Who is likely to sign. */
  readonly signer?: string | null
  readonly email?: string | null
}

/** Links by which the customer signs at home: those that are open, and a new one. Not in the field, for nobody could open it. */
export function LinkCard({ subject }: { subject: LinkSubject }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const inField = useInField()
  const { port } = useHarmony()
  const shown = may('signing.sign') && !inField && port.shell === 'browser'
  const where = { all: [{ field: 'subject', is: 'equal', value: subject.id }, { field: 'record', is: 'equal', value: subject.record }] } // prettier-ignore
  const { data } = useAsk<{ rows: readonly Invitation[] }>('signing.invitations', { filter: where }, { enabled: shown, keep: true })
  const { act, busy } = useAct('signing.withdrawLink')
  const [making, setMaking] = useState(false)
  if (!shown) return null
  const open = (data?.rows ?? []).filter(({ state }) => state === 'open')
  const withdraw = async (invitation: string): Promise<void> => {
    const reply = await act({ invitation })
    if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
  }
  return (
    <Card
      title={say('signing.ui.links')}
      actions={
        <Button small icon="mail" onClick={() => setMaking(true)}>
          {say('signing.ui.send')}
        </Button>
      }
    >
      <Stack>
        <Quiet>{say(open.length === 0 ? 'signing.ui.noLinks' : 'signing.ui.linksLead')}</Quiet>
        {open.length === 0 ? null : (
          <ul className={styles['links']}>
            {open.map(({ id, signer, expiresAt, viewedAt }) => (
              <li key={id}>
                <span>
                  <strong>{signer}</strong>
                  <Quiet small>
                    {[
                      viewedAt ? say('signing.ui.seenAt', { when: culture.instant(viewedAt) }) : say('signing.ui.notSeen'),
                      say('signing.ui.until', { when: culture.instant(expiresAt) }),
                    ].join(' · ')}
                  </Quiet>
                </span>
                <Button small busy={busy} aria-label={say('signing.ui.withdrawOf', { signer })} onClick={() => void withdraw(id)}>
                  {say('signing.ui.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Stack>
      <Drawer opened={making} onClose={() => setMaking(false)} title={say('signing.ui.send')} close={say('app.close')}>
        {making ? <MakeLink subject={subject} onDone={() => setMaking(false)} /> : null}
      </Drawer>
    </Card>
  )
}

function MakeLink({ subject, onDone }: { subject: LinkSubject; onDone: () => void }) {
  const say = useSay()
  const { port } = useHarmony()
  const { act } = useAct<{ link: string }>('signing.invite')
  const [signer, setSigner] = useState(subject.signer ?? '')
  const [email, setEmail] = useState(subject.email ?? '')
  const [link, setLink] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    const { record, id, entity, customer } = subject
    try {
      const [operation, input] = record === 'orders' ? ['orders.paper', { order: id }] : ['orders.quotePaper', { quote: id }]
      const { payload } = await askOver<{ payload: object }>(port, operation as string, input)
      const { file } = await askOver<{ file: FileRef }>(port, 'signing.preview', { payload })
      const reply = await act({
        record,
        subject: id,
        entity,
        customer,
        payload,
        document: file,
        signer: signer.trim(),
        email: email.trim() || null,
      })
      if (reply.ok) setLink(linkAddress(location.origin, reply.result.link))
      else setTrouble(reply.refusal.message)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  if (link)
    return (
      <Stack>
        <Notice tone="ok" title={say('signing.ui.made')}>
          {say('signing.ui.madeLead')}
        </Notice>
        <code className={styles['link']} data-link>
          {link}
        </code>
        <Button
          look="primary"
          icon="link"
          onClick={() => void navigator.clipboard.writeText(link).then(() => toast({ tone: 'ok', text: say('signing.ui.copied') }))}
        >
          {say('signing.ui.copy')}
        </Button>
        <Button onClick={onDone}>{say('app.close')}</Button>
      </Stack>
    )
  return (
    <Stack>
      <Quiet>{say('signing.ui.sendLead')}</Quiet>
      <TextField label={say('signing.ui.whoSigns')} value={signer} onChange={setSigner} required />
      <TextField label={say('field.email')} type="email" value={email} onChange={setEmail} />
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      <Button look="primary" busy={busy} disabled={signer.trim() === ''} onClick={() => void make()}>
        {say('signing.ui.makeLink')}
      </Button>
    </Stack>
  )
}
