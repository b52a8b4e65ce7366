import type en from './words.en.ts'

export default {
  'adjustments.ui.lead': '{{entity}} · {{day}} · {{currency}}',
  'adjustments.ui.debit': 'Soll',
  'adjustments.ui.credit': 'Haben',
  'adjustments.ui.never': 'Wird nicht zurückgenommen',
  'adjustments.ui.once': 'Einmalig',
  'adjustments.ui.journal': 'Zur Buchung',
  'adjustments.ui.reversal': 'Zur Buchung, die sie zurücknimmt',
  'adjustments.ui.first': 'Die, der zugestimmt wurde',
  'adjustments.ui.agree': 'Zustimmen und buchen',
  'adjustments.ui.decline': 'Ablehnen',
  'adjustments.ui.withdraw': 'Zurückziehen',
  'adjustments.ui.waits': 'Sie wartet, bis jemand anderes zustimmt.',
} satisfies { readonly [K in keyof typeof en]: string }
