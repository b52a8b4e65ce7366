import { useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Figure, Figures, PageHead } from '../../kit/page.tsx'
import { IconButton } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Rest, Tall } from '../../kit/tall.tsx'
import { price } from '../billing/amounts.ts'
import { Actions } from './actions.tsx'
import { Decisions } from './decisions.tsx'
import styles from './indexation.module.css'
import { linesIn, moreIn, type BatchAnswer, type ProposalState } from './types.ts'
import { reasonText, WhyPanel } from './why.tsx'

firstWidths('indexation.proposals', { customerName: 190, contractNumber: 110, lineNumber: 64, product: 110, oldPrice: 110, newPrice: 110, rise: 90, morePerYear: 130, effective: 110, letterOn: 110, state: 130, reason: 280, note: 200 }) // prettier-ignore
firstWidths('indexation.letters', { number: 220, customerName: 220, language: 90, lines: 80, file: 60 })
type Tab = 'review' | 'exceptions' | 'all' | 'letters'

/** A price rise: what is proposed and what stands in the way, every price explained, then decided, announced and put into force. */
export default function BatchScreen() {
  const say = useSay()
  const id = useParam('batch')
  const { data, error } = useAsk<BatchAnswer>('indexation.batch', { batch: id })
  const working = data?.batch.state === 'proposing'
  // The log tells each portion too; this is for lines without live changes.
  useAsk('indexation.batch', { batch: id }, { enabled: working, every: 1000 })
  useTitle(data?.batch.number)
  if (error) return <Nothing icon="danger" title={say('indexation.batch')} lead={error.message} />
  return data ? <Shown answer={data} /> : <Bones label={say('indexation.batch')} lines={8} />
}

function Shown({ answer }: { answer: BatchAnswer }) {
  const say = useSay()
  const culture = useCulture()
  const { batch } = answer
  const [tab, setTab] = useState<Tab>(linesIn(answer, 'proposed') > 0 ? 'review' : 'all')
  const [asked, setAsked] = useState<string | null>(null)
  const days =
    batch.effective === batch.until
      ? culture.longDay(batch.effective)
      : `${culture.longDay(batch.effective)} – ${culture.longDay(batch.until)}`
  const prices = (states: readonly ProposalState[] | null) => <Prices batch={batch.id} states={states} onWhy={setAsked} />
  const all = answer.totals.reduce((sum, total) => sum + total.lines, 0)
  return (
    <Tall>
      <PageHead
        title={batch.number}
        chip={<Chip tone={toneOf(batch.state)}>{say(`choice.state.${batch.state}`)}</Chip>}
        lead={say('indexation.ui.lead', {
          days,
          known: culture.day(batch.knownOn),
          looked: culture.count(batch.looked),
          who: batch.createdBy,
        })}
      >
        <Actions answer={answer} />
      </PageHead>
      {batch.state === 'discarded' ? (
        <Notice tone="info">{say('indexation.ui.gone')}</Notice>
      ) : (
        <>
          <Sums answer={answer} />
          <Rest>
            <div className={styles['tabs']}>
              <Tabs<Tab>
                label={batch.number}
                value={tab}
                onChange={(next) => {
                  setTab(next)
                  setAsked(null)
                }}
                tabs={[
                  {
                    value: 'review',
                    label: say('field.toReview'),
                    count: culture.count(linesIn(answer, 'proposed')),
                    content: prices(['proposed']),
                  },
                  {
                    value: 'exceptions',
                    label: say('indexation.ui.exceptions'),
                    count: culture.count(linesIn(answer, 'excepted', 'rejected')),
                    content: prices(['excepted', 'rejected']),
                  },
                  { value: 'all', label: say('indexation.ui.all'), count: culture.count(all), content: prices(null) },
                  {
                    value: 'letters',
                    label: say('indexation.ui.letters'),
                    count: culture.count(answer.letters),
                    content: <Letters batch={batch.id} />,
                  },
                ]}
              />
            </div>
          </Rest>
        </>
      )}
      {asked ? <WhyPanel proposal={asked} onClose={() => setAsked(null)} /> : null}
    </Tall>
  )
}

/** How far the batch has come, with what a year costs more; one figure for each step. */
function Sums({ answer }: { answer: BatchAnswer }) {
  const say = useSay()
  const culture = useCulture()
  const more = (...states: readonly ProposalState[]): string =>
    moreIn(answer, ...states).map(({ currency, minor }) => culture.money(currency, minor)).join(' · ') // prettier-ignore
  const steps = [
    ['field.toReview', ['proposed']],
    ['field.approvedCount', ['approved', 'lettered', 'accepted']],
    ['field.appliedCount', ['applied']],
  ] as const
  const begun = steps.filter(([, states]) => linesIn(answer, ...states) > 0)
  if (begun.length === 0) return null
  return (
    <Figures>
      {begun.map(([word, states]) => {
        const sum = more(...states)
        return (
          <Figure
            key={word}
            word={say(word)}
            value={culture.count(linesIn(answer, ...states))}
            lead={sum ? say('indexation.ui.moreAYear', { amount: sum }) : null}
          />
        )
      })}
    </Figures>
  )
}

function Prices({ batch, states, onWhy }: { batch: string; states: readonly ProposalState[] | null; onWhy: (proposal: string) => void }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const culture = useCulture()
  const cells = useMemo(() => {
    const shown = (row: Row, field: string): string =>
      row[field] === null ? '–' : price(culture, String(row['currency']), String(row[field]))
    return {
      oldPrice: (row: Row) => shown(row, 'oldPrice'),
      newPrice: (row: Row) => (
        <button
          type="button"
          className={styles['price']}
          onClick={() => onWhy(String(row['id']))}
          aria-label={`${say('indexation.why')} ${shown(row, 'newPrice')}`}
        >
          {row['newPrice'] === null ? say('indexation.ui.why') : shown(row, 'newPrice')}
        </button>
      ),
      // A letter that should be there by now.
      letterOn: (row: Row) =>
        String(row['letterOn']) < today ? (
          <Chip tone="warn">{culture.day(String(row['letterOn']))}</Chip>
        ) : (
          culture.day(String(row['letterOn']))
        ),
      rise: (row: Row) => (row['rise'] === null ? '–' : `${culture.decimal(String(row['rise']))} %`),
      reason: (row: Row) =>
        row['reason'] ? reasonText(say, culture, String(row['reason']), (row['about'] ?? {}) as Record<string, string>) : '',
    }
  }, [culture.name, say, onWhy, today])
  const ofBatch = { field: 'batch', is: 'equal', value: batch } as const
  const first = ['customerName', 'contractNumber', 'lineNumber', 'product']
  const columns =
    states?.[0] === 'excepted'
      ? [...first, 'reason', 'oldPrice', 'newPrice', 'state', 'note', 'effective']
      : [...first, 'oldPrice', 'newPrice', 'rise', 'morePerYear', 'effective', 'letterOn', ...(states ? ['entity'] : ['state', 'reason'])]
  return (
    <Grid
      key={states?.join() ?? 'all'}
      view="indexation.proposals"
      label={say('indexation.proposals')}
      fixed={states ? { all: [ofBatch, { field: 'state', is: 'in', value: [...states] }] } : ofBatch}
      columns={columns}
      cells={cells}
      opens={(row) => `/contracts/${String(row['contract'])}`}
      peek={(row) => {
        onWhy(String(row['id']))
        return null
      }}
      {...(may('indexation.approve')
        ? { bulk: (rows: readonly Row[], clear: () => void) => <Decisions batch={batch} rows={rows} onDone={clear} /> }
        : {})}
      address={false}
      empty={{
        title: say(states?.[0] === 'proposed' ? 'indexation.ui.nothingToReview' : 'indexation.ui.nothingHere'),
        lead: say(states?.[0] === 'proposed' ? 'indexation.ui.nothingToReviewLead' : 'indexation.ui.nothingHereLead'),
      }}
    />
  )
}

function Letters({ batch }: { batch: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const cells = useMemo(() => {
    const save = async (letter: string): Promise<void> => {
      const saved = await port.download('indexation.letter', { letter })
      if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
    }
    return {
      file: (row: Row) => (
        <span className={styles['save']}>
          <IconButton
            icon="download"
            label={say('indexation.ui.saveLetter', { number: String(row['number']) })}
            onClick={() => void save(String(row['id']))}
          />
        </span>
      ),
    }
  }, [port, say])
  return (
    <Grid
      view="indexation.letters"
      label={say('indexation.letters')}
      fixed={{ field: 'batch', is: 'equal', value: batch }}
      columns={['number', 'customerName', 'language', 'lines', 'file', 'archivedAt', 'archivedBy', 'entity']}
      cells={cells}
      opens={() => undefined}
      address={false}
      empty={{ title: say('indexation.ui.noLetters'), lead: say('indexation.ui.noLettersLead') }}
    />
  )
}
