import { step, type Step } from '../../kernel/explanation.ts'
import { maybe, text } from '../../kernel/shape.ts'

/** What every product says of its tax. */
export const taxTerms = {
  /** The national code of the service where an invoice must show it (India: SAC). */
  serviceCode: maybe(text),
}
export const readCodes = ({ serviceCode }: { readonly serviceCode: string | null }): readonly Step[] => [
  step('catalog.tax.line'),
  ...(serviceCode === null ? [] : [step('catalog.tax.serviceCode', { code: ['text', serviceCode] })]),
]
export const taxWords = {
  en: {
    'catalog.tax.line': 'The contract line says which tax codes apply; where it says none, the tax rules decide.',
    'catalog.tax.serviceCode': 'Where an invoice must show a national service code, as in India, it shows {{code}}.',
  },
  de: {
    'catalog.tax.line': 'Welche Steuerschlüssel gelten, sagt die Vertragsposition; sagt sie nichts, entscheiden die Steuerregeln.',
    'catalog.tax.serviceCode': 'Wo eine Rechnung einen nationalen Leistungscode zeigen muss, wie in Indien, zeigt sie {{code}}.',
  },
} as const
