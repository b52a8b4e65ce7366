import type { Keeping } from '../kernel/personal.ts'

/** What the law makes a business keep, in years from the end of the calendar year. The law is a table here; what a house keeps longer is its own rows. */
export const keptByLaw = ['contract', 'letters', 'vouchers', 'books'] as const satisfies readonly Keeping[]
export type KeptByLaw = (typeof keptByLaw)[number]

interface Country {
  readonly years: Readonly<Record<KeptByLaw, number>>
  readonly source: string
}
// `contract`: until claims from it are time-barred.
export const statute: Readonly<Record<string, Country>> = {
  DE: { years: { contract: 3, letters: 6, vouchers: 8, books: 10 }, source: 'BGB 195, 199; HGB 257; AO 147 (BEG IV)' },
  AT: { years: { contract: 3, letters: 7, vouchers: 7, books: 7 }, source: 'ABGB 1486; UGB 212; BAO 132' },
  CH: { years: { contract: 10, letters: 10, vouchers: 10, books: 10 }, source: 'OR 127, 958f' },
  GB: { years: { contract: 6, letters: 6, vouchers: 6, books: 6 }, source: 'Limitation Act 1980 s 5; Companies Act 2006 s 388; VATA 1994 sch 11' },
  IE: { years: { contract: 6, letters: 6, vouchers: 6, books: 6 }, source: 'Statute of Limitations 1957 s 11; TCA 1997 s 886' },
  NL: { years: { contract: 5, letters: 7, vouchers: 7, books: 7 }, source: 'BW 3:307; BW 2:10; AWR 52' },
  FR: { years: { contract: 5, letters: 10, vouchers: 10, books: 10 }, source: 'C. civ. 2224; C. com. L123-22' },
  US: { years: { contract: 6, letters: 7, vouchers: 7, books: 7 }, source: '26 USC 6501; state statutes of limitations' },
  AU: { years: { contract: 6, letters: 7, vouchers: 7, books: 7 }, source: 'Corporations Act 2001 s 286; Limitation Acts' },
  IN: { years: { contract: 3, letters: 8, vouchers: 8, books: 8 }, source: 'Limitation Act 1963; Companies Act 2013 s 128; CGST Act s 36' },
} // prettier-ignore
/** Of a country that is not in the table: the longest, until a house knows better. */
export const elsewhere: Country = { years: { contract: 10, letters: 10, vouchers: 10, books: 10 }, source: '' }
export const lawOf = (country: string): Country => statute[country] ?? elsewhere
export const isKnown = (country: string): boolean => country in statute
