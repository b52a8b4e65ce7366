import { record, type Row } from '../kernel/record.ts'
import { anInstant, choice, codeOf, idOf, maybe, shape, text } from '../kernel/shape.ts'

export const deviceStates = ['active', 'suspended', 'lost', 'retired'] as const

/**
 * A laptop in the field: a copy of one person's territory, and a queue of what was done there. Bound to its person, known by its key. `suspended`: what it
 * captured is still taken, but nothing is given; `lost`: what it sends is put aside; both are told to wipe their copy once nothing unsent is left.
 */
export const devices = record(
  'devices',
  shape({
    id: idOf('devices'),
    user: idOf('users'),
    /** What people call it: Amelia's laptop. */
    name: text,
    /** Begins its paper's references: `K7` in `K7-000123`. Never given twice. */
    shortCode: text,
    /** Ed25519, 64 hex digits. */
    publicKey: text,
    /** The hub's signature under its key (see signing): proves to anybody that it was enrolled. */
    certificate: text,
    state: choice(...deviceStates),
    enrolledAt: anInstant,
    enrolledBy: text,
    stateSince: anInstant,
  }),
  { key: 'id', devices: [{ user: 'user' }], personal: { keep: 'use', fields: { name: 'user.trace' } } },
)
export type Device = Row<typeof devices>

/** A promise to take in one device of one person. The key is the SHA-256 of the code that is told to the person, never the code. */
export const enrolments = record(
  'enrolments',
  shape({
    hash: codeOf('enrolments'),
    user: idOf('users'),
    name: text,
    createdAt: anInstant,
    createdBy: text,
    expiresAt: anInstant,
    usedBy: maybe(idOf('devices')),
  }),
  { key: 'hash', secret: true, personal: { keep: 'use', fields: { name: 'user.trace' } } },
)
