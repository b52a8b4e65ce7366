import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './receivables.module.css'
import type { Step } from './types.ts'

/** Whose item it is: what tells of it, what takes acts on it back, and which documents that may be. */
const sides = {
  receivables: {
    item: 'receivables.item',
    undo: 'receivables.undo',
    permit: 'receivables.write',
    documents: ['receipt', 'settlement', 'refund', 'writeOff'],
  },
  payables: { item: 'payables.item', undo: 'payables.undoPayment', permit: 'payables.pay', documents: ['payment', 'settlement'] },
} as const

/** Everything that ever moved an open item, and what of it can be taken back. */
export function ItemHistory({ openItem, of = 'receivables' }: { openItem: string; of?: keyof typeof sides }) {
  const side = sides[of]
  const ours: readonly string[] = side.documents
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [undoing, setUndoing] = useState<Step | null>(null)
  const { data, error } = useAsk<{ steps: readonly Step[] }>(side.item, { openItem })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('receivables.item')} lines={5} />
  return (
    <>
      <ol className={styles['steps']}>
        {data.steps.map((step) => (
          <li key={step.journal} className={styles['step']}>
            <span className={styles['two']}>
              <Go to={`/journals/${step.journal}`}>{step.number}</Go>
              <small>
                {culture.day(step.postedOn)} · {step.act ? say(`choice.act.${step.act}`) : say('receivables.ui.made')}
                {step.oppositeNumber ? ` ${say('receivables.ui.against', { number: step.oppositeNumber })}` : ''}
              </small>
              {step.reason ? <small>{step.reason}</small> : null}
            </span>
            <span className={styles['figure']}>
              {culture.money(step.currency, step.amount)}
              <br />
              <small>{culture.money(step.entityCurrency, step.entityAmount)}</small>
            </span>
            {step.takenBack ? (
              <Chip tone="neutral">{say('receivables.ui.undone')}</Chip>
            ) : ours.includes(step.document) && may(side.permit) ? (
              <Button small onClick={() => setUndoing(step)}>
                {say('receivables.ui.undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {undoing ? (
        <FormDrawer operation={side.undo} fixed={{ journal: undoing.journal }} initial={{ day: today }} title={`${say('receivables.ui.undo')}: ${undoing.number}`} onClose={() => setUndoing(null)} />
      ) : null}
    </>
  )
} // prettier-ignore
