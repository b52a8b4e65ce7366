import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { useProductNames } from './lines-editor.tsx'
import styles from './selling.module.css'
import type { ShownQuote } from './types.ts'

/** The customer says yes, or signs the order at once: which options they take, and the order is there. */
export function AcceptDialog({ quote, onClose }: { quote: ShownQuote; onClose: () => void }) {
  const say = useSay()
  const go = useGo()
  const culture = useCulture()
  const name = useProductNames()
  const accept = useAct<{ id: string }>('quotes.accept')
  const prepare = useAct<{ id: string }>('orders.fromQuote')
  const offer = quote.versions.at(-1) ?? quote
  const options = offer.lines.filter(({ optional }) => optional)
  const [taken, setTaken] = useState<readonly number[]>(() => options.filter(({ chosen }) => chosen).map(({ number }) => number))
  const [trouble, setTrouble] = useState<string | null>(null)
  const does = async (act: typeof accept.act): Promise<void> => {
    const reply = await act({ quote: quote.id, options: taken })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    go(`/orders/capture?order=${reply.result.id}`)
  }
  return (
    <Modal opened onClose={onClose} title={say('quotes.ui.accept')} close={say('app.close')} size={560}>
      <div className={styles['form']}>
        <p>{say('quotes.ui.acceptLead')}</p>
        {options.length === 0 ? <p className={styles['quiet']}>{say('quotes.ui.noOptions')}</p> : null}
        {options.map((line) => (
          <Check
            key={line.number}
            label={`${line.number}. ${line.description ?? name(line.product)}, ${culture.money(line.currency, line.termValue)}`}
            checked={taken.includes(line.number)}
            onChange={(yes) => setTaken(yes ? [...taken, line.number] : taken.filter((one) => one !== line.number))}
          />
        ))}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['foot']}>
          <Button busy={prepare.busy} onClick={() => void does(prepare.act)}>
            {say('quotes.ui.prepareOrder')}
          </Button>
          <Button look="primary" busy={accept.busy} onClick={() => void does(accept.act)}>
            {say('quotes.accept')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
