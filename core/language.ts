import kernelDe from './kernel/words.de.ts'
import kernelEn from './kernel/words.en.ts'
import type { Words } from './kernel/words.ts'
import peopleDe from './people/words.de.ts'
import peopleEn from './people/words.en.ts'

/** The words of every module in the languages that come with the product. Further languages are packs in the data folder. */
export const languages: { readonly en: Words; readonly de: Words } = {
  en: { ...kernelEn, ...peopleEn },
  de: { ...kernelDe, ...peopleDe },
}
