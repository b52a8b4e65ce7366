import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { accountTerms, accountWords } from './account-terms.ts'

/** Every legal entity books it where it books all revenue of its type. */
export const accountByRole = behaviour({
  key: 'byRole',
  terms: shape(accountTerms),
  faults: [],
  check: () => undefined,
  read: ({ revenue }) => [step(`catalog.account.${revenue}`)],
  words: {
    en: { ...accountWords.en, 'choice.booking.byRole': 'Accounts of its revenue type' },
    de: { ...accountWords.de, 'choice.booking.byRole': 'Konten der Erlösart' },
  },
  examples: [
    { terms: { revenue: 'recurring' }, says: ['It is booked as recurring revenue.'] },
    { terms: { revenue: 'consumption' }, says: ['It is booked as consumption revenue.'] },
    { terms: { revenue: 'hardware' }, says: ['It is booked as hardware revenue.'] },
  ],
})
