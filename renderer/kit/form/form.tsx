import { useId, useMemo, useRef, useState, type ReactNode } from 'react'
import type { OperationPlan } from '../../../core/kernel/manifest.ts'
import { Outage, useAct } from '../../app/ask.ts'
import { dayIn } from '../../app/culture.ts'
import { useGuard } from '../../app/guard.tsx'
import { useHarmony, useOperation, useToday } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { announce, toast } from '../../app/toasts.ts'
import { fieldWord, useSay, wordOr, type Say } from '../../app/words.ts'
import { Button } from '../parts.tsx'
import { Nothing, Notice } from '../state.tsx'
import { draftOf, readDraft, type Draft, type Trouble } from './draft.ts'
import { fieldId, numberExample, ShapeFields } from './fields.tsx'
import styles from './form.module.css'

export interface FormProps {
  readonly operation: string
  /** Values that stand in it at first, as the wire has them. */
  readonly initial?: Readonly<Record<string, unknown>>
  /** Input that is sent but not shown: the id of what is edited. */
  readonly fixed?: Readonly<Record<string, unknown>>
  /** Which fields, in which order; by default all that are not fixed. */
  readonly fields?: readonly string[]
  readonly hints?: Readonly<Record<string, string>>
  /** Word of the button; by default the operation's own verb. */
  readonly submit?: string
  readonly onDone?: (result: unknown) => void
  readonly onCancel?: () => void
  /** Above the fields: the sentence that says what will happen. */
  readonly children?: ReactNode
}

/** A form drawn from the input of an operation. What is wrong is said at the field and once more above, with a link to it. */
export function Form(props: FormProps) {
  const say = useSay()
  const plan = useOperation(props.operation)
  if (!plan) return <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  return <PlannedForm {...props} plan={plan} key={props.operation} />
}

interface Refusal {
  readonly message: string
  /** Nothing was decided; trying again is safe. */
  readonly outage: boolean
}
function PlannedForm({
  operation,
  plan,
  initial,
  fixed,
  fields,
  hints,
  submit,
  onDone,
  onCancel,
  children,
}: FormProps & { plan: OperationPlan }) {
  const say = useSay()
  const formId = useId().replace(/[^\w]/g, '')
  const { culture } = useHarmony()
  const today = useToday()
  const { act, busy } = useAct(operation)
  const first = useMemo(() => draftOf(plan.input, { ...initial, ...fixed }, culture), [plan])
  const [draft, setDraft] = useState<Draft>(first)
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const summary = useRef<HTMLDivElement>(null)
  const dirty = draft !== first
  const release = useGuard(dirty && !busy)
  const shown = fields ?? Object.keys(plan.input.fields ?? {}).filter((name) => !(fixed && name in fixed))
  const tell = (found: ReadonlyMap<string, string>, why: Refusal | null): void => {
    setErrors(found)
    setRefusal(why)
    // Focus goes to the summary, from where every error is one step away.
    requestAnimationFrame(() => summary.current?.focus())
  }
  const send = async (): Promise<void> => {
    if (busy) return
    const read = readDraft({ ...plan.input }, draft, '', culture)
    // What is fixed was given as the wire has it and is no typed text.
    const troubles = read.troubles.filter((t) => !(fixed && t.at.split(/[.[]/)[0]! in fixed))
    if (troubles.length > 0) return tell(new Map(troubles.map((t) => [t.at, troubleWords(say, t, culture, today)])), null)
    try {
      const reply = await act({ ...(read.value as object), ...fixed })
      if (!reply.ok) {
        const { message, about } = reply.refusal
        const at = about['at']?.replace(/^input\.?/, '')
        return tell(at && reaches(shown, at) ? new Map([[at, message]]) : new Map(), { message, outage: false })
      }
      release()
      setErrors(new Map())
      setRefusal(null)
      const done = say('app.form.done', { operation: wordOr(say, operation, operation) })
      if (onDone) {
        announce(done)
        onDone(reply.result)
      } else {
        toast({ tone: 'ok', text: done })
        setDraft(first)
      }
    } catch (error) {
      if (!(error instanceof Outage)) throw error
      tell(new Map(), {
        message: error.reference
          ? `${error.message} · ${say('app.trouble.reference', { reference: error.reference })}`
          : say('app.form.failed'),
        outage: true,
      })
    }
  }
  useKeys([{ keys: 'Ctrl Enter', word: say('app.keys.submit'), group: 'form', does: () => void send() }])
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault()
          void send()
        }
      }}
    >
      {children}
      <div ref={summary} tabIndex={-1} className={styles['summary']}>
        {refusal || errors.size > 0 ? <Summary formId={formId} errors={errors} refusal={refusal} /> : null}
      </div>
      <ShapeFields
        plan={plan.input}
        draft={draft}
        onChange={setDraft}
        at=""
        errors={errors}
        formId={formId}
        only={shown}
        {...('secrets' in plan ? { secrets: plan.secrets as readonly string[] } : {})}
        {...(hints ? { hints } : {})}
      />
      <div className={styles['buttons']}>
        <Button look="primary" type="submit" busy={busy}>
          {submit ?? wordOr(say, operation, say('app.form.submit'))}
        </Button>
        {onCancel ? <Button onClick={onCancel}>{say('app.cancel')}</Button> : null}
        {dirty ? <span className={styles['unsaved']}>{say('app.form.unsaved')}</span> : null}
      </div>
    </form>
  )
}

function Summary({ formId, errors, refusal }: { formId: string; errors: ReadonlyMap<string, string>; refusal: Refusal | null }) {
  const say = useSay()
  const title = refusal ? (refusal.outage ? undefined : say('app.form.refused')) : say('app.form.summary', { count: errors.size })
  return (
    <Notice tone={refusal?.outage ? 'warn' : 'danger'} {...(title ? { title } : {})}>
      {refusal && errors.size === 0 ? <p>{refusal.message}</p> : null}
      {errors.size > 0 ? (
        <ul>
          {[...errors].map(([at, message]) => (
            <li key={at}>
              <a
                href={`#${fieldId(formId, at)}`}
                onClick={(e) => {
                  e.preventDefault()
                  const field = document.getElementById(fieldId(formId, at))
                  field?.focus()
                  field?.scrollIntoView({ block: 'center' })
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
const reaches = (shown: readonly string[], at: string): boolean => shown.includes(at.split(/[.[]/)[0] ?? '')

function troubleWords(say: Say, trouble: Trouble, culture: string, today: string): string {
  const name =
    trouble.at
      .replace(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? trouble.at
  const field = fieldWord(say, name)
  const example = trouble.kind === 'notDay' ? dayIn(culture, today) : numberExample(culture)
  return say(`app.form.${trouble.kind}`, { field, example, currency: trouble.currency ?? '' })
}
