import { majorText } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import { britishDay, csvLine, fileWord, fitting } from '../csv.ts'
import type { Writer } from '../model.ts'
import { bookedBy } from '../taxed.ts'
import { untaxedKey } from '../defaults.ts'

// Xero's import of manual journals. It knows no currency, so amounts are the entity's; the lines of tax are told as they were posted, so that Xero reckons none
// again (finance.md 6.2).

const columns = ['*Narration', '*Date', 'Description', '*AccountCode', '*TaxRate', '*Amount', 'TrackingName1', 'TrackingOption1', 'TrackingName2', 'TrackingOption2'] as const // prettier-ignore

export const xero: Writer = (batch) => {
  const lines = batch.journals.flatMap((journal) => {
    const own = journal.lines.filter((line) => line.entityAmount !== 0n)
    assert(own.reduce((sum, line) => sum + line.entityAmount, 0n) === 0n, `journal ${journal.number} balances`)
    const narration = fitting(`${journal.number}${journal.narrative === null ? '' : ` ${journal.narrative}`}`, 500)
    return own.map((line) => {
      const said = [(line.party ?? journal.party)?.name, line.tax?.key, line.currency === batch.currency ? undefined : `${line.currency} ${majorText(line.currency, line.amount)}`] // prettier-ignore
      const description = fitting(said.filter((part) => part !== undefined && part !== '').join(' · '), 500)
      return csvLine([narration, britishDay(journal.postedOn), description, line.local, untaxedKey.xero!, majorText(batch.currency, line.entityAmount), '', '', '', '']) // prettier-ignore
    })
  })
  return {
    name: `${fileWord(batch.number)}-${batch.month}-xero.csv`,
    mime: 'text/csv',
    encoding: 'utf-8',
    content: [csvLine(columns), ...lines].join(''),
    booked: bookedBy(batch.journals),
  }
}
