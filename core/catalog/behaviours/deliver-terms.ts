import { refuse, type Refusal } from '../../kernel/refusal.ts'
import { flag } from '../../kernel/shape.ts'

/** What every product says of its delivery. */
export const deliverTerms = {
  /** What is sold is somebody's time. */
  withTime: flag,
}
/** Before a line may be activated. */
export const deliveryFirst = flag

/** Time is worked, and work is planned, staffed and recorded in a project. Source: capabilities, section 1. */
export const checkTime = ({ withTime }: { readonly withTime: boolean }): Refusal<'catalog.timeNeedsProject'> | undefined =>
  withTime ? refuse('catalog.timeNeedsProject', { section: 'deliver', field: 'delivery' }) : undefined

export const timeWords = {
  en: { 'catalog.timeNeedsProject': 'Anything with time on it is delivered by a project. Choose delivery by project.' },
  de: { 'catalog.timeNeedsProject': 'Was Arbeitszeit enthält, wird über ein Projekt geliefert. Bitte Lieferung über ein Projekt wählen.' },
} as const
export const deliveryFirstWords = {
  en: { 'catalog.deliver.first': 'Its delivery must be recorded before a contract line can be activated.' },
  de: { 'catalog.deliver.first': 'Die Lieferung muss festgehalten sein, bevor eine Vertragsposition aktiviert werden kann.' },
} as const
