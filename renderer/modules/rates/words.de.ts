import type en from './words.en.ts'

export default {
  'rates.ui.none': 'Noch kein Wechselkurs',
  'rates.ui.noneLead': 'Rechnungen in fremder Währung brauchen den Kassakurs ihres Tages. Erfassen Sie den ersten.',
  'rates.ui.valueHint': 'Was eine Einheit der Basiswährung in der anderen wert ist.',
} satisfies { readonly [K in keyof typeof en]: string }
