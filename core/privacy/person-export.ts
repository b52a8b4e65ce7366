import { record, type Row } from '../kernel/record.ts'
import { aFile, anInstant, choice, count, idOf, shape, text } from '../kernel/shape.ts'
import { personKinds } from './erasure.ts'

/** That somebody was told what is kept of them: the files go when they are erased, and after a month anyway. */
export const personExports = record(
  'personExports',
  shape({
    id: idOf('personExports'),
    person: choice(...personKinds),
    subject: idOf('records'),
    language: text,
    rows: count,
    file: aFile,
    letter: aFile,
    exportedAt: anInstant,
    exportedBy: text,
  }),
  { key: 'id', personal: { keep: 'use', fields: { file: 'anyone.file', letter: 'anyone.file' } } },
)
export type PersonExport = Row<typeof personExports>
