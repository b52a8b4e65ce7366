import { useMemo, type ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Derived } from './derived.tsx'
import { Files } from './files.tsx'
import { ImportDrawer } from './import-drawer.tsx'
import { ByHand } from './by-hand.tsx'
import { Pair } from './pair.tsx'
import styles from './rates.module.css'
import { Today } from './today.tsx'

firstWidths('rates.list', { value: 260, type: 150, source: 120, base: 90, quote: 110 })
const shown = ['list', 'pair', 'today', 'byHand', 'files', 'months'] as const

/** Exchange rates as they were published, how they went, how old they are for whom, and what people set by hand. */
export default function Rates() {
  const say = useSay()
  const may = useMay()
  const [{ show, record, propose, take }, setSearch] = useSearchState()
  useTitle(say('rates.list'))
  const write = may('rates.write')
  const button = write ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
      {say('rates.record')}
    </Button>
  ) : null
  const content = (tab: (typeof shown)[number]) =>
    ({
      list: () => <All empty={button} />,
      pair: () => <Pair />,
      today: () => <Today />,
      byHand: () => <ByHand />,
      files: () => <Files />,
      months: () => <Derived />,
    })[tab]()
  return (
    <Page>
      <PageHead title={say('rates.list')}>
        {write ? (
          <>
            <Button icon="draft" onClick={() => setSearch({ propose: '1' })}>
              {say('rates.ui.propose')}
            </Button>
            <Button icon="upload" onClick={() => setSearch({ take: '1' })}>
              {say('rates.ui.import')}
            </Button>
          </>
        ) : null}
        {button}
      </PageHead>
      <Tabs
        label={say('rates.list')}
        value={shown.find((tab) => tab === show) ?? 'list'}
        onChange={(tab) => setSearch({ show: tab === 'list' ? undefined : tab })}
        tabs={shown.map((tab) => ({ value: tab, label: say(`rates.ui.tab.${tab}`), content: content(tab) }))}
      />
      {write && (record || propose) ? <RateForm byHand={Boolean(propose)} /> : null}
      {write && take ? <ImportDrawer onClose={() => setSearch({ take: undefined })} /> : null}
    </Page>
  )
}

function All({ empty }: { empty: ReactNode }) {
  const say = useSay()
  const culture = useCulture()
  const cells = useMemo(
    () => ({
      value: (row: Row) => `1 ${String(row['base'])} = ${culture.decimal(String(row['value']))} ${String(row['quote'])}`,
      overridden: (row: Row) => (row['overridden'] ? <Chip tone="warn">{say('field.override')}</Chip> : ''),
    }),
    [culture.name, say],
  )
  return (
    <div className={styles['tall']}>
      <Grid
        view="rates.list"
        label={say('rates.list')}
        columns={['day', 'type', 'value', 'source', 'version', 'current', 'overridden', 'fetchedAt']}
        cells={cells}
        empty={{ title: say('rates.ui.none'), lead: say('rates.ui.noneLead'), ...(empty ? { action: empty } : {}) }}
      />
    </div>
  )
}

/** Records a rate, or proposes one for a second person: whichever the source asks for. The address may say which pair it is about. */
function RateForm({ byHand }: { byHand: boolean }) {
  const say = useSay()
  const today = useToday()
  const [{ base, quote, day, source }, setSearch] = useSearchState()
  const policies = useAsk<{ policies: readonly { source: string }[] }>('rates.policies')
  const named = typeof source === 'string' ? source : policies.data?.policies[0]?.source
  const imported = useAsk<{ total: number }>(
    'rates.imports',
    { filter: { field: 'source', is: 'equal', value: named ?? '' }, limit: 1 },
    { enabled: named !== undefined },
  )
  const close = (): void => setSearch({ record: undefined, propose: undefined, base: undefined, quote: undefined, day: undefined, source: undefined }) // prettier-ignore
  if (policies.isPending || (named !== undefined && imported.isPending)) return null
  const initial = {
    day: typeof day === 'string' ? day : today,
    type: 'spot',
    ...(typeof base === 'string' ? { base } : {}),
    ...(typeof quote === 'string' ? { quote } : {}),
    ...(named === undefined ? {} : { source: named }),
  }
  // What a source publishes comes in its files; by hand it takes two people.
  const twoPeople = byHand || (imported.data?.total ?? 0) > 0
  return twoPeople ? (
    <FormDrawer
      operation="rates.proposeOverride"
      title={say('rates.ui.propose')}
      submit={say('rates.ui.proposeIt')}
      fields={['base', 'quote', 'day', 'value', 'source', 'type', 'reason']}
      initial={initial}
      hints={{ value: say('rates.ui.lastHint'), reason: say('rates.ui.reasonHint') }}
      at={{ 'rates.samePair': 'quote', 'rates.otherWayRound': 'base', 'rates.notPositive': 'value', 'rates.nothingPublished': 'value' }}
      onClose={close}
      onDone={() => setSearch({ show: 'byHand' })}
    >
      <p>{say('rates.ui.twoPeople')}</p>
    </FormDrawer>
  ) : (
    <FormDrawer
      operation="rates.record"
      fields={['base', 'quote', 'value', 'day', 'type', 'source', 'confirmed']}
      initial={initial}
      hints={{ value: say('rates.ui.valueHint') }}
      onClose={close}
    />
  )
}
