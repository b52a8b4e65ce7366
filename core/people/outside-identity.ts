import { question, record, type Row } from '../kernel/record.ts'
import { anInstant, codeOf, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'

/** Whom a person is at an OpenID provider. It stays the same however they are called there, so a name that is given to somebody else opens nothing. */
export const outsideIdentities = record(
  'outsideIdentities',
  shape({ hash: codeOf('outsideIdentities'), user: idOf('users'), openidIssuer: text, outsideSubject: text, linkedAt: anInstant }),
  { key: 'hash', secret: true, personal: { keep: 'use', fields: { outsideSubject: 'user.trace' } } },
)
export type OutsideIdentity = Row<typeof outsideIdentities>

/**
 * What a provider said of somebody, where the host itself has checked it a moment ago: it sealed it with a key that only its own process has, so nobody else can
 * say so. `login` is empty where the claim is missing, or is an e-mail that nobody verified.
 */
export const provenIdentity = question(
  'people.provenIdentity',
  shape({ proof: longText }),
  shape({
    openidIssuer: text,
    outsideSubject: text,
    login: maybe(text),
    name: maybe(text),
    email: maybe(text),
    groups: maybe(many(text)),
    at: anInstant,
  }),
)
/** The identities of a person. */
export const identitiesOf = question(
  'people.identitiesOf',
  shape({ user: idOf('users') }),
  shape({ hash: codeOf('outsideIdentities'), openidIssuer: text }),
)
