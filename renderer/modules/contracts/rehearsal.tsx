import { useEffect, useState, type ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Facts, Table } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './rehearsal.module.css'
import { lastDay, lineTone } from './states.ts'
import type { Leave, Rehearsal, TermsOfLine } from './types.ts'

/** Milliseconds of quiet before what is being typed is worked out. */
const pause = 350

/** What a change would do, before anybody makes it: terms, what the next run would credit and charge, and the months ahead. */
export function RehearsalPanel({
  contract,
  operation,
  input,
  name,
}: {
  contract: string
  operation: string
  /** `null`: the form is not filled in yet. */
  input: Readonly<Record<string, unknown>> | null
  name?: string
}) {
  const say = useSay()
  const text = input === null ? null : JSON.stringify(input)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error } = useAsk<Rehearsal>(
    'contracts.rehearse',
    { contract, change: { operation, input: asked === null ? null : (JSON.parse(asked) as unknown) } },
    { enabled: asked !== null, keep: true },
  )
  return (
    <section className={styles['panel']} aria-label={say('contracts.ui.rehearsal')} aria-live="polite">
      <h3>{say('contracts.ui.rehearsal')}</h3>
      {text === null || asked === null ? (
        <p className={styles['quiet']}>{say('contracts.ui.rehearsalWaits')}</p>
      ) : error ? (
        <Notice tone="warn">{error.message}</Notice>
      ) : data ? (
        <Told told={data} {...(name ? { name } : {})} />
      ) : (
        <Bones label={say('contracts.ui.rehearsal')} lines={4} />
      )}
    </section>
  )
}

function Told({ told, name }: { told: Rehearsal; name?: string }) {
  const say = useSay()
  const culture = useCulture()
  const nothing = told.lines.length === 0 && told.periods.length === 0 && told.differences.length === 0
  if (nothing) return <p className={styles['quiet']}>{say('contracts.ui.noEffect')}</p>
  return (
    <>
      {told.blocked.map((block) => (
        <Notice key={`${block.line} ${block.reason}`} tone="warn">
          {say('contracts.ui.blockedAfter', { line: block.lineNumber, reason: say(`choice.reason.${block.reason}`) })}
        </Notice>
      ))}
      <ul className={styles['lines']}>
        {told.lines.map((line) => (
          <li key={line.line}>
            <h4>{say('contracts.ui.lineOf', { line: line.lineNumber, product: told.lines.length === 1 && name ? name : line.product })}</h4>
            <div className={styles['sides']}>
              <Side word={say('contracts.ui.before')} terms={line.before} />
              <Side word={say('contracts.ui.after')} terms={line.after} />
            </div>
          </li>
        ))}
      </ul>
      <Leaving told={told} />
      <Differences told={told} />
      {told.totals.length > 0 ? (
        <>
          <h4>{say('contracts.ui.ahead12', { from: culture.day(told.from), to: culture.day(lastDay(told.to)) })}</h4>
          <Table
            caption={say('contracts.ui.monthsAhead')}
            columns={[
              { name: say('field.currency') },
              { name: say('contracts.ui.before'), figures: true },
              { name: say('contracts.ui.after'), figures: true },
              { name: say('field.difference'), figures: true },
            ]}
            rows={told.totals.map((t) => [
              t.currency,
              culture.money(t.currency, t.before),
              culture.money(t.currency, t.after),
              <Signed key="d" currency={t.currency} minor={t.difference} />,
            ])}
          />
          <Periods told={told} />
        </>
      ) : null}
    </>
  )
}

/** Of a termination: what the customer pays for leaving early, and gets back. */
function Leaving({ told: { operation, result } }: { told: Rehearsal }) {
  const say = useSay()
  const culture = useCulture()
  if (operation !== 'contracts.terminate') return null
  const { regularEnd, credit, rest, charge } = result as Leave
  const money = ({ currency, minor }: Leave['rest']) => culture.money(currency, minor)
  return (
    <Facts
      facts={[
        { name: say('contracts.ui.regularEnd'), value: culture.day(regularEnd) },
        { name: say('contracts.ui.rest'), value: money(rest) },
        { name: say('contracts.ui.pays'), value: money(charge) },
        { name: say('contracts.ui.credit'), value: money(credit) },
      ]}
    />
  )
}

/** Credits and charges of what is billed already: the surprise that there must not be. */
function Differences({ told }: { told: Rehearsal }) {
  const say = useSay()
  const culture = useCulture()
  if (told.differences.length === 0) return <p className={styles['quiet']}>{say('contracts.ui.noDifferences')}</p>
  return (
    <>
      <h4>{say('contracts.ui.differences')}</h4>
      <Table
        caption={say('contracts.ui.differences')}
        columns={[
          { name: say('field.kind') },
          { name: say('contracts.ui.period') },
          { name: say('field.quantity'), figures: true },
          { name: say('field.net'), figures: true },
        ]}
        rows={told.differences.map((d) => [
          <span key="k" className={styles['kind']}>
            {say(`choice.kind.${d.kind}`)}
            {told.lines.length > 1 ? <small>{say('contracts.ui.lineOf', { line: d.lineNumber, product: d.product })}</small> : null}
          </span>,
          `${culture.day(d.from)} – ${culture.day(lastDay(d.to))}`,
          culture.decimal(d.quantity),
          <Signed key="n" currency={d.currency} minor={d.net} />,
        ])}
      />
    </>
  )
}

function Periods({ told }: { told: Rehearsal }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <details className={styles['more']}>
      <summary>{say('contracts.ui.periods', { count: told.periods.length, figure: culture.count(told.periods.length) })}</summary>
      <Table
        caption={say('contracts.ui.byPeriod')}
        columns={[
          { name: say('field.line') },
          { name: say('contracts.ui.period') },
          { name: say('contracts.ui.before'), figures: true },
          { name: say('contracts.ui.after'), figures: true },
          { name: say('field.difference'), figures: true },
        ]}
        rows={told.periods.map((p) => [
          say('contracts.ui.lineOf', { line: p.lineNumber, product: p.product }),
          `${culture.day(p.from)} – ${culture.day(lastDay(p.to))}`,
          culture.money(p.currency, p.before),
          culture.money(p.currency, p.after),
          <Signed key="d" currency={p.currency} minor={p.difference} />,
        ])}
      />
    </details>
  )
}

function Side({ word, terms }: { word: string; terms: TermsOfLine | null }) {
  const say = useSay()
  const culture = useCulture()
  const day = (of: string): ReactNode => culture.day(of)
  return (
    <div className={styles['side']}>
      <span className={styles['word']}>{word}</span>
      {terms === null ? (
        <span className={styles['quiet']}>{say('contracts.ui.notSold')}</span>
      ) : (
        <>
          <Chip tone={lineTone(terms.state)}>{say(`choice.state.${terms.state}`)}</Chip>
          <span>
            {day(terms.start)} – {terms.end ? day(terms.end) : say('contracts.ui.openEnd')}
            {terms.termEnd && terms.termEnd !== terms.end ? ` · ${say('contracts.ui.termTo', { day: culture.day(terms.termEnd) })}` : ''}
          </span>
          <ol>
            {terms.stretches.map((s) => (
              <li key={s.from}>
                <span>
                  {s.to === null
                    ? say('contracts.ui.since', { day: culture.day(s.from) })
                    : `${culture.day(s.from)} – ${culture.day(lastDay(s.to))}`}
                </span>
                <strong className="figures">
                  {culture.decimal(s.quantity)} ×{' '}
                  {s.unitPrice === null ? say('contracts.ui.listOf', { version: culture.count(s.version) }) : culture.decimal(s.unitPrice)}
                </strong>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}

/** An amount with its sign: what is given back and what is charged are never told by colour alone. */
export function Signed({ currency, minor }: { currency: string; minor: string }) {
  const culture = useCulture()
  const tone = minor.startsWith('-') ? 'less' : minor === '0' ? 'none' : 'more'
  return (
    <span className={`${styles['signed']} figures`} data-tone={tone}>
      {tone === 'more' ? '+' : ''}
      {culture.money(currency, minor)}
    </span>
  )
}
