import { useRef, useState, type FormEvent } from 'react'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Pad } from '../orders/pad.tsx'
import { hashOf, secretIn, type Opened } from './link-types.ts'
import styles from './link.module.css'

const blank = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

interface Given {
  readonly signer: string
  readonly role: string
  readonly place: string
  readonly how: 'draw' | 'type'
  readonly image: string
  readonly agreed: boolean
}
/** What is still to be done before it can be signed, in the order of the form. */
const missingIn = ({ agreed, signer, how, image }: Given): readonly string[] => [
  ...(agreed ? [] : ['signing.ui.needsConsent']),
  ...(signer.trim() === '' ? ['signing.ui.needsName'] : []),
  ...(how === 'draw' && image === '' ? ['signing.ui.needsLine'] : []),
]

function useSign(opened: Opened, onSigned: (at: string) => void, again: () => Promise<void>) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const sign = async ({ signer, role, place, how, image }: Given): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    try {
      const reply = await port.call('signing.signByLink', {
        link: secretIn(location.hash),
        signer: signer.trim(),
        role: blank(role),
        place: blank(place),
        // Of the bytes that this page holds, not of what it was told they are.
        viewed: await hashOf(opened.base64),
        consent: opened.payload.consent,
        image: how === 'draw' ? image : null,
      })
      if (reply.ok) onSigned((reply.result as { readonly signedAt: string }).signedAt)
      // An answer that was lost on the way: it is signed already, and the page says so.
      else if (reply.refusal.code === 'signing.signedBefore') await again()
      else setTrouble(reply.refusal.message)
    } catch {
      setTrouble(say('signing.ui.noConnection'))
    }
    setBusy(false)
  }
  return { sign, busy, trouble }
}

/** Consent, who signs, and the signature: drawn, or the name typed by whoever cannot draw. */
export function LinkForm({ opened, onSigned, again }: { opened: Opened; onSigned: (at: string) => void; again: () => Promise<void> }) {
  const say = useSay()
  const [given, setGiven] = useState<Given>({ signer: opened.signer, role: '', place: '', how: 'draw', image: '', agreed: false })
  const put = (more: Partial<Given>): void => setGiven((was) => ({ ...was, ...more }))
  const [tried, setTried] = useState(false)
  const tell = useRef<HTMLDivElement>(null)
  const { sign, busy, trouble } = useSign(opened, onSigned, again)
  const missing = missingIn(given)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing.length > 0) tell.current?.focus()
    else void sign(given)
  }
  return (
    <Card title={say('signing.ui.signHere')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <Check id="link-consent" label={opened.payload.consent} checked={given.agreed} onChange={(agreed) => put({ agreed })} />
        <div className={styles['pair']}>
          <TextField
            label={say('signing.ui.name')}
            value={given.signer}
            onChange={(signer) => put({ signer })}
            autoComplete="name"
            required
          />
          <TextField label={say('field.role')} value={given.role} onChange={(role) => put({ role })} autoComplete="organization-title" />
          <TextField label={say('field.place')} value={given.place} onChange={(place) => put({ place })} autoComplete="address-level2" />
        </div>
        <Segments
          label={say('signing.ui.how')}
          value={given.how}
          onChange={(how) => put({ how })}
          options={[
            { value: 'draw', label: say('signing.ui.draw') },
            { value: 'type', label: say('signing.ui.type') },
          ]}
        />
        {given.how === 'draw' ? (
          <>
            <Pad value={given.image} onChange={(image) => put({ image })} />
            <div>
              <Button small icon="close" disabled={given.image === ''} onClick={() => put({ image: '' })}>
                {say('signing.ui.clear')}
              </Button>
            </div>
          </>
        ) : (
          <p className={styles['typed']}>{given.signer.trim() === '' ? say('signing.ui.typeLead') : given.signer}</p>
        )}
        <p className={styles['quiet']}>{say('signing.ui.sealed')}</p>
        <div ref={tell} tabIndex={-1} className={styles['tell']}>
          {tried && missing.length > 0 ? (
            <Notice tone="warn" title={say('signing.ui.missing')}>
              {missing.map((key) => say(key)).join(', ')}
            </Notice>
          ) : null}
          {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        </div>
        <div>
          <Button look="primary" type="submit" icon="check" busy={busy}>
            {say('signing.ui.sign')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
