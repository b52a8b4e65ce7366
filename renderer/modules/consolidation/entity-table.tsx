import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import { ofEntity, share, total, turned } from './sums.ts'
import type { Line, Statement } from './types.ts'

const ownOf = (lines: readonly Line[], entity: string): string =>
  turned(total(lines.flatMap((line) => line.entities.filter((column) => column.entity === entity).map((column) => column.entityAmount))))

/** What each legal entity earns in its own currency and the group's, what it is left with, and what of it is between entities. */
export function EntityTable({ statement }: { statement: Statement }) {
  const say = useSay()
  const culture = useCulture()
  const { entities, income, expenses, currency, result } = statement
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
        { name: `${say('field.income')} ${currency}`, figures: true },
        { name: `${say('field.result')} ${currency}`, figures: true },
        { name: say('consolidation.ui.margin'), figures: true },
      ]}
      rows={[
        ...entities.map(({ entity, name, entityCurrency }) => {
          const earned = turned(ofEntity(income, entity))
          const left = turned(ofEntity([...income, ...expenses], entity))
          return [
            name,
            culture.money(entityCurrency, ownOf(income, entity)),
            culture.figures(currency, earned),
            culture.figures(currency, left),
            percent(left, earned),
          ]
        }),
        [
          say('field.eliminated'),
          '',
          culture.figures(currency, turned(eliminated)),
          culture.figures(currency, turned(result.eliminated)),
          '',
        ],
        [
          <b key="g">{say('field.group')}</b>,
          '',
          <b key="r">{culture.figures(currency, revenue)}</b>,
          <b key="p">{culture.figures(currency, turned(result.group))}</b>,
          <b key="m">{percent(turned(result.group), revenue)}</b>,
        ],
      ]}
    />
  )
}
