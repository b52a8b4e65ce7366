import type { Of } from '../kernel/shape.ts'
import type { campaignStep, campaignText } from './campaign.ts'

/** What may stand in a text for what is known of whoever gets it. */
export const placeholders = ['name', 'title', 'company', 'email', 'sender', 'seller'] as const
export type Placeholder = (typeof placeholders)[number]
const hole = /\{\{\s*(\w*)\s*\}\}/g

/** The first placeholder that stands for nothing. */
export const strangePlaceholder = (text: string): string | undefined =>
  [...text.matchAll(hole)].map(([, name]) => name!).find((name) => !(placeholders as readonly string[]).includes(name))

/** Puts what is known into a text; what is not known leaves no trace but a space too many, which goes as well. */
export const filled = (text: string, known: Readonly<Record<Placeholder, string | null>>): string =>
  text.replace(hole, (_, name: Placeholder) => known[name] ?? '').replace(/ {2,}/g, ' ').replace(/ ([,.;:!?])/g, '$1') // prettier-ignore

/** The text of a step in somebody's language, else in English, else in the first there is. */
export const textFor = ({ texts }: Of<typeof campaignStep>, language: string): Of<typeof campaignText> =>
  texts.find((text) => text.language === language) ??
  texts.find((text) => text.language === language.slice(0, 2)) ??
  texts.find((text) => text.language === 'en') ??
  texts[0]!
