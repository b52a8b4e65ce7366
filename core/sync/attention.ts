import { record, type Row } from '../kernel/record.ts'
import { anInstant, choice, codeOf, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

export const attentionStates = ['open', 'taken', 'resolved'] as const
/** `apply`: decided again as captured; `merge`: with a choice for each field; `amend`: with other values; `drop`: the other version stands; `seen`: a note was read. */
export const resolutions = ['apply', 'merge', 'amend', 'drop', 'seen'] as const

/**
 * Something captured in the field that a person must decide about (`decide`), or ought to know (`note`). It is never lost: it stays until somebody resolves
 * it, and both sides see it. Source: `sync.md` 2.5, 2.9.
 */
export const attentions = record(
  'attentions',
  shape({
    id: idOf('attentions'),
    kind: choice('decide', 'note'),
    intent: idOf('intents'),
    device: idOf('devices'),
    /** Who captured it. */
    user: idOf('users'),
    operation: text,
    /** The refusal, or one of the synchronisation's own reasons. */
    code: text,
    about: someData,
    /** The row that it is about, and how people call it. */
    record: maybe(text),
    subject: maybe(text),
    matter: maybe(text),
    customer: maybe(idOf('customers')),
    entity: maybe(codeOf('entities')),
    /** What was captured, and of an edit, field by field: what the person saw, what stands now. */
    mine: someData,
    original: someData,
    theirs: someData,
    fields: someData,
    /** The earlier one that this one waits for. */
    cause: maybe(idOf('attentions')),
    state: choice(...attentionStates),
    openedAt: anInstant,
    assignee: maybe(idOf('users')),
    resolution: maybe(choice(...resolutions)),
    resolvedAt: maybe(anInstant),
    resolvedBy: maybe(text),
    note: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ user: 'user' }, { user: 'assignee' }],
    personal: {
      keep: 'use',
      since: 'openedAt',
      fields: {
        about: 'anyone.data',
        subject: 'anyone.words',
        mine: 'anyone.data',
        original: 'anyone.data',
        theirs: 'anyone.data',
        fields: 'anyone.data',
        note: 'anyone.words',
      },
    },
  },
)
export type Attention = Row<typeof attentions>
