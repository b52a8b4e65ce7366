import { statSync } from 'node:fs'
import { databaseFileIn } from '../data-folder.ts'
import type { StoreLook } from '../storage/look.ts'
import { hostOf } from './machine-checks.ts'
import { dayOf, daysBetween, found, sizeOf, whyOf, type Found, type Surroundings } from './surroundings.ts'

export type Looked = StoreLook | 'absent' | 'locked' | { readonly failed: unknown }
export const seen = (looked: Looked): StoreLook | undefined => (typeof looked === 'object' && !('failed' in looked) ? looked : undefined)

/** The oldest PostgreSQL that Harmony is tested with. */
const leastServer = 14
/** Days after which the books should have been checked again. */
const auditDays = 35
/** Days without anything that the clock called: something is due every day. */
const scheduleDays = 2

/** This machine itself: what goes to and fro never leaves it. */
const isHere = (host: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])?(:\d+)?$/.test(host)

export function database({ folder, databaseUrl, checked }: Surroundings, looked: Looked): Found {
  const size = (): string => {
    try {
      // What was written last lies beside the file until it is taken into it.
      const file = databaseFileIn(folder)
      return sizeOf([file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: path === file })?.size ?? 0), 0))
    } catch {
      return '–'
    }
  }
  if (looked === 'absent') return found('database.absent')
  if (looked === 'locked') return found('database.locked', { size: size() })
  if ('failed' in looked) return found('database.unreachable', { why: withoutSecrets(whyOf(looked.failed), databaseUrl) })
  const { version, tls, dialect } = looked
  if (dialect === 'sqlite') {
    const whole = checked.full?.damage === null ? checked.full : undefined
    return whole
      ? found('database.checked', { version, size: size(), day: dayOf(Date.parse(whole.at)) })
      : found('database.file', { version, size: size() })
  }
  const host = databaseUrl === undefined ? '' : hostOf(databaseUrl)
  if (Number.parseInt(version, 10) < leastServer) return found('database.old', { version, host, needed: String(leastServer) })
  if (tls === null && !isHere(host)) return found('database.plain', { version, host })
  return found('database.server', { version, host, tls: tls ?? '127.0.0.1' })
}

/** A driver may repeat what it was given. */
function withoutSecrets(why: string, databaseUrl: string | undefined): string {
  const [user, password] = databaseUrl === undefined || !URL.canParse(databaseUrl) ? [] : [new URL(databaseUrl).username, new URL(databaseUrl).password] // prettier-ignore
  return [databaseUrl, password, password && decodeURIComponent(password), user].reduce<string>(
    (text, secret) => (secret ? text.replaceAll(secret, '…') : text),
    why,
  )
}

export function schema(looked: Looked): Found {
  const look = seen(looked)
  if (!look) return found('schema.unknown')
  if (look.stranger !== null) return found('schema.newer', { last: look.stranger })
  return look.missing > 0 ? found('schema.behind', { count: String(look.missing) }) : found('schema.fine', { last: look.last ?? '–' })
}

export function books({ now, inField, checked, databaseUrl }: Surroundings, looked: Looked): Found {
  // What the look at the start or the one in the background found counts, also where the file is closed now.
  const noticed = databaseUrl === undefined ? (checked.quick?.damage ?? checked.full?.damage ?? null) : null
  if (noticed !== null) return found('books.damaged', { why: noticed.slice(0, 200) })
  const look = seen(looked)
  if (!look) return found('books.unknown')
  if (look.damage !== null) return found('books.damaged', { why: look.damage.slice(0, 200) })
  // A laptop has a part of the books: the hub checks the whole.
  if (look.audit === null) return inField ? found('books.fine', { day: dayOf(now) }) : found('books.never')
  const at = Date.parse(look.audit.at)
  const about = { day: dayOf(at), days: String(daysBetween(at, now)), count: String(look.audit.broken) }
  if (look.audit.broken > 0) return found('books.broken', about)
  return found(daysBetween(at, now) > auditDays ? 'books.long' : 'books.fine', about)
}

export function schedule({ now, inField }: Surroundings, looked: Looked): Found {
  if (inField) return found('schedule.elsewhere')
  const look = seen(looked)
  if (!look) return found('schedule.unknown')
  if (look.scheduled === null) return found('schedule.never')
  const days = daysBetween(look.scheduled, now)
  return found(days > scheduleDays ? 'schedule.late' : 'schedule.fine', { day: dayOf(look.scheduled), days: String(days) })
}
