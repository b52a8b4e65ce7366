import { question } from '../kernel/record.ts'
import { aDay, aFile, aDecimal, aCurrency, choice, count, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** What is wrong with a file of rates before anything in it is taken over. */
export const rateFileFaults = ['missing', 'tooLarge', 'notRates', 'unsafe', 'brokenArchive', 'empty'] as const
export type RateFileFault = (typeof rateFileFaults)[number]

/** What a file of published rates holds. Answered by the host's reader of the ECB's formats: XML, CSV, and either in a zip. */
export const rateFileFacts = question(
  'rates.fileFacts',
  shape({ file: aFile, since: maybe(aDay) }),
  shape({
    fault: maybe(choice(...rateFileFaults)),
    about: someData,
    source: text,
    days: count,
    firstDay: maybe(aDay),
    lastDay: maybe(aDay),
    /** Codes that are no currency of today: left out. */
    unknown: many(text),
  }),
)

/** The rates of some days of a file after a day, oldest first: one euro in another currency. */
export const rateFileDays = question(
  'rates.fileDays',
  shape({ file: aFile, since: maybe(aDay), after: maybe(aDay), days: count }),
  shape({ day: aDay, quote: aCurrency, value: aDecimal }),
)

/** The files that the ECB publishes: the last working day, 90 days, all since 1999. */
export const publications = ['daily', 'quarter', 'history'] as const
export type Publication = (typeof publications)[number]

export const fetchFaults = ['offline', 'timeOut', 'tooLarge', 'refused'] as const

/** Fetches a file from the ECB over the network, only ever because somebody asked. */
export const fetchRateFile = question(
  'rates.fetchFile',
  shape({ publication: choice(...publications) }),
  shape({ fault: maybe(choice(...fetchFaults)), about: someData, file: maybe(aFile) }),
)
