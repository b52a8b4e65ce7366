/**
 * What the test of a connection to a company's PostgreSQL looks at, step by step, and what it may find. The host looks; these are the words it may use
 * (`support.tried.*`, and `support.mend.*` for whatever is not fine), so that a person reads a sentence and a way out, at every door the same.
 */
export const triedFindings = {
  'name.fine': 'fine', 'name.unknown': 'fault', 'name.silent': 'fault',
  'port.fine': 'fine', 'port.refused': 'fault', 'port.silent': 'fault', 'port.unreachable': 'fault',
  'tls.fine': 'fine', 'tls.here': 'fine', 'tls.ending': 'warning', 'tls.none': 'fault', 'tls.wrongHost': 'fault', 'tls.untrusted': 'fault', 'tls.expired': 'fault', 'tls.authority': 'fault', 'tls.broken': 'fault',
  'signIn.fine': 'fine', 'signIn.refused': 'fault', 'signIn.notAdmitted': 'fault', 'signIn.full': 'fault', 'signIn.broken': 'fault',
  'database.fine': 'fine', 'database.unknown': 'fault', 'database.forbidden': 'fault',
  'version.fine': 'fine', 'version.old': 'fault',
  'rights.fine': 'fine', 'rights.shared': 'warning', 'rights.superuser': 'fault', 'rights.bypass': 'fault', 'rights.owner': 'fault', 'rights.creator': 'fault', 'rights.lacking': 'fault', 'rights.unknown': 'warning',
  'schema.fine': 'fine', 'schema.none': 'fault', 'schema.behind': 'fault', 'schema.newer': 'fault',
  'fence.fine': 'fine', 'fence.none': 'warning',
  'clock.fine': 'fine', 'clock.apart': 'warning', 'clock.wrong': 'fault',
  'latency.fine': 'fine', 'latency.slow': 'warning',
} as const satisfies Readonly<Record<string, 'fine' | 'warning' | 'fault'>> // prettier-ignore

export type TriedFinding = keyof typeof triedFindings
export type TriedStands = (typeof triedFindings)[TriedFinding] | 'skipped'

/** In the order in which they are made: what stands on something comes after it. */
export const trySteps = ['name', 'port', 'tls', 'signIn', 'database', 'version', 'rights', 'schema', 'fence', 'clock', 'latency'] as const
export type TryStep = (typeof trySteps)[number]
export const stepOf = (finding: TriedFinding): TryStep => finding.slice(0, finding.indexOf('.')) as TryStep

type NotFine = { [K in TriedFinding]: (typeof triedFindings)[K] extends 'fine' ? never : K }[TriedFinding]
const names = Object.keys(triedFindings) as readonly TriedFinding[]

/** What the first screen of the desktop says beside the steps. */
export const frontWords = [
  'chooseTitle', 'chooseIntro', 'back', 'moreAboutThis', 'solo', 'soloIs', 'soloSuits', 'office', 'officeIs', 'officeSuits', 'field', 'fieldIs', 'fieldSuits', 'demo', 'demoIs', 'demoSuits', 'demoAgain',
  'officeTitle', 'officeIntro', 'officeHub', 'useHub', 'host', 'port', 'database', 'tls', 'tlsHint', 'ca', 'caHint', 'caNone', 'caDrop', 'user', 'userHint', 'password', 'passwordKept', 'passwordKeeps', 'passwordAsked', 'managed',
  'test', 'connect', 'unreadable', 'untrustedFile', 'notAllowed', 'forget', 'testing', 'allFine', 'someWarn', 'someFault', 'stands.fine', 'stands.warning', 'stands.fault', 'stands.skipped', 'reconnectTitle', 'reconnectIntro',
  'opens', 'opensStore', 'opensStoreHint', 'opensPassword', 'opensPasswordHint', 'noStore',
  'damagedTitle', 'damagedIntro', 'damagedWhy', 'mend', 'mendHint', 'restore', 'restoreHint', 'noCopies', 'mending', 'founding', 'notMended',
] as const // prettier-ignore

export const triedWords = [
  ...trySteps.map((step) => `support.try.${step}` as const),
  ...names.map((name) => `support.tried.${name}` as const),
  ...(names.filter((name) => triedFindings[name] !== 'fine') as readonly NotFine[]).map((name) => `support.mend.${name}` as const),
  'support.tried.skipped',
  ...frontWords.map((word) => `support.front.${word}` as const),
] as const
export type TriedWords = Readonly<Record<(typeof triedWords)[number], string>>
