import type { Conflict } from '../../../core/backups/merging.ts'
import { matchName } from '../../../core/customers/rules.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { Lane } from '../../storage/lane.ts'
import { called, conflict, freeName, plainId, told } from './conflict.ts'
import { allOf } from './rows.ts'

/** The same customer or supplier in both: by tax number, else by name. Each of ours is met once. */
export async function ofPartners(kind: 'customers' | 'suppliers', bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, kind), await allOf(house, kind)]
  const by = (of: (row: Plain) => string): Map<string, Plain> => new Map(ours.filter((row) => of(row) !== '').map((row) => [of(row), row]))
  const taxId = (row: Plain): string => plainId(row['taxId'])
  const name = (row: Plain): string => matchName(row['name'] as string)
  const [byTaxId, byName] = [by(taxId), by(name)]
  const met = new Set<string>()
  return theirs.flatMap((row) => {
    const sameTaxId = byTaxId.get(taxId(row))
    const own = sameTaxId ?? byName.get(name(row))
    if (!own) return []
    const first = !met.has(own['id'] as string)
    met.add(own['id'] as string)
    return [conflict({ kind, former: row['id'] as string, formerName: called(row), ours: own['id'] as string, oursName: called(own), reason: sameTaxId ? 'sameTaxId' : 'sameName', verdicts: first ? ['same', 'apart'] : ['apart'], suggestion: first ? 'same' : 'apart' })] // prettier-ignore
  })
}

/** Names that an address of mail is compared under. */
const mailOf = (row: Plain): string => ((row['email'] as string | null) ?? '').trim().toLowerCase()

/**
 * People at a customer that both companies know: by their address, else by name where not both have one. It is asked about only where the customer is one and
 * the same. Each of ours is met once.
 */
export async function ofContacts(customers: readonly Conflict[], bought: Lane, house: Lane): Promise<Conflict[]> {
  const meets = new Map(customers.filter(({ verdicts }) => verdicts.includes('same')).map(({ former, ours }) => [former, ours!]))
  if (meets.size === 0) return []
  const known = Map.groupBy(await allOf(house, 'contacts'), (row) => row['customer'] as string)
  const met = new Set<string>()
  return (await allOf(bought, 'contacts')).flatMap((row) => {
    const here = (known.get(meets.get(row['customer'] as string) ?? '') ?? []).filter((one) => !met.has(one['id'] as string))
    const mail = mailOf(row)
    const sameMail = mail === '' ? undefined : here.find((one) => mailOf(one) === mail)
    const own = sameMail ?? here.find((one) => (mail === '' || mailOf(one) === '') && matchName(one['name'] as string) === matchName(row['name'] as string)) // prettier-ignore
    if (!own) return []
    met.add(own['id'] as string)
    return [conflict({ kind: 'contacts', former: row['id'] as string, formerName: called(row), ours: own['id'] as string, oursName: called(own), reason: sameMail ? 'sameMail' : 'sameName', verdicts: ['same', 'apart'], suggestion: 'same', within: row['customer'] as string })] // prettier-ignore
  })
}

/** People who sign in: nobody shares a login with somebody else; whoever has the same address of mail under another login may be the same. */
export async function ofUsers(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'users'), await allOf(house, 'users')]
  const logins = new Map(ours.map((row) => [row['login'] as string, row]))
  const mails = new Map(ours.filter((row) => mailOf(row) !== '').map((row) => [mailOf(row), row]))
  const taken = new Set([...theirs, ...ours].map((row) => row['login'] as string))
  const met = new Set(theirs.flatMap((row) => logins.get(row['login'] as string)?.['id'] ?? []) as string[])
  return theirs.flatMap((row) => {
    const about = { kind: 'users', former: row['id'] as string, formerName: `${told(row['login'])}: ${called(row)}` } as const
    const sameLogin = logins.get(row['login'] as string)
    const mail = mailOf(row)
    if (sameLogin) {
      const same = mail !== '' && mail === mailOf(sameLogin)
      return [conflict({ ...about, ours: sameLogin['id'] as string, oursName: called(sameLogin), reason: 'sameLogin', verdicts: ['same', 'rename'], suggestion: same ? 'same' : 'rename', freeName: freeName(row['login'] as string, taken) })] // prettier-ignore
    }
    const sameMail = mails.get(mail)
    if (!sameMail || met.has(sameMail['id'] as string)) return []
    met.add(sameMail['id'] as string)
    return [conflict({ ...about, ours: sameMail['id'] as string, oursName: called(sameMail), reason: 'sameMail', verdicts: ['same', 'apart'], suggestion: 'same' })] // prettier-ignore
  })
}
