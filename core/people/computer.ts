import { question, record } from '../kernel/record.ts'
import { anInstant, codeOf, flag, maybe, shape, text } from '../kernel/shape.ts'

/**
 * A hub or a desktop that works with the database itself and opens what is closed in it, or asks to. What is closed is closed with one key of the company; it
 * lies here wrapped to the public key of each computer that somebody admitted, and nowhere else in the database.
 */
export const computers = record(
  'computers',
  shape({
    /** X25519, 64 hex digits. Its other half never leaves the computer. */
    publicKey: codeOf('computers'),
    /** What the machine calls itself; whoever admits it goes by the code. */
    name: text,
    askedAt: anInstant,
    admittedAt: maybe(anInstant),
    admittedBy: maybe(text),
    wrap: maybe(text),
  }),
  { key: 'publicKey', secret: true, personal: { keep: 'use', not: ['name'] } },
)

/** What two people compare: of 64 bits nobody makes a second key. */
export const codeOfComputer = (publicKey: string): string => publicKey.slice(0, 16).replace(/(.{4})(?=.)/g, '$1-')

/** The computer that answers: its public key, and whether it has the company's. */
export const ownComputer = question('people.ownComputer', shape({}), shape({ publicKey: codeOf('computers'), holds: flag }))
/** The company's key for another computer; nothing where this one has not got it. */
export const keyWrapped = question('people.keyWrapped', shape({ publicKey: codeOf('computers') }), shape({ wrap: text }))
/** The company's key is forgotten: the next secret that is closed makes a new one. */
export const keyForgotten = question('people.keyForgotten', shape({}), shape({ forgotten: flag }))
