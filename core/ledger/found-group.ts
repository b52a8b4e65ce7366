import { entities, groups, houseGroup, numberSeries } from '../entities/entity.ts'
import { groupSaved } from '../entities/group-saved.ts'
import { isSalePaper } from '../entities/rules.ts'
import { add, command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, codeOf, shape, text } from '../kernel/shape.ts'
import { accounts } from './journal.ts'
import { localCode, standardChart } from './standard-chart.ts'

/**
 * The first act of a company of one's own, after its administrator: the group that its legal entities belong to, and the accounts that Harmony posts to. The same
 * again renames the group and brings the accounts that are missing.
 */
export const foundGroup = command({
  name: 'entities.foundGroup',
  zone: 'setup',
  permit: 'entities.write',
  offline: 'never',
  input: shape({ code: codeOf('groups'), name: text, /** Of the consolidated figures. */ currency: aCurrency }),
  output: groups.shape,
  refusals: ['entities.groupFounded', 'entities.groupBooksOpen'],
  load: async (_input, read) => ({
    house: await houseGroup(read),
    known: await read.some(
      accounts,
      standardChart.map(({ code }) => code),
    ),
    companies: await read.list(entities, { limit: 1000 }),
    posted: (await read.list(numberSeries, { limit: 10_000 })).some(({ next, document }) => next > 1 && !isSalePaper(document)),
  }),
  decide: (input, { house, known, companies, posted }) => {
    if (house && house.code !== input.code) return refuse('entities.groupFounded', { group: house.code, name: house.name })
    if (house && house.currency !== input.currency && posted)
      return refuse('entities.groupBooksOpen', { group: house.code, currency: house.currency })
    const group: Row<typeof groups> = { ...input, parent: null }
    const missing = standardChart.filter(({ code }) => !known.has(code as Row<typeof accounts>['code']))
    const chart = missing.map((account): Row<typeof accounts> => ({
      code: account.code as Row<typeof accounts>['code'],
      names: account.names,
      side: account.side,
      local: Object.fromEntries(companies.map(({ code, country }) => [code, localCode(account, country)])),
    }))
    return {
      result: group,
      changes: [...groupSaved(group), ...chart.map((account) => add(accounts, account))],
    }
  },
})
