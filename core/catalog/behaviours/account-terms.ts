import { choice } from '../../kernel/shape.ts'

/** What every product says of the books. */
export const accountTerms = {
  /** Where its revenue goes; the ledger maps the role to an account. */
  revenue: choice('recurring', 'consumption', 'services', 'hardware'),
}
export const accountWords = {
  en: {
    'catalog.account.recurring': 'It is booked as recurring revenue.',
    'catalog.account.consumption': 'It is booked as consumption revenue.',
    'catalog.account.services': 'It is booked as service revenue.',
    'catalog.account.hardware': 'It is booked as hardware revenue.',
  },
  de: {
    'catalog.account.recurring': 'Es wird als wiederkehrender Erlös gebucht.',
    'catalog.account.consumption': 'Es wird als Verbrauchserlös gebucht.',
    'catalog.account.services': 'Es wird als Dienstleistungserlös gebucht.',
    'catalog.account.hardware': 'Es wird als Hardwareerlös gebucht.',
  },
} as const
