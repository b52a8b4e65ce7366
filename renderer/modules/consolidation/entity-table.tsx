import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Table } from '../../kit/page.tsx'
import { impliedRate, ofEntity, share, total, turned } from './sums.ts'
import type { Line, Statement } from './types.ts'

const ownOf = (lines: readonly Line[], entity: string): string =>
  turned(total(lines.flatMap((line) => line.entities.filter((column) => column.entity === entity).map((column) => column.entityAmount))))

interface Months {
  readonly entities: readonly { readonly entity: string; readonly periods: readonly { readonly month: string; readonly state: string }[] }[]
}
/** What of a legal entity's income and expenses is with others of the group. */
const internalOf = (lines: readonly Line[], entity: string): string =>
  total(lines.flatMap((line) => line.entities.filter((column) => column.entity === entity).map((column) => column.internal)))

/** What each legal entity earns in its own currency and the group's, what it is left with, and what of it is between entities. */
export function EntityTable({ statement }: { statement: Statement }) {
  const say = useSay()
  const culture = useCulture()
  const { entities, income, expenses, currency, result, period } = statement
  const may = useMay()
  const months = useAsk<Months>('closing.months', { until: period }, { keep: true, enabled: may('closing.read') })
  const stateOf = (code: string): string | undefined =>
    months.data?.entities.find(({ entity }) => entity === code)?.periods.find(({ month }) => month === period)?.state
  const percent = (part: string, whole: string): string => {
    const found = share(part, whole)
    return found === null ? '–' : `${culture.decimal(found)} %`
  }
  const eliminated = total(income.map((line) => line.eliminated))
  const revenue = turned(total(income.map((line) => line.group)))
  return (
    <Table
      caption={say('consolidation.ui.entities')}
      stacks
      columns={[
        { name: say('field.entity') },
        { name: say('consolidation.ui.ownIncome'), figures: true },
        { name: say('consolidation.ui.rate'), figures: true },
        { name: `${say('field.income')} ${currency}`, figures: true },
        { name: `${say('field.result')} ${currency}`, figures: true },
        { name: say('consolidation.ui.margin'), figures: true },
        { name: say('consolidation.ui.internal'), figures: true },
        ...(months.data ? [{ name: culture.month(`${period}-01`) }] : []),
      ]}
      rows={[
        ...entities.map(({ entity, name, entityCurrency }) => {
          const earned = turned(ofEntity(income, entity))
          const left = turned(ofEntity([...income, ...expenses], entity))
          const own = ownOf(income, entity)
          const rate = impliedRate({ minor: own, currency: entityCurrency }, { minor: earned, currency })
          const state = stateOf(entity)
          return [
            name,
            culture.money(entityCurrency, own),
            rate === null ? '–' : culture.decimal(rate),
            culture.figures(currency, earned),
            culture.figures(currency, left),
            percent(left, earned),
            culture.figures(currency, turned(internalOf([...income, ...expenses], entity))),
            ...(months.data
              ? [
                  state ? (
                    <Chip key="s" tone={toneOf(state)}>
                      {say(`choice.state.${state}`)}
                    </Chip>
                  ) : (
                    ''
                  ),
                ]
              : []),
          ]
        }),
        [
          say('field.eliminated'),
          '',
          '',
          culture.figures(currency, turned(eliminated)),
          culture.figures(currency, turned(result.eliminated)),
          '',
          culture.figures(currency, turned(result.eliminated)),
          ...(months.data ? [''] : []),
        ],
        [
          <b key="g">{say('field.group')}</b>,
          '',
          '',
          <b key="r">{culture.figures(currency, revenue)}</b>,
          <b key="p">{culture.figures(currency, turned(result.group))}</b>,
          <b key="m">{percent(turned(result.group), revenue)}</b>,
          '',
          ...(months.data ? [''] : []),
        ],
      ]}
    />
  )
}
