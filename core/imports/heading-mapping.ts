import { record, type Row } from '../kernel/record.ts'
import { anInstant, idOf, maybe, shape, text } from '../kernel/shape.ts'

/** What a heading of spreadsheets means that Harmony did not know: a person said it once, and it is remembered for all files of the subject. */
export const headingMappings = record(
  'headingMappings',
  shape({
    id: idOf('headingMappings'),
    /** What is imported: see `imports.subject`. */
    subject: text,
    /** The heading as it is compared: without case, spaces and punctuation. */
    reduced: text,
    /** As it was written when it was mapped. */
    heading: text,
    /** Our column; `null`: none, the heading is passed over although it looks like one of ours. */
    column: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  { key: 'id', personal: { keep: 'use', since: 'recordedAt', not: ['subject'] } },
)
export type HeadingMapping = Row<typeof headingMappings>
