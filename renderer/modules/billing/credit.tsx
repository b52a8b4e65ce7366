import { useState } from 'react'
import { exponents, isCurrency } from '../../../core/kernel/money.ts'
import { askOver } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { useDo } from './acting.ts'
import styles from './billing.module.css'
import review from './review.module.css'

export interface Creditable {
  readonly charge: string
  readonly name: string
  /** Minor units that may still be credited. */
  readonly left: string
}
type How = 'credit' | 'goodwill' | 'rebill'

/** Whole minor units of what somebody typed in the culture's own way: `1.234,50` or `1,234.50`; `null` when it is no amount. */
function minorOf(culture: string, currency: string, typed: string): bigint | null {
  const decimal = new Intl.NumberFormat(culture).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  const [whole = '', fraction = '', ...more] = typed.trim().split(decimal)
  const places = isCurrency(currency) ? exponents[currency] : 2
  const digits = whole.replace(/[^\d]/g, '')
  if (more.length > 0 || !/^[\d\s.,'’]+$/.test(whole) || !/^\d*$/.test(fraction) || fraction.length > places || digits === '') return null
  return BigInt(`${digits}${fraction.padEnd(places, '0')}`)
}

/** Credits an invoice, whole or in parts, or credits it and bills its periods again as they should be. */
export function CreditDialog({
  invoice,
  number,
  currency,
  lines,
  owed,
  onClose,
}: {
  invoice: string
  number: string
  currency: string
  lines: readonly Creditable[]
  /** Something of the invoice is still to be paid, so that a credit note can take it off. */
  owed: boolean
  onClose: () => void
}) {
  const say = useSay()
  const go = useGo()
  const culture = useCulture()
  const { manifest, port } = useHarmony()
  const settles = useMay()('receivables.write') && owed
  const [settle, setSettle] = useState(true)
  const open = lines.filter((l) => l.left !== '0')
  const plain = (minor: string): string => culture.figures(currency, minor)
  const [how, setHow] = useState<How>('credit')
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(Object.fromEntries(open.map((l) => [l.charge, plain(l.left)])))
  const [trouble, setTrouble] = useState<Readonly<Record<string, string>>>({})
  const credit = useDo<{ number: string; creditNote: string }>('billing.credit', (r) => say('billing.ui.credited', { number: r.number }))
  const rebill = useDo<{ creditNote: string; creditNumber: string; number: string | null }>('billing.creditAndRebill', (r) =>
    r.number
      ? say('billing.ui.rebilled', { number: r.creditNumber, again: r.number })
      : say('billing.ui.credited', { number: r.creditNumber }),
  )
  const askTax = useDo<{ asked: boolean }>('billing.askRebillTax', ({ asked }) => (asked ? say('billing.ui.salesTaxAsked') : null))
  const apply = useDo('receivables.apply', () => say('billing.ui.setOff', { number }))
  // From the day on which both documents stand in the books.
  const setOff = async (note: string): Promise<void> => {
    const { invoice: credited } = await askOver<{ invoice: { issued: string } }>(port, 'billing.invoice', { invoice: note })
    await apply.go({ source: note, day: credited.issued, applications: [{ openItem: invoice, amount: null, from: null }] })
  }
  const act = async (): Promise<void> => {
    const wrong: Record<string, string> = reason.trim() === '' ? { reason: say('billing.ui.reasonWanted') } : {}
    const parts = open.flatMap((l) => {
      const typed = chosen[l.charge]
      if (typed === undefined) return []
      // What stands there untouched is exactly what is left, whatever its sign.
      if (typed === plain(l.left)) return [{ charge: l.charge, net: l.left }]
      const minor = minorOf(culture.name, currency, typed)
      if (minor === null) wrong[l.charge] = say('billing.ui.noAmount')
      return [{ charge: l.charge, net: `${minor ?? 0n}` }]
    })
    setTrouble(wrong)
    if (Object.keys(wrong).length > 0) return
    const said = reason.trim().replace(/\s+/g, ' ')
    let note = ''
    // The service is asked while nobody waits for a number; where none is needed, nobody is asked.
    if (how === 'rebill' && !(await askTax.go({ invoice }))) return
    const done =
      how === 'rebill'
        ? await rebill.go({ invoice, reason: said }, (r) => (note = r.creditNote))
        : await credit.go({ invoice, reason: said, kind: how, charges: parts }, (r) => (note = r.creditNote))
    if (!done) return
    if (settles && settle) await setOff(note)
    onClose()
    go(`/invoices/${invoice}`)
  }
  return (
    <Modal opened onClose={onClose} title={say('billing.ui.creditTitle', { number })} close={say('app.close')} size={620}>
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          void act()
        }}
      >
        <Segments<How>
          label={say('billing.ui.creditHow')}
          value={how}
          onChange={setHow}
          options={[
            { value: 'credit', label: say('billing.ui.how.credit') },
            { value: 'rebill', label: say('billing.ui.how.rebill') },
            { value: 'goodwill', label: say('billing.ui.how.goodwill') },
          ]}
        />
        <p>{say(`billing.ui.howLead.${how}`)}</p>
        {how === 'rebill' ? null : (
          <div className={review['parts']} role="group" aria-label={say('billing.ui.lines')}>
            {open.map((l) => (
              <div key={l.charge} className={review['part']}>
                <Check
                  label={`${l.name} · ${say('billing.ui.leftOf', { left: culture.money(currency, l.left) })}`}
                  checked={chosen[l.charge] !== undefined}
                  onChange={(on) =>
                    setChosen((now) =>
                      on
                        ? { ...now, [l.charge]: plain(l.left) }
                        : Object.fromEntries(Object.entries(now).filter(([id]) => id !== l.charge)),
                    )
                  }
                />
                <TextField
                  bare
                  figures
                  label={say('billing.ui.netToCredit', { name: l.name })}
                  value={chosen[l.charge] ?? ''}
                  disabled={chosen[l.charge] === undefined}
                  onChange={(text) => setChosen((now) => ({ ...now, [l.charge]: text }))}
                  error={trouble[l.charge]}
                />
              </div>
            ))}
          </div>
        )}
        <LongField
          label={say('billing.ui.reason')}
          hint={say('billing.ui.reasonHint')}
          value={reason}
          onChange={setReason}
          rows={2}
          required
          error={trouble['reason']}
        />
        {settles ? <Check label={say('billing.ui.settle')} checked={settle} onChange={setSettle} /> : null}
        <Notice tone="info">{say('billing.ui.creditEffect', { language: manifest.language })}</Notice>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button
            look="primary"
            type="submit"
            busy={askTax.busy || credit.busy || rebill.busy || apply.busy}
            disabled={how !== 'rebill' && Object.keys(chosen).length === 0}
          >
            {say(`billing.ui.how.${how}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
