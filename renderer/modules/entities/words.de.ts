import type en from './words.en.ts'

export default {
  'entities.ui.new': 'Neue Gesellschaft',
  'entities.ui.newLead': 'Ein Unternehmen, das verkauft und eigene Bücher führt.',
  'entities.ui.foundLead':
    'Zuerst der Konzern, zu dem Ihre Gesellschaften gehören, und die Währung seiner Zahlen. Ein einzelnes Unternehmen ist ein Konzern mit einer Gesellschaft. Der Kontenplan kommt mit.',
  'entities.ui.edit': 'Gesellschaft bearbeiten',
  'entities.ui.books': 'Bücher und Nummern',
  'entities.ui.fiscalYear': 'Geschäftsjahr beginnt im',
  'entities.ui.invoices': 'Auf ihren Rechnungen',
} satisfies { readonly [K in keyof typeof en]: string }
