import type en from './words.en.ts'

export default {
  'tax.ui.new': 'Neuer Steuerschlüssel',
  'tax.ui.code': 'Steuerschlüssel',
  'tax.ui.edit': 'Steuerschlüssel bearbeiten',
} satisfies {
  readonly [K in keyof typeof en]: string
}
