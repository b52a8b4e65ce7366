import { useEffect, useRef } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Figure, Figures } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './review.module.css'
import type { Changes, EntityChange } from './review-types.ts'
import type { Run } from './types.ts'

/** What a run comes to against the last one, and why: the causes sum to the change. */
export function RunChanges({ run }: { run: Run }) {
  const say = useSay()
  const may = useMay()
  const { data, error } = useAsk<Changes>('billing.changes', { run: run.id })
  const { act, busy } = useAct('billing.compare')
  const asked = useRef(false)
  const wanted = data?.ready === false && run.state !== 'proposing' && may('billing.review')
  // A large run is compared when somebody first looks at it.
  useEffect(() => {
    if (!wanted || asked.current) return
    asked.current = true
    void act({ run: run.id }).catch(() => undefined)
  }, [wanted])
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('billing.changes')} lines={5} />
  if (!data.ready)
    return <Notice tone="info">{say(busy || run.state === 'proposing' ? 'billing.ui.comparing' : 'billing.ui.notCompared')}</Notice>
  return (
    <>
      {data.entities.map((entity) => (
        <OfEntity key={entity.entity} change={entity} />
      ))}
    </>
  )
}

function OfEntity({ change }: { change: EntityChange }) {
  const say = useSay()
  const culture = useCulture()
  const { entity, currency, before, now, percent, against, causes } = change
  const total = BigInt(change.change)
  return (
    <Card title={`${entity} · ${say('billing.changes')}`}>
      <Figures>
        <Figure word={say('field.now')} value={culture.money(currency, now)} />
        <Figure
          word={say('field.before')}
          value={against ? culture.money(currency, before) : say('app.none')}
          lead={against ?? say('billing.ui.noLastRun')}
        />
        <Figure
          word={say('field.change')}
          value={signed(culture.money(currency, change.change), total)}
          {...(percent === null ? {} : { lead: `${signed(culture.decimal(percent), total)} %` })}
        />
      </Figures>
      <Waterfall change={change} />
      {causes.length === 0 ? <p className={styles['note']}>{say('billing.ui.noCauses')}</p> : null}
    </Card>
  )
}
const signed = (text: string, amount: bigint): string => (amount > 0n ? `+${text}` : text)

/** From the last amount to this one, cause by cause. The bars show what the figures beside them say. */
function Waterfall({ change }: { change: EntityChange }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, causes } = change
  const steps: {
    readonly name: string
    readonly lines: number | null
    readonly amount: bigint
    readonly from: bigint
    readonly to: bigint
    readonly whole: boolean
  }[] = []
  let at = BigInt(change.before)
  if (change.against) steps.push({ name: say('field.before'), lines: null, amount: at, from: 0n, to: at, whole: true })
  for (const { cause, lines, amount } of causes) {
    const next = at + BigInt(amount)
    steps.push({ name: say(`choice.cause.${cause}`), lines, amount: BigInt(amount), from: at, to: next, whole: false })
    at = next
  }
  steps.push({ name: say('field.now'), lines: null, amount: at, from: 0n, to: at, whole: true })
  const ends = steps.flatMap((s) => [s.from, s.to])
  const [low, high] = [ends.reduce((a, b) => (b < a ? b : a), 0n), ends.reduce((a, b) => (b > a ? b : a), 0n)]
  const share = (minor: bigint): number => (high === low ? 0 : Number(((minor - low) * 10_000n) / (high - low)) / 100)
  return (
    <div className={styles['waterfall']} role="group" tabIndex={0} aria-label={say('billing.changes')}>
      <table>
        <thead className="unseen">
          <tr>
            <th scope="col">{say('field.cause')}</th>
            <th scope="col">{say('field.lines')}</th>
            <th scope="col">{say('billing.ui.share')}</th>
            <th scope="col">{say('field.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((s, i) => {
            const [a, b] = [share(s.from < s.to ? s.from : s.to), share(s.from < s.to ? s.to : s.from)]
            return (
              <tr key={i} data-whole={s.whole || undefined}>
                <th scope="row">{s.name}</th>
                <td className={styles['count']}>{s.lines === null ? '' : say('billing.ui.lineCount', { count: s.lines })}</td>
                <td className={styles['track']}>
                  <span
                    className={styles['bar']}
                    data-tone={s.whole ? 'whole' : s.amount < 0n ? 'less' : 'more'}
                    style={{ insetInlineStart: `${a}%`, inlineSize: `${Math.max(0.6, b - a)}%` }}
                  />
                </td>
                <td className={styles['sum']}>
                  {s.whole ? culture.money(currency, `${s.amount}`) : signed(culture.money(currency, `${s.amount}`), s.amount)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
