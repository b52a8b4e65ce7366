/**
 * What a diagnosis may find, check by check, and how much it matters. The host looks; these are the words it may use (`support.found.*`, and `support.remedy.*`
 * for whatever is not fine), so that a person reads a sentence and not a code.
 */
export const findings = {
  'runtime.fine': 'fine', 'runtime.old': 'fault',
  'folder.fine': 'fine', 'folder.absent': 'fault', 'folder.notWritable': 'fault', 'folder.networked': 'fault', 'folder.synchronised': 'fault', 'folder.open': 'warning',
  'space.fine': 'fine', 'space.low': 'warning', 'space.none': 'fault', 'space.unknown': 'warning',
  'database.file': 'fine', 'database.checked': 'fine', 'database.server': 'fine', 'database.absent': 'warning', 'database.locked': 'fine', 'database.plain': 'warning', 'database.old': 'fault', 'database.unreachable': 'fault',
  'schema.fine': 'fine', 'schema.behind': 'warning', 'schema.newer': 'fault', 'schema.unknown': 'warning',
  'books.fine': 'fine', 'books.broken': 'fault', 'books.damaged': 'fault', 'books.never': 'warning', 'books.long': 'warning', 'books.unknown': 'warning',
  'clock.fine': 'fine', 'clock.alone': 'fine', 'clock.apart': 'warning', 'clock.wrong': 'fault',
  'policy.none': 'fine', 'policy.fine': 'fine', 'policy.faulty': 'warning', 'policy.untrusted': 'fault', 'policy.unreadable': 'fault',
  'keys.fine': 'fine', 'keys.notNeeded': 'fine', 'keys.none': 'warning', 'keys.broken': 'fault', 'keys.required': 'fault',
  'network.none': 'fine', 'network.fine': 'fine', 'network.expiring': 'warning', 'network.untrusted': 'fault', 'network.unreachable': 'fault', 'network.authority': 'fault',
  'backups.fine': 'fine', 'backups.server': 'fine', 'backups.nowhere': 'warning', 'backups.none': 'warning', 'backups.long': 'warning', 'backups.unreadable': 'fault',
  'schedule.fine': 'fine', 'schedule.elsewhere': 'fine', 'schedule.never': 'warning', 'schedule.late': 'warning', 'schedule.unknown': 'warning',
  'log.fine': 'fine', 'log.none': 'fine', 'log.large': 'warning',
} as const satisfies Readonly<Record<string, 'fine' | 'warning' | 'fault'>> // prettier-ignore

export type Finding = keyof typeof findings
export type Stands = (typeof findings)[Finding]
type NotFine = { [K in Finding]: (typeof findings)[K] extends 'fine' ? never : K }[Finding]

/** The checks, in the order in which they are made: what stands on something comes after it. */
export const checks = ['runtime', 'folder', 'space', 'database', 'schema', 'books', 'clock', 'policy', 'keys', 'network', 'backups', 'schedule', 'log'] as const // prettier-ignore
export type Check = (typeof checks)[number]
export const checkOf = (finding: Finding): Check => finding.slice(0, finding.indexOf('.')) as Check

export const findingNames = Object.keys(findings) as readonly Finding[]
const remedied = findingNames.filter((name) => findings[name] !== 'fine') as readonly NotFine[]
export const foundWords = findingNames.map((name) => `support.found.${name}` as const) as readonly `support.found.${Finding}`[]
export const remedyWords = remedied.map((name) => `support.remedy.${name}` as const) as readonly `support.remedy.${NotFine}`[]
export const checkWords = checks.map((check) => `support.check.${check}` as const)
