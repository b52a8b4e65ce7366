import { useEffect, useRef, useState } from 'react'
import { askOver, useAct, useAsk } from '../../app/ask.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useInField } from '../../app/field.ts'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import type { FileRef } from '../../../core/kernel/shape.ts'
import styles from './capture.module.css'
import { Pad } from './pad.tsx'
import { Clauses, PaperPage } from './paper.tsx'
import type { Order, Paper } from './types.ts'

/** What was looked at: the paper as it was then, its print, and when. */
interface Seen {
  readonly text: string
  readonly at: string
  readonly file: FileRef
}
export interface Signing {
  readonly paper: Paper | undefined
  readonly trouble: string | null
  readonly seen: Seen | null
  readonly consentedAt: string | null
  readonly signer: string
  readonly role: string
  readonly place: string
  readonly method: 'pen' | 'typed'
  readonly image: string
  readonly busy: boolean
  readonly look: () => Promise<void>
  readonly consent: (given: boolean) => void
  readonly put: (more: Partial<Pick<Signing, 'signer' | 'role' | 'place' | 'method' | 'image'>>) => void
  readonly missing: readonly string[]
  readonly sign: () => Promise<Order | null>
}
const blank = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

/** Everything that a signature is made of. What was looked at counts only as long as the order stays as it is. */
export function useSigning(order: string | null, flush: () => Promise<unknown>): Signing {
  const say = useSay()
  const { port, manifest } = useHarmony()
  const paper = useAsk<Paper>('orders.paper', { order }, { enabled: order !== null, keep: true })
  const { act, busy } = useAct<Order>('orders.capture')
  const [seen, setSeen] = useState<Seen | null>(null)
  const [consentedAt, setConsented] = useState<string | null>(null)
  const [given, setGiven] = useState({ signer: '', role: '', place: '', method: 'pen' as 'pen' | 'typed', image: '' })
  const [trouble, setTrouble] = useState<string | null>(null)
  // The demo's clock stands still, and its evidence with it.
  const moment = (): string => manifest.installation.clock ?? new Date().toISOString()
  const text = paper.data ? JSON.stringify(paper.data.payload) : null
  const valid = seen !== null && seen.text === text
  const look = async (): Promise<void> => {
    setTrouble(null)
    await flush()
    const shown = (await paper.refetch()).data
    if (!shown) return
    try {
      const { file } = await askOver<{ file: FileRef }>(port, 'signing.preview', { payload: shown.payload })
      setSeen({ text: JSON.stringify(shown.payload), at: moment(), file })
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  useEffect(() => {
    if (!valid) setConsented(null)
  }, [valid])
  const missing = [
    ...(valid ? [] : ['orders.ui.needs.read']),
    ...(consentedAt === null ? ['orders.ui.needs.consent'] : []),
    ...(given.signer.trim() === '' ? ['orders.ui.needs.signer'] : []),
    ...(given.method === 'pen' && given.image === '' ? ['orders.ui.needs.line'] : []),
  ].map((key) => say(key))
  const sign = async (): Promise<Order | null> => {
    setTrouble(null)
    if (!valid || !seen || consentedAt === null || order === null) return null
    const reply = await act({
      order,
      signing: {
        payload: JSON.parse(seen.text) as object,
        document: seen.file,
        viewed: seen.file.hash,
        signer: given.signer.trim(),
        role: blank(given.role),
        email: null,
        place: blank(given.place),
        method: given.method,
        image: given.method === 'pen' ? given.image : null,
        viewedAt: seen.at,
        consentedAt,
        signedAt: moment(),
      },
    }).catch((error: unknown) => ({ ok: false as const, refusal: { message: error instanceof Error ? error.message : String(error) } }))
    if (reply.ok) return reply.result
    setTrouble(reply.refusal.message)
    return null
  }
  return {
    paper: paper.data,
    trouble: trouble ?? paper.error?.message ?? null,
    seen: valid ? seen : null,
    consentedAt,
    ...given,
    busy,
    look,
    consent: (yes) => setConsented(yes ? moment() : null),
    put: (more) => setGiven((was) => ({ ...was, ...more })),
    missing,
    sign,
  }
}

/** The paper and its clauses to read, and the sentence that the customer agrees to. */
export function ReadStep({ signing }: { signing: Signing }) {
  const say = useSay()
  const [busy, setBusy] = useState(false)
  const look = async (): Promise<void> => {
    setBusy(true)
    await signing.look()
    setBusy(false)
  }
  return (
    <div className={styles['stack']}>
      {signing.seen && signing.paper ? (
        <>
          <PaperPage paper={signing.paper} />
          <Clauses paper={signing.paper} />
          <Check
            label={signing.paper.payload.consent}
            checked={signing.consentedAt !== null}
            onChange={(given) => signing.consent(given)}
          />
        </>
      ) : (
        <>
          <p className={styles['quiet']}>{say('orders.ui.readLead')}</p>
          <div>
            <Button icon="eye" busy={busy} onClick={() => void look()}>
              {say('orders.ui.read')}
            </Button>
          </div>
        </>
      )}
      {busy && !signing.seen ? <Bones label={say('orders.ui.read')} lines={4} /> : null}
    </div>
  )
}

/** Who signs, where, and the signature itself: drawn, or the name typed by whoever cannot draw. The evidence says which. */
export function SignStep({ signing, onSigned }: { signing: Signing; onSigned: (order: Order) => void }) {
  const say = useSay()
  const inField = useInField()
  const tell = useRef<HTMLDivElement>(null)
  const [tried, setTried] = useState(false)
  const sign = async (): Promise<void> => {
    setTried(true)
    if (signing.missing.length > 0) return tell.current?.focus()
    const order = await signing.sign()
    if (order) onSigned(order)
  }
  return (
    <div className={styles['stack']}>
      <div className={styles['pair']}>
        <TextField
          label={say('field.signer')}
          value={signing.signer}
          onChange={(signer) => signing.put({ signer })}
          autoComplete="off"
          required
        />
        <TextField label={say('field.role')} value={signing.role} onChange={(role) => signing.put({ role })} autoComplete="off" />
        <TextField label={say('field.place')} value={signing.place} onChange={(place) => signing.put({ place })} autoComplete="off" />
      </div>
      <Segments
        label={say('orders.ui.how')}
        value={signing.method}
        onChange={(method) => signing.put({ method })}
        options={[
          { value: 'pen', label: say('orders.ui.draw') },
          { value: 'typed', label: say('orders.ui.type') },
        ]}
      />
      {signing.method === 'pen' ? (
        <div className={styles['stack']}>
          <Pad value={signing.image} onChange={(image) => signing.put({ image })} />
          <div>
            <Button small icon="close" disabled={signing.image === ''} onClick={() => signing.put({ image: '' })}>
              {say('orders.ui.clear')}
            </Button>
          </div>
        </div>
      ) : (
        <p className={styles['typed']}>{signing.signer.trim() === '' ? say('orders.ui.typeLead') : signing.signer}</p>
      )}
      <p className={styles['quiet']}>{say('orders.ui.seals')}</p>
      <div ref={tell} tabIndex={-1} className={styles['tell']}>
        {tried && signing.missing.length > 0 ? (
          <Notice tone="warn" title={say('orders.ui.stillMissing')}>
            {signing.missing.join(', ')}
          </Notice>
        ) : null}
        {signing.trouble ? <Notice tone="danger">{signing.trouble}</Notice> : null}
      </div>
      <div>
        <Button look="primary" icon="check" busy={signing.busy} onClick={() => void sign()}>
          {say(inField ? 'orders.ui.signAndQueue' : 'orders.ui.sign')}
        </Button>
      </div>
    </div>
  )
}

/** The whole window for the customer: the paper, the clauses, the signature. Nothing of what the sale costs us is on it. */
export function HandedOver({ signing, onSigned, onBack }: { signing: Signing; onSigned: (order: Order) => void; onBack: () => void }) {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    void document.documentElement.requestFullscreen?.().catch(() => undefined)
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles['handed']}
      aria-label={say('orders.ui.forCustomer')}
      onCancel={(event) => (event.preventDefault(), onBack())}
    >
      <div className={styles['handedInner']}>
        <div className={styles['handedHead']}>
          <h2>{say('orders.ui.forCustomer')}</h2>
          <Button icon="left" onClick={onBack}>
            {say('orders.ui.giveBack')}
          </Button>
        </div>
        <ReadStep signing={signing} />
        <SignStep signing={signing} onSigned={onSigned} />
      </div>
    </dialog>
  )
}
