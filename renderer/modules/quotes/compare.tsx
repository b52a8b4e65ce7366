import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import styles from './selling.module.css'
import type { Compared, ShownQuote } from './types.ts'

const draftNow = 'draft'
/** Versions that went out, and two of them beside each other in money and in words. */
export function CompareCard({ quote }: { quote: ShownQuote }) {
  const say = useSay()
  const culture = useCulture()
  const { versions } = quote
  const ahead = quote.state === 'draft' && versions.length > 0
  const last = versions.at(-1)?.version
  const [before, setBefore] = useState<string | null>(null)
  const [after, setAfter] = useState<string | null>(null)
  const newer = after ?? (ahead ? draftNow : last === undefined ? null : String(last))
  const older = before ?? (ahead ? (last === undefined ? null : String(last)) : (versions.at(-2)?.version.toString() ?? null))
  const called = (version: number): string => say('quotes.ui.version', { version })
  return (
    <Card title={say('quotes.ui.versions')}>
      <div className={styles['form']}>
        {versions.length === 0 ? <p className={styles['quiet']}>{say('quotes.ui.noVersions')}</p> : null}
        {versions.length > 0 ? (
          <ul className={styles['says']}>
            {versions.map((version) => (
              <li key={version.id}>
                <span>
                  <strong>{called(version.version)}</strong> · {culture.instant(version.issuedAt)} · {version.issuedBy} ·{' '}
                  {culture.money(version.currency, version.termValue)}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {older && newer && older !== newer ? (
          <>
            <div className={styles['pair']}>
              <Choose
                label={say('quotes.ui.before')}
                value={older}
                onChange={setBefore}
                options={versions.map(({ version }) => ({ value: String(version), label: called(version) }))}
              />
              <Choose
                label={say('quotes.ui.after')}
                value={newer}
                onChange={setAfter}
                options={[
                  ...versions.map(({ version }) => ({ value: String(version), label: called(version) })),
                  ...(ahead ? [{ value: draftNow, label: say('quotes.ui.draftNow') }] : []),
                ]}
              />
            </div>
            <Difference quote={quote.id} before={Number(older)} after={newer === draftNow ? null : Number(newer)} />
          </>
        ) : null}
      </div>
    </Card>
  )
}

function Difference({ quote, before, after }: { quote: string; before: number; after: number | null }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Compared>('quotes.compare', { quote, before, after }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('quotes.compare')} lines={5} />
  const changed = data.sums.filter(({ difference }) => difference !== '0')
  return (
    <section className={styles['form']} aria-label={say('quotes.compare')}>
      {changed.length > 0 ? (
        <Table
          caption={say('quotes.compare')}
          columns={[
            { name: say('quotes.ui.what') },
            { name: say('quotes.ui.before'), figures: true },
            { name: say('quotes.ui.after'), figures: true },
            { name: say('quotes.ui.difference'), figures: true },
          ]}
          rows={changed.map((sum) => [
            say(`field.${sum.what}`),
            culture.figures(sum.currency, sum.before),
            culture.figures(sum.currency, sum.after),
            <strong key="d">{culture.figures(sum.currency, sum.difference)}</strong>,
          ])}
        />
      ) : null}
      <ul className={styles['says']}>
        {data.steps.map((step, i) => (
          <li key={i}>{sentence(say, culture, step)}</li>
        ))}
        {data.lines.map((line, i) => (
          <li key={`l${i}`}>
            {line.steps.map((step, j) => (
              <span key={j}>{sentence(say, culture, step)}</span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
