import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf } from '../recognition/months.ts'
import { askedIn, bridgeAt } from './asked.ts'
import styles from './recurring.module.css'
import { steps, type Moves, type Step } from './types.ts'

/** As many as are read at a glance; the figure counts them all. */
const mostShown = 300

/** The contract lines behind one figure of the bridge: they are the figure, to the penny. */
export default function LinesScreen() {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const now = monthOf(useToday())
  const [search] = useSearchState()
  const asked = askedIn(search, { from: now, to: now })
  const step: Step = steps.find((one) => one === search['step']) ?? 'closing'
  const { data, error } = useAsk<Moves>('recurring.moves', { ...asked, step })
  const title = say('recurring.ui.behind', { step: say(`field.${step}`) })
  useTitle(title)
  const month = (period: string): string => culture.month(`${period}-01`)
  const span = asked.from === asked.to ? month(asked.from) : `${month(asked.from)} – ${month(asked.to)}`
  const moves = step !== 'opening' && step !== 'closing' && step !== 'exchange'
  const chosen = [say(`choice.view.${asked.view}`), say(`choice.rates.${asked.rates}`), asked.entity, asked.customerGroup, asked.productFamily]
  return (
    <Page>
      <PageHead title={title} lead={[span, ...chosen.filter(Boolean)].join(' · ')}>
        <Go to={bridgeAt(asked)}>{say('recurring.ui.back')}</Go>
      </PageHead>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={title} lines={6} /> : null}
      {data?.count === 0 ? <Nothing icon="chart" title={say('recurring.ui.noLines')} lead={say('recurring.ui.noLinesLead')} /> : null}
      {data && data.count > 0 ? (
        <>
          <Figures>
            <Figure word={say(`field.${step}`)} value={culture.money(data.currency, data.total)} />
            <Figure word={say('field.lines')} value={culture.count(data.count)} />
          </Figures>
          <Card title={say('field.lines')}>
            <Table
              caption={title}
              stacks
              columns={[
                { name: say('field.customer') },
                { name: say('field.contract') },
                { name: say('field.product') },
                { name: say('field.entity') },
                ...(moves ? [{ name: say('field.on') }] : []),
                { name: `${say('field.groupAmount')} ${data.currency}`, figures: true },
              ]}
              rows={data.lines.slice(0, mostShown).map((line) => [
                <Go key="c" to={`/customers/${line.customer}`}>
                  {line.customerName}
                </Go>,
                <Go key="k" to={`/contracts/${line.contract}`}>
                  {`${line.contractNumber} · ${line.lineNumber}`}
                </Go>,
                line.productNames[manifest.language] ?? line.productNames['en'] ?? line.product,
                line.entity,
                ...(moves
                  ? [
                      <span key="o" className={styles['on']}>
                        {culture.day(line.on)}
                        {line.learnedLate ? <Chip tone="info">{say('field.learnedLate')}</Chip> : null}
                      </span>,
                    ]
                  : []),
                culture.figures(data.currency, line.groupAmount),
              ])}
            />
            {data.count > mostShown ? <p className={styles['below']}>{say('recurring.ui.shown', { shown: `${mostShown}`, count: `${data.count}` })}</p> : null}
          </Card>
        </>
      ) : null}
    </Page>
  )
} // prettier-ignore
