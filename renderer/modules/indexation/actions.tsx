import { useState } from 'react'
import { useDo } from '../../app/do.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './indexation.module.css'
import { linesIn, type BatchAnswer } from './types.ts'

type Step = 'approve' | 'printLetters' | 'apply' | 'discard' | 'resume'

/** What comes next is the one button that stands out: approve, write letters, put into force. */
export function Actions({ answer }: { answer: BatchAnswer }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [asking, setAsking] = useState<Step | null>(null)
  const [acceptedOnly, setAcceptedOnly] = useState(false)
  const batch = answer.batch.id
  const waiting = linesIn(answer, 'approved', 'lettered', 'accepted')
  const toReview = linesIn(answer, 'proposed')
  const approve = useDo<{ count: number; more: boolean }>('indexation.approve', (r) =>
    say('indexation.ui.done', { count: r.count, figure: culture.count(r.count) }),
  )
  const print = useDo<{ letters: number }>('indexation.printLetters', (r) =>
    say('indexation.ui.written', { count: r.letters, figure: culture.count(r.letters) }),
  )
  const apply = useDo<{ applied: number }>('indexation.apply', (r) =>
    say('indexation.ui.applied', { count: r.applied, figure: culture.count(r.applied) }),
  )
  const discard = useDo('indexation.discard', () => say('choice.state.discarded'))
  const resume = useDo('indexation.resume', () => say('choice.state.proposed'))
  const close = (): void => setAsking(null)
  const does: Readonly<Record<Step, () => Promise<unknown>>> = {
    approve: async () => {
      // A thousand at a time.
      let more = true
      while (more) more = (await approve.go({ batch }))?.more ?? false
    },
    printLetters: () => print.go({ batch }),
    apply: () => apply.go({ batch, ...(acceptedOnly ? { acceptedOnly } : {}) }),
    discard: () => discard.go({ batch }),
    resume: () => resume.go({ batch }),
  }
  const busy: Readonly<Record<Step, boolean>> = {
    approve: approve.busy,
    printLetters: print.busy,
    apply: apply.busy,
    discard: discard.busy,
    resume: resume.busy,
  }
  const { state } = answer.batch
  if (state === 'discarded') return null
  const steps: readonly Step[] = [
    ...(may('indexation.write') && waiting + linesIn(answer, 'applied') === 0 ? (['discard'] as const) : []),
    ...(may('indexation.write') && state === 'proposing' ? (['resume'] as const) : []),
    ...(may('indexation.approve') && state === 'proposed' && waiting > 0 ? (['apply'] as const) : []),
    ...(may('indexation.approve') && answer.waiting > 0 ? (['printLetters'] as const) : []),
    ...(may('indexation.approve') && toReview > 0 ? (['approve'] as const) : []),
  ]
  const count = { approve: toReview, printLetters: answer.waiting, apply: waiting, discard: 0, resume: 0 }
  const word = (step: Step): string => say(`indexation.ui.step.${step}`, { count: count[step], figure: culture.count(count[step]) })
  return (
    <>
      {steps.map((step, i) => (
        <Button
          key={step}
          look={i === steps.length - 1 && step !== 'discard' ? 'primary' : 'plain'}
          busy={busy[step]}
          onClick={() => (step === 'resume' ? void does.resume() : setAsking(step))}
        >
          {word(step)}
        </Button>
      ))}
      {asking ? (
        <Modal opened onClose={close} title={say(`indexation.${asking}`)} close={say('app.close')} size={520}>
          <div className={styles['dialog']}>
            <p>{say(`indexation.ui.effect.${asking}`, { count: count[asking], figure: culture.count(count[asking]) })}</p>
            {asking === 'apply' && answer.waiting > 0 ? (
              <Notice tone="warn">{say('indexation.ui.notTold', { count: answer.waiting, figure: culture.count(answer.waiting) })}</Notice>
            ) : null}
            {asking === 'apply' ? <Check label={say('field.acceptedOnly')} checked={acceptedOnly} onChange={setAcceptedOnly} /> : null}
            <div className={styles['buttons']}>
              <Button onClick={close}>{say('app.cancel')}</Button>
              <Button
                look={asking === 'discard' ? 'danger' : 'primary'}
                onClick={() => {
                  close()
                  void does[asking]()
                }}
              >
                {word(asking)}
              </Button>
            </div>
          </div>
        </Modal>
      ) : null}
    </>
  )
}
