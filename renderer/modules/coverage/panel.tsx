import { useMemo, useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Inset, Line, Quiet, Stack } from '../../kit/tall.tsx'
import { Editor } from './editor.tsx'
import { PartsOf } from './parts-of.tsx'
import type { Ladder, Part, Rule } from './types.ts'
import { Why } from './why.tsx'

firstWidths('coverage.list', { day: 120, kind: 110, label: 280, rung: 240, quantity: 110, hasWarnings: 110, isReversed: 140 })

/** Where the time, expenses and incidents of a contract land: its ladder, what landed, and what waits. */
export const Coverage = ({ contract }: { contract: string }) => (
  <Stack>
    <LadderCard of={{ contract, entity: null }} />
    <Landings contract={contract} />
  </Stack>
)

/** The ladder of a contract, or of all contracts of a legal entity that have none of their own. */
export function LadderCard({ of }: { of: { readonly contract: string | null; readonly entity: string | null } }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<Ladder>('coverage.ladder', of)
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('coverage.ladder')} lines={6} />
  return (
    <>
      <Card
        title={say('coverage.ladder')}
        actions={may('coverage.write') ? <Button onClick={() => setEditing(true)}>{say('coverage.ui.change')}</Button> : undefined}
      >
        <Stack>
          <Quiet>{say(data.contract === null ? `coverage.ui.ladderOf.${data.source}` : `coverage.why.ladder.${data.source}`)}</Quiet>
          <Rungs rules={data.rules} />
        </Stack>
      </Card>
      {editing ? <Editor ladder={data} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

function Rungs({ rules }: { rules: readonly Rule[] }) {
  const say = useSay()
  const culture = useCulture()
  const terms = (rule: Rule): string =>
    [
      rule.kinds?.map((kind) => say(`choice.kinds.${kind}`)).join(', '),
      rule.workTypes?.join(', '),
      rule.priorities?.join(', '),
      rule.hours === null
        ? null
        : `${culture.decimal(rule.hours)} ${say('choice.unit.hours')} / ${say(`choice.per.${rule.per ?? 'month'}`)}`,
      rule.product,
      rule.unitPrice === null ? null : culture.decimal(rule.unitPrice),
      rule.markup === null ? null : `+ ${culture.decimal(rule.markup)} %`,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Table
      caption={say('coverage.ladder')}
      columns={[{ name: '' }, { name: say('field.rung') }, { name: say('field.rule') }, { name: say('coverage.ui.holdsFor') }]}
      rows={rules.map((rule, i) => [
        culture.count(i + 1),
        <PartsOf key="rung" parts={[{ ...emptyPart, rung: rule.rung }]} />,
        rule.name,
        terms(rule) || say('coverage.ui.everything'),
      ])}
    />
  )
}
const emptyPart: Part = { rung: 'fund', rule: '', quantity: '0', unit: 'hours', fund: null, fundName: null }

function Landings({ contract }: { contract: string }) {
  const say = useSay()
  const may = useMay()
  const [why, setWhy] = useState<string | null>(null)
  const { act, busy } = useAct<{ landed: number; waiting: number }>('coverage.landDue')
  const { data: waits } = useAsk<{ total: number; rows: readonly { readonly label: string }[] }>('coverage.waiting', {
    filter: { field: 'contract', is: 'equal', value: contract },
    limit: 5,
  })
  const cells = useMemo(
    () => ({
      rung: (row: Row) => <PartsOf parts={row['parts'] as readonly Part[]} />,
      hasWarnings: (row: Row) => (row['hasWarnings'] ? <Chip tone="warn">{say('field.hasWarnings')}</Chip> : null),
    }),
    [say],
  )
  const land = async (): Promise<void> => {
    const done = await act({})
    if (!done.ok) toast({ tone: 'danger', text: done.refusal.message })
  }
  return (
    <Card
      title={say('coverage.list')}
      actions={
        may('coverage.land') ? (
          <Button busy={busy} onClick={() => void land()}>
            {say('coverage.landDue')}
          </Button>
        ) : undefined
      }
    >
      {waits && waits.total > 0 ? (
        <Notice tone="warn" title={say('coverage.ui.waiting', { count: waits.total })}>
          {waits.rows.map((one) => one.label).join(' · ')}
        </Notice>
      ) : null}
      <Inset>
        <Grid
          view="coverage.list"
          label={say('coverage.list')}
          fixed={{ field: 'contract', is: 'equal', value: contract }}
          columns={['day', 'kind', 'label', 'rung', 'quantity', 'hasWarnings', 'isReversed']}
          cells={cells}
          address={false}
          opens={() => undefined}
          bulk={(rows) => (
            <Line>
              <Button small disabled={rows.length !== 1} onClick={() => setWhy(String(rows[0]!['id']))}>
                {say('coverage.why')}
              </Button>
            </Line>
          )}
          empty={{ title: say('coverage.ui.none'), lead: say('coverage.ui.noneLead') }}
        />
      </Inset>
      {why ? <Why of={{ landing: why }} onClose={() => setWhy(null)} /> : null}
    </Card>
  )
}
