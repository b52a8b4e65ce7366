import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Choices, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthName } from '../recognition/months.ts'
import { useEntity } from './entity-choice.tsx'
import styles from './exports.module.css'
import { Gaps } from './gaps.tsx'
import { Reconciled } from './reconciled.tsx'
import { Totals } from './totals.tsx'
import type { Preview } from './types.ts'

const tones: Readonly<Record<string, Tone>> = { open: 'neutral', softClosed: 'warn', locked: 'ok' }
/** What of a legal entity waits for its accounting program, and what has left already. */
export default function ExportsOverview() {
  const say = useSay()
  const { entity, choice } = useEntity()
  const [withOpen, setWithOpen] = useState(false)
  const { data, error } = useAsk<Preview>('exports.preview', { entity, withOpen }, { enabled: entity !== '', keep: true })
  useTitle(say('exports.ui.title'))
  return (
    <Page>
      <PageHead title={say('exports.ui.title')} lead={say('exports.ui.lead')}>
        <Go to={`/exports/settings?entity=${entity}`}>{say('exports.ui.settings')}</Go>
      </PageHead>
      <Choices>{choice}</Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('exports.ui.title')} lines={9} /> : null}
      {data ? (
        <>
          <Waiting data={data} withOpen={withOpen} onOpen={setWithOpen} />
          <Gaps entity={data.entity} gaps={data.gaps} />
          <Card title={say('exports.list')} actions={<Go to="/list/exports.list">{say('exports.ui.all')}</Go>}>
            <div className={styles['list']}>
              <Grid key={data.entity} view="exports.list" fixed={{ field: 'entity', is: 'equal', value: data.entity }} address={false} />
            </div>
          </Card>
          <Reconciled entity={data.entity} />
        </>
      ) : null}
    </Page>
  )
}

interface Waits {
  readonly data: Preview
  readonly withOpen: boolean
  readonly onOpen: (open: boolean) => void
}
function Waiting({ data, withOpen, onOpen }: Waits) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const create = useDo<{ batches: readonly { number: string }[] }>('exports.create', ({ batches }) =>
    say('exports.ui.created', { numbers: batches.map(({ number }) => number).join(', ') }),
  )
  const closed = data.months.filter(({ exportable }) => exportable)
  const open = data.months.filter(({ exportable }) => !exportable)
  const sum = (of: typeof closed): string => culture.count(of.reduce((total, { journals }) => total + journals, 0))
  const blocked = data.gaps.some(({ blocks }) => blocks)
  return (
    <>
      <Figures>
        <Figure word={say('field.target')} value={say(`choice.target.${data.target}`)} />
        <Figure word={say('exports.ui.ready')} value={sum(closed)} lead={say('exports.ui.readyLead')} />
        <Figure word={say('exports.ui.stillOpen')} value={sum(open)} lead={say('exports.ui.stillOpenLead')} />
      </Figures>
      <Card
        title={say('exports.preview')}
        actions={
          may('exports.write') && closed.length > 0 ? (
            <Button look="primary" small busy={create.busy} disabled={blocked && !withOpen} onClick={() => void create.go({ entity: data.entity })}>
              {say('exports.create')}
            </Button>
          ) : undefined
        }
      >
        {data.months.length === 0 ? (
          <Nothing icon="check" title={say('exports.ui.none')} lead={say('exports.ui.noneLead')} />
        ) : (
          <div className={styles['body']}>
            <Table
              caption={say('exports.ui.months')}
              columns={[{ name: say('field.month') }, { name: say('field.state') }, { name: say('field.journals'), figures: true }]}
              rows={data.months.map(({ month, state, journals }) => [
                monthName(month, culture.name),
                <Chip key="s" tone={tones[state] ?? 'neutral'}>{say(`choice.state.${state}`)}</Chip>,
                culture.count(journals),
              ])}
            />
            {open.length > 0 ? <Check label={say('field.withOpen')} checked={withOpen} onChange={onOpen} /> : null}
            {withOpen ? <Notice tone="info">{say('exports.ui.onlyPreview')}</Notice> : null}
            <Totals totals={data.totals} currency={data.currency} sum={data.debitSum} />
          </div>
        )}
      </Card>
    </>
  )
} // prettier-ignore
