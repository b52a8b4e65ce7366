import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { codeOf, many, maybe, shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { accountTerms, accountWords } from './account-terms.ts'

const anAccount = maybe(codeOf('accounts'))
const overrides = [{ entity: 'NLDE', revenueAccount: '4210', costAccount: '5210' }]

/** Single legal entities book it on accounts of their own. */
export const accountByEntity = behaviour({
  key: 'byEntity',
  terms: shape({
    ...accountTerms,
    /** In place of the revenue type's; absent: the type's. */
    overrides: many(
      shape({ entity: codeOf('entities'), revenueAccount: anAccount, deferredAccount: anAccount, costAccount: anAccount }),
      200,
    ),
  }),
  faults: ['catalog.entityTwice', 'catalog.noAccount'],
  check: (terms) => {
    const at = terms.overrides.findIndex(({ entity }, i) => terms.overrides.findIndex((o) => o.entity === entity) !== i)
    if (at >= 0) return refuse('catalog.entityTwice', { entity: terms.overrides[at]!.entity, section: 'account', field: `overrides.${at}` })
    const empty = terms.overrides.findIndex((o) => o.revenueAccount === null && o.deferredAccount === null && o.costAccount === null)
    return empty < 0
      ? undefined
      : refuse('catalog.noAccount', { entity: terms.overrides[empty]!.entity, section: 'account', field: `overrides.${empty}` })
  },
  read: (terms) => [
    step(`catalog.account.${terms.revenue}`),
    ...terms.overrides.flatMap(({ entity, ...accounts }) =>
      (['revenueAccount', 'deferredAccount', 'costAccount'] as const).flatMap((which) =>
        accounts[which] === null
          ? []
          : [step(`catalog.account.own.${which}`, { entity: ['text', entity], account: ['text', accounts[which]] })],
      ),
    ),
  ],
  words: {
    en: {
      ...accountWords.en,
      'choice.booking.byEntity': 'Accounts of their own for some entities',
      'field.overrides': 'Own accounts',
      'field.revenueAccount': 'Revenue account',
      'field.deferredAccount': 'Deferred revenue account',
      'field.costAccount': 'Cost account',
      'catalog.account.own.revenueAccount': '{{entity}} books its revenue on {{account}}.',
      'catalog.account.own.deferredAccount': '{{entity}} keeps revenue that is not yet earned on {{account}}.',
      'catalog.account.own.costAccount': '{{entity}} books its cost on {{account}}.',
      'catalog.entityTwice': '{{entity}} is named twice. Give each legal entity one row.',
      'catalog.noAccount': '{{entity}} is named without an account. Give one, or take the row out.',
    },
    de: {
      ...accountWords.de,
      'choice.booking.byEntity': 'Eigene Konten für einzelne Gesellschaften',
      'field.overrides': 'Eigene Konten',
      'field.revenueAccount': 'Erlöskonto',
      'field.deferredAccount': 'Konto für abgegrenzte Erlöse',
      'field.costAccount': 'Kostenkonto',
      'catalog.account.own.revenueAccount': '{{entity}} bucht den Erlös auf {{account}}.',
      'catalog.account.own.deferredAccount': '{{entity}} führt noch nicht verdiente Erlöse auf {{account}}.',
      'catalog.account.own.costAccount': '{{entity}} bucht die Kosten auf {{account}}.',
      'catalog.entityTwice': '{{entity}} ist zweimal genannt. Bitte jeder Gesellschaft eine Zeile geben.',
      'catalog.noAccount': '{{entity}} ist ohne Konto genannt. Bitte eines angeben oder die Zeile entfernen.',
    },
  },
  examples: [
    {
      terms: { revenue: 'services', overrides },
      says: ['It is booked as service revenue.', 'NLDE books its revenue on 4210.', 'NLDE books its cost on 5210.'],
    },
    { terms: { revenue: 'services', overrides: [...overrides, ...overrides] }, refused: 'catalog.entityTwice' },
    { terms: { revenue: 'services', overrides: [{ entity: 'NLUK' }] }, refused: 'catalog.noAccount' },
  ],
})
