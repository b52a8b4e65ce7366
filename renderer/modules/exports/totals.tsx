import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import type { Total } from './types.ts'

/** Control totals by account. */
export function Totals({ totals, currency, sum }: { totals: readonly Total[]; currency: string; sum: string }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Table
      caption={say('field.totals')}
      stacks
      empty={say('exports.ui.noTotals')}
      columns={[
        { name: say('field.localAccount') },
        { name: say('field.account') },
        { name: say('field.lines'), figures: true },
        { name: `${say('field.debitSum')} ${currency}`, figures: true },
        { name: `${say('field.creditSum')} ${currency}`, figures: true },
      ]}
      rows={[
        ...totals.map((t) => [
          t.localAccount,
          t.account,
          culture.count(t.lines),
          culture.figures(currency, t.debitSum),
          culture.figures(currency, t.creditSum),
        ]),
        ...(totals.length > 0
          ? [
              [
                <b key="t">{say('exports.ui.sum')}</b>,
                '',
                '',
                <b key="d">{culture.figures(currency, sum)}</b>,
                <b key="c">{culture.figures(currency, sum)}</b>,
              ],
            ]
          : []),
      ]}
    />
  )
}
