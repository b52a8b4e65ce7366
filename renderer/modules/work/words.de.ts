import type en from './words.en.ts'

export default {
  'work.ui.noTime': 'Noch keine Zeiten',
  'work.ui.noTimeLead':
    'Zeiten kommen aus Zeitnachweisen als Tabelle oder aus anderen Systemen, oder werden von Hand erfasst: für einen Vertrag oder für ein Projekt.',
  'work.ui.noExpenses': 'Noch keine Auslagen',
  'work.ui.noExpensesLead': 'Auslagen kommen als Tabelle oder aus anderen Systemen, oder werden von Hand mit ihrem Beleg erfasst.',
  'work.ui.for': 'Gearbeitet für',
} satisfies { readonly [K in keyof typeof en]: string }
