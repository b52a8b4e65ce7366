import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay, type Say } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Check } from '../../kit/choices.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Table } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Line, Quiet, Stack } from '../../kit/tall.tsx'
import { MoveLines } from './move-lines.tsx'
import { useSettled } from '../pricing/settled.ts'

interface Amount {
  readonly amount: string
  readonly per: 'month' | 'year' | 'once'
}
interface Answer {
  readonly total: number
  readonly rows: readonly {
    readonly line: string
    readonly contract: string
    readonly contractNumber: string
    readonly number: number
    readonly customerName: string
    readonly version: number
    readonly quantity: string
    readonly currency: string
    readonly agreed: boolean
    readonly before: Amount | null
    readonly after: Amount | null
    readonly sections: readonly string[]
  }[]
}
const portion = 50

/** What another version, or a draft, would change for each contract line: the price before and after, and what else it says. */
export function Effects({ product, version, document }: { product: string; version?: number; document?: object }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(portion)
  const [moving, setMoving] = useState<Answer['rows'][number] | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [many, setMany] = useState(false)
  const may = useMay()
  const { operations } = useHarmony()
  const movable = version !== undefined && operations.has('contracts.changeVersion') && may('contracts.write')
  const settled = useSettled(search.trim())
  const input = {
    product,
    ...(document ? { behaviours: document } : version === undefined ? {} : { version }),
    ...(settled ? { search: settled } : {}),
    limit: shown,
  }
  const { data, error } = useAsk<Answer>('catalog.effects', input, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('catalog.effects')} lines={6} />
  const moves = movable && data.rows.some((row) => row.version !== version)
  const others = moves ? data.rows.filter((row) => row.version !== version).map((row) => row.line) : []
  const picked = others.filter((line) => chosen.has(line))
  return (
    <Stack>
      <TextField type="search" icon="search" label={say('catalog.ui.searchLines')} value={search} onChange={setSearch} />
      {moves ? (
        <Line>
          <Check
            label={say('catalog.ui.chooseAll')}
            checked={picked.length === others.length}
            onChange={(all) => setChosen(new Set(all ? others : []))}
          />
          <Button disabled={picked.length === 0} onClick={() => setMany(true)}>
            {say('catalog.ui.moveChosen', { count: picked.length, figure: culture.count(picked.length) })}
          </Button>
        </Line>
      ) : null}
      {data.rows.length === 0 ? (
        <Nothing icon="contract" title={say('catalog.ui.noLines')} />
      ) : (
        <>
          <Table
            caption={say('catalog.effects')}
            columns={[
              ...(moves ? [{ name: '' }] : []),
              { name: say('field.contract') },
              { name: say('field.customer') },
              { name: say('field.version'), figures: true },
              { name: say('field.quantity'), figures: true },
              { name: say('catalog.ui.before'), figures: true },
              { name: say('catalog.ui.after'), figures: true },
              { name: say('catalog.ui.changes') },
              ...(moves ? [{ name: say('catalog.ui.moveLine') }] : []),
            ]}
            rows={data.rows.map((row) => [
              ...(moves
                ? [
                    row.version === version ? (
                      ''
                    ) : (
                      <Check
                        key="x"
                        bare
                        label={say('catalog.ui.choose', { line: `${row.contractNumber} / ${row.number}` })}
                        checked={chosen.has(row.line)}
                        onChange={(on) => setChosen(new Set(on ? [...chosen, row.line] : [...chosen].filter((one) => one !== row.line)))}
                      />
                    ),
                  ]
                : []),
              <Go key="c" to={`/contracts/${row.contract}`}>{`${row.contractNumber} / ${row.number}`}</Go>,
              row.customerName,
              culture.count(row.version),
              culture.decimal(row.quantity),
              amountText(say, culture.money, row.currency, row.before),
              row.agreed ? (
                <Quiet key="a">{say('catalog.ui.agreedPrice')}</Quiet>
              ) : row.after ? (
                amountText(say, culture.money, row.currency, row.after)
              ) : (
                <Chip key="n" tone="danger">
                  {say('catalog.ui.noPrice', { currency: row.currency })}
                </Chip>
              ),
              row.sections.length === 0 ? (
                <Quiet key="s">{say('catalog.ui.same')}</Quiet>
              ) : (
                row.sections.map((name) => say(`catalog.ui.section.${name}`)).join(', ')
              ),
              ...(moves
                ? [
                    row.version === version ? (
                      ''
                    ) : (
                      <Button key="m" small onClick={() => setMoving(row)}>
                        {say('catalog.ui.moveLine')}
                      </Button>
                    ),
                  ]
                : []),
            ])}
          />
          <Line>
            <Quiet small>{say('catalog.ui.shownOf', { shown: culture.count(data.rows.length), total: culture.count(data.total) })}</Quiet>
            {data.total > data.rows.length ? (
              <Button small look="quiet" icon="down" onClick={() => setShown(shown + portion)}>
                {say('catalog.ui.showMore')}
              </Button>
            ) : null}
          </Line>
        </>
      )}
      {many && version !== undefined ? <MoveLines lines={picked} version={version} onClose={() => setMany(false)} /> : null}
      {moving && version !== undefined ? (
        <FormDrawer
          operation="contracts.changeVersion"
          title={say('catalog.ui.moveTo', { line: `${moving.contractNumber} / ${moving.number}`, version: culture.count(version) })}
          fixed={{ line: moving.line, version }}
          initial={{ effective: today }}
          onClose={() => setMoving(null)}
        />
      ) : null}
    </Stack>
  )
}
const amountText = (say: Say, money: (currency: string, minor: string) => string, currency: string, of: Amount | null): string =>
  of === null ? '–' : say(`catalog.ui.per.${of.per === 'once' ? 'each' : of.per}`, { amount: money(currency, of.amount) })
