import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useFieldStanding } from '../../app/field.ts'
import { clockLine, isClockOff, offlineSince } from '../../app/field-words.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { Pending } from '../../app/pending.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { useOwnEntity } from '../opportunities/own-entity.ts'
import { LinesEditor } from '../quotes/lines-editor.tsx'
import { SaleSums } from '../quotes/sums.tsx'
import { useAutosave, useWorkedOut, type Saving } from '../quotes/working.ts'
import { ChangeOf } from './amending.tsx'
import styles from './capture.module.css'
import { Coach, findingActs } from './coach.tsx'
import { CustomerStep } from './customer-step.tsx'
import { draftOf, givenOrder, newOrder, type OrderDraft } from './order-draft.ts'
import { HandedOver, ReadStep, SignStep, useSigning } from './sign-step.tsx'
import { Signed } from './signed.tsx'
import type { Check, Order, ShownOrder } from './types.ts'

/** Takes an order on one page: whose it is, what it is, on what terms, what is still missing, and the signature. */
export default function CaptureScreen() {
  const say = useSay()
  const [search] = useSearchState()
  // The address gets the id with the first save; what is being typed stays where it is.
  const [first] = useState(() => (typeof search['order'] === 'string' ? search['order'] : null))
  const { data, error } = useAsk<ShownOrder>('orders.get', { order: first }, { enabled: first !== null })
  const [loaded, setLoaded] = useState<ShownOrder | null>(null)
  useEffect(() => {
    if (data) setLoaded((was) => was ?? data)
  }, [data])
  if (error) return <Nothing whole icon="danger" title={say('orders.get')} lead={error.message} />
  if (first !== null && !loaded) return <Bones label={say('orders.get')} lines={8} />
  if (loaded && loaded.state !== 'draft')
    return (
      <Nothing
        whole
        icon="check"
        title={say('orders.ui.called', { number: loaded.number ?? loaded.reference ?? '' })}
        lead={say('orders.ui.signedAlready')}
      >
        <Go to={`/orders/${loaded.id}`}>{say('orders.ui.look')}</Go>
      </Nothing>
    )
  return <Capture key={first ?? 'new'} saved={loaded} />
}

const steps = ['customer', 'lines', 'terms', 'check', 'sign'] as const
type StepName = (typeof steps)[number]
const noInput = { figures: [], lines: [], findings: [], approvals: [], credit: [], creditExceeded: false, ready: false } satisfies Check

function Capture({ saved }: { saved: ShownOrder | null }) {
  const say = useSay()
  const culture = useCulture()
  const own = useOwnEntity()
  const [search, setSearch] = useSearchState()
  const [draft, setDraft] = useState<OrderDraft>(() =>
    saved
      ? draftOf(culture.name, saved)
      : newOrder({ entity: own.entity ?? '', customer: typeof search['customer'] === 'string' ? search['customer'] : '' }),
  )
  const put = (more: Partial<OrderDraft>): void => setDraft((was) => ({ ...was, ...more }))
  const given = useMemo(() => givenOrder(culture.name, draft), [culture.name, draft])
  const { sale, trouble } = useWorkedOut(given.work)
  const autosave = useAutosave<Order>('orders.save', given.save, saved?.id ?? null)
  const order = autosave.result ?? saved
  const id = order?.id ?? null
  useEffect(() => {
    if (id !== null && search['order'] !== id) setSearch({ order: id, customer: undefined })
  }, [id])
  const check = useAsk<Check>('orders.check', { order: id }, { enabled: id !== null, keep: true })
  const signing = useSigning(id, autosave.flush)
  const [handed, setHanded] = useState(false)
  const [signed, setSigned] = useState<Order | null>(null)
  const told = check.data ?? noInput
  useTitle(order ? say('orders.ui.called', { number: order.number ?? order.reference ?? '' }) : say('quotes.ui.newOrder'))
  if (signed) return <Signed order={signed} />
  const at = (step: StepName) => document.getElementById(`step-${step}`)
  const open = (step: StepName, field?: string): void => {
    at(step)?.scrollIntoView({ block: 'start' })
    ;(field ? document.getElementById(field) : at(step)?.querySelector<HTMLElement>('h2'))?.focus()
  }
  const missing = told.findings.filter(({ weight }) => weight === 'missing').length
  const done: Readonly<Record<StepName, boolean>> = {
    customer: draft.customer !== '' && draft.entity !== '',
    lines: draft.lines.length > 0 && given.unclear.length === 0 && trouble === null,
    terms: signing.consentedAt !== null,
    check: id !== null && missing === 0,
    sign: false,
  }
  return (
    <Page>
      <Head order={order} state={autosave.state} />
      {saved?.replaced ? <ChangeOf replaced={saved.replaced} /> : null}
      <WrongClock />
      <StepBar done={done} missing={missing} onOpen={open} />
      {(autosave.trouble ?? trouble?.message) ? <Notice tone="danger">{autosave.trouble ?? trouble?.message}</Notice> : null}
      <div className={styles['grid']}>
        <div className={styles['steps']}>
          <Step name="customer">
            <CustomerStep draft={draft} onPut={put} saved={id !== null} />
          </Step>
          <Step name="lines">
            <LinesEditor
              drafts={draft.lines}
              onChange={(lines) => put({ lines })}
              worked={sale?.lines ?? []}
              margins={sale?.margins ?? []}
              unclear={given.unclear}
              currency={sale?.currency ?? draft.currency}
              bundles={draft.bundles.map(({ name }) => name)}
            />
            {sale ? <SaleSums sums={sale} /> : null}
          </Step>
          <Step name="terms">{id === null || draft.lines.length === 0 || handed ? <Later /> : <ReadStep signing={signing} />}</Step>
          <Step name="sign">
            {id === null || draft.lines.length === 0 || handed ? (
              <Later />
            ) : (
              <>
                <div className={styles['hand']}>
                  <Button icon="user" onClick={() => setHanded(true)}>
                    {say('orders.ui.hand')}
                  </Button>
                </div>
                <SignStep signing={signing} onSigned={setSigned} />
              </>
            )}
          </Step>
        </div>
        <Step name="check">
          {id === null ? (
            <Later />
          ) : check.error ? (
            <Notice tone="danger">{check.error.message}</Notice>
          ) : (
            <Coach
              check={told}
              acts={(finding) =>
                findingActs({
                  finding,
                  onPo: () => open('customer', 'order-po'),
                  onPoFollows: () => put({ poFollows: true }),
                  onContact: () => open('customer', 'order-contact'),
                  onLines: () => open('lines', draft.lines.length === 0 ? 'add-line' : undefined),
                  word: (key) => say(key),
                })
              }
            />
          )}
        </Step>
      </div>
      {handed ? (
        <HandedOver
          signing={signing}
          onBack={() => setHanded(false)}
          onSigned={(done) => {
            setHanded(false)
            setSigned(done)
          }}
        />
      ) : null}
    </Page>
  )
}

/** What it is called, where it stands, and where it is kept meanwhile. */
function Head({ order, state }: { order: Order | null; state: Saving }) {
  const say = useSay()
  const culture = useCulture()
  const standing = useFieldStanding()
  const title = order
    ? say(order.replaces ? 'orders.ui.changeOrderCalled' : 'orders.ui.called', { number: order.number ?? order.reference ?? '' })
    : say('quotes.ui.newOrder')
  const offline = standing && standing.connection !== 'online'
  return (
    <PageHead
      title={title}
      chip={
        <>
          <Chip tone={state === 'failed' ? 'danger' : state === 'saved' ? 'ok' : 'neutral'}>{say(`quotes.ui.saveState.${state}`)}</Chip>
          {offline ? (
            <Chip tone="warn">
              {standing.since || standing.lastMet
                ? say('orders.ui.offlineSince', { time: offlineSince(standing, culture) })
                : say('orders.ui.offline')}
            </Chip>
          ) : null}
          <Pending record="orders" id={order?.id} />
        </>
      }
      lead={[
        ...(order && order.number === null && standing ? [say('orders.ui.numberOnSync')] : []),
        ...(order ? [say('orders.ui.pricedOn', { day: culture.day(order.pricedOn) })] : [say('orders.ui.newLead')]),
      ].join(' · ')}
    />
  )
}

/** What is signed here carries the clock of this device, so it is said before the customer signs. */
function WrongClock() {
  const say = useSay()
  const culture = useCulture()
  const offset = useFieldStanding()?.clockOffset ?? null
  if (!isClockOff(offset)) return null
  return (
    <Notice tone="warn" title={clockLine(say, culture.name, offset)}>
      {say('app.field.setClock')}
    </Notice>
  )
}

function StepBar({
  done,
  missing,
  onOpen,
}: {
  done: Readonly<Record<StepName, boolean>>
  missing: number
  onOpen: (step: StepName) => void
}) {
  const say = useSay()
  return (
    <nav className={styles['bar']} aria-label={say('orders.ui.steps')}>
      <ol>
        {steps.map((step, i) => (
          <li key={step}>
            <button type="button" onClick={() => onOpen(step)} data-done={done[step] || undefined}>
              <span>{say('orders.ui.stepOf', { number: i + 1, step: say(`orders.ui.step.${step}`) })}</span>
              {done[step] ? (
                <>
                  <Icon name="check" size={14} />
                  <span className="unseen">{say('orders.ui.done')}</span>
                </>
              ) : step === 'check' && missing > 0 ? (
                <strong>
                  <span aria-hidden="true">!{missing}</span>
                  <span className="unseen">{say('orders.ui.missing', { count: missing })}</span>
                </strong>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Step({ name, children }: { name: StepName; children: ReactNode }) {
  const say = useSay()
  return (
    <section id={`step-${name}`} className={styles['step']} aria-label={say(`orders.ui.step.${name}`)} data-step={name}>
      <h2 tabIndex={-1}>{say(`orders.ui.step.${name}`)}</h2>
      {children}
    </section>
  )
}

function Later() {
  const say = useSay()
  return <p className={styles['quiet']}>{say('orders.ui.later')}</p>
}
