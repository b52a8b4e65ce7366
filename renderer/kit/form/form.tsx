import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
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
  /** Between the fields and the buttons: what would come of it. */
  readonly below?: ReactNode
  /** Another operation that takes what stands in the form into its own input: a decision about what somebody else said. Without it the operation itself is called. */
  readonly through?: { readonly operation: string; readonly input: (said: Readonly<Record<string, unknown>>) => object }
  /** Told what stands in the form, as the wire would have it, and whether that is all it takes. */
  readonly onInput?: (input: Readonly<Record<string, unknown>>, complete: boolean) => void
  /** Which field a refusal speaks of, by its code, where it does not say so itself. */
  readonly at?: Readonly<Record<string, string>>
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
  below,
  onInput,
  at: refusedAt,
  through,
}: FormProps & { plan: OperationPlan }) {
  const say = useSay()
  const formId = useId().replace(/[^\w]/g, '')
  const { culture } = useHarmony()
  const today = useToday()
  const { act, busy } = useAct(through?.operation ?? operation)
  const first = useMemo(() => draftOf(plan.input, { ...initial, ...fixed }, culture), [plan])
  const [draft, setDraft] = useState<Draft>(first)
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const summary = useRef<HTMLDivElement>(null)
  const dirty = draft !== first
  const release = useGuard(dirty && !busy)
  const shown = fields ?? Object.keys(plan.input.fields ?? {}).filter((name) => !(fixed && name in fixed))
  useEffect(() => {
    if (!onInput) return
    const { value, troubles } = inputOf(plan, draft, culture, fixed)
    onInput(value, troubles.length === 0)
  }, [draft, culture, JSON.stringify(fixed)])
  const tell = (found: ReadonlyMap<string, string>, why: Refusal | null): void => {
    setErrors(found)
    setRefusal(why)
    // Focus goes to the summary, from where every error is one step away.
    requestAnimationFrame(() => summary.current?.focus())
  }
  const send = async (): Promise<void> => {
    if (busy) return
    const { value, troubles } = inputOf(plan, draft, culture, fixed)
    if (troubles.length > 0) return tell(new Map(troubles.map((t) => [t.at, troubleWords(say, t, culture, today)])), null)
    try {
      const reply = await act(through ? through.input(value) : value)
      if (!reply.ok) {
        const { code, message, about } = reply.refusal
        const at = about['at']?.replace(/^input\.?/, '') ?? refusedAt?.[code]
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
      {below}
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
/** What stands in a form as the wire has it. What is fixed was given so, and is no typed text. */
function inputOf(plan: OperationPlan, draft: Draft, culture: string, fixed: FormProps['fixed']) {
  const { value, troubles } = readDraft({ ...plan.input }, draft, '', culture)
  const typed = troubles.filter((t) => !(fixed && t.at.split(/[.[]/)[0]! in fixed))
  return { value: { ...(value as object), ...fixed }, troubles: typed }
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
