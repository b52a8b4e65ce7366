import type { Conflict, Decision } from '../../../core/backups/merging.ts'
import { matchName } from '../../../core/customers/rules.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import { tableOf } from '../../storage/tables.ts'
import type { Lane } from '../../storage/lane.ts'
import { allOf, portionsOf, rowsWith } from './rows.ts'
import { arrivingKinds, kindNamed, matched, naturalKey, reported } from './treatment.ts'

type Verdict = Decision['verdict']
interface Meeting {
  readonly kind: Conflict['kind']
  readonly former: string
  readonly formerName: string
  readonly ours?: string | null
  readonly oursName?: string | null
  readonly reason: Conflict['reason']
  readonly verdicts?: readonly Verdict[]
  readonly suggestion?: Verdict
  readonly freeName?: string
  readonly blocks?: boolean
}
const conflict = ({ ours = null, oursName = null, verdicts = [], suggestion, freeName, blocks = true, ...rest }: Meeting): Conflict => ({
  ...rest,
  formerName: rest.formerName.slice(0, 500),
  ours,
  oursName,
  verdicts: [...verdicts],
  suggestion: suggestion ?? null,
  freeName: freeName ?? null,
  blocks,
})

/** The first name after this one that nobody has. */
export function freeName(wish: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${wish}${n}`)) return `${wish}${n}`
}
const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const plainId = (text: unknown): string => (typeof text === 'string' ? text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase() : '')
/** What people call it: of something that has a name in several languages, all of them. */
const called = (row: Plain): string => {
  const names = row['name'] === undefined && row['names'] ? [...new Set(Object.values(row['names'] as object))] : []
  return names.length > 0 ? names.map(told).join(' / ') : told(row['name'] ?? row['code'] ?? row['id'])
}

/** Everything that both companies have and that somebody has to look at. */
export async function conflictsOf(bought: Lane, house: Lane): Promise<Conflict[]> {
  return [
    ...(await ofEntities(bought, house)),
    ...(await ofCodes(bought, house)),
    ...(await ofProducts(bought, house)),
    ...(await ofClauses(bought, house)),
    ...(await ofPartners('suppliers', bought, house)),
    ...(await ofPartners('customers', bought, house)),
    ...(await ofUsers(bought, house)),
    ...(await ofReports(bought, house)),
    ...(await ofRates(bought, house)),
    ...(await ofIds(bought, house)),
  ]
}

async function ofEntities(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'entities'), await allOf(house, 'entities')]
  const taken = new Set([...theirs, ...ours].map((row) => row['code'] as string))
  return theirs.flatMap((row) => {
    const about = { former: row['code'] as string, formerName: called(row) }
    const meets = (other: Plain | undefined) => (other ? { ours: other['code'] as string, oursName: called(other) } : undefined)
    const found: Conflict[] = []
    const code = meets(ours.find((one) => one['code'] === row['code']))
    if (code) found.push(conflict({ kind: 'entities', ...about, ...code, reason: 'sameCode', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(about.former, taken) })) // prettier-ignore
    const same = (field: string) => (one: Plain) => plainId(row[field]) !== '' && plainId(one[field]) === plainId(row[field])
    const taxId = meets(ours.find(same('taxId')) ?? ours.find(same('registration')))
    if (taxId) found.push(conflict({ kind: 'taxIds', ...about, ...taxId, reason: 'sameTaxId', verdicts: ['apart'] }))
    const series = meets(ours.find((one) => one['invoicePrefix'] === row['invoicePrefix']))
    if (series) found.push(conflict({ kind: 'series', former: about.former, formerName: told(row['invoicePrefix']), ...series, reason: 'sameNumbers', verdicts: ['apart'], suggestion: 'apart', blocks: false })) // prettier-ignore
    return found
  })
}

/** Codes that mean something else here: its documents were sealed with theirs, which is kept beside the new one. */
const meaning: Readonly<Record<'accounts' | 'taxCodes', readonly string[]>> = {
  accounts: ['side'],
  taxCodes: ['country', 'rate', 'category'],
}
async function ofCodes(bought: Lane, house: Lane): Promise<Conflict[]> {
  const found: Conflict[] = []
  for (const [kind, fields] of Object.entries(meaning) as ['accounts' | 'taxCodes', readonly string[]][]) {
    const [theirs, ours] = [await allOf(bought, kind), await allOf(house, kind)]
    const taken = new Set([...theirs, ...ours].map((row) => row['code'] as string))
    const known = new Map(ours.map((row) => [row['code'] as string, row]))
    for (const row of theirs) {
      const own = known.get(row['code'] as string)
      if (!own || fields.every((field) => told(own[field]) === told(row[field]))) continue
      found.push(conflict({ kind, former: row['code'] as string, formerName: called(row), ours: own['code'] as string, oursName: called(own), reason: 'otherValue', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(row['code'] as string, taken) })) // prettier-ignore
    }
  }
  return found
}

/** What a product is, version by version, whatever its versions are called inside. */
async function contentOfProducts(lane: Lane): Promise<Map<string, { readonly name: string; readonly content: string }>> {
  const table = tableOf(kindNamed('productVersions'), lane.session.dialect)
  const versions = new Map<string, string[]>()
  for (const row of await allOf(lane, 'productVersions')) {
    const product = row['product'] as string
    versions.set(product, [...(versions.get(product) ?? []), table.canonical({ ...row, id: '' })])
  }
  const products = tableOf(kindNamed('products'), lane.session.dialect)
  return new Map((await allOf(lane, 'products')).map((row) => [row['code'] as string, { name: called(row), content: JSON.stringify([products.canonical(row), (versions.get(row['code'] as string) ?? []).toSorted()]) }])) // prettier-ignore
}
async function ofProducts(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await contentOfProducts(bought), await contentOfProducts(house)]
  const taken = new Set([...theirs.keys(), ...ours.keys()])
  return [...theirs].flatMap(([code, { name, content }]) => {
    const own = ours.get(code)
    if (!own || own.content === content) return []
    return [conflict({ kind: 'products', former: code, formerName: name, ours: code, oursName: own.name, reason: 'otherValue', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(code, taken) })] // prettier-ignore
  })
}

/** Clauses of the whole house: of a legal entity's own there is nothing to meet. */
async function ofClauses(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'clauses'), await allOf(house, 'clauses')]
  const taken = new Set([...theirs, ...ours].map((row) => row['code'] as string))
  const known = new Map(ours.filter((row) => row['entity'] === null).map((row) => [`${told(row['code'])}/${told(row['version'])}`, row]))
  const other = new Set<string>()
  for (const row of theirs) {
    const own = row['entity'] === null ? known.get(`${told(row['code'])}/${told(row['version'])}`) : undefined
    if (own && told(own['hashes']) !== told(row['hashes'])) other.add(row['code'] as string)
  }
  return [...other].map((code) => conflict({ kind: 'clauses', former: code, formerName: code, ours: code, oursName: code, reason: 'otherValue', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(code, taken) })) // prettier-ignore
}

/** The same customer or supplier in both: by tax number, else by name. Each of ours is met once. */
async function ofPartners(kind: 'customers' | 'suppliers', bought: Lane, house: Lane): Promise<Conflict[]> {
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

async function ofUsers(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'users'), await allOf(house, 'users')]
  const known = new Map(ours.map((row) => [row['login'] as string, row]))
  const taken = new Set([...theirs, ...ours].map((row) => row['login'] as string))
  return theirs.flatMap((row) => {
    const own = known.get(row['login'] as string)
    if (!own) return []
    const same = row['email'] !== null && row['email'] === own['email']
    return [conflict({ kind: 'users', former: row['id'] as string, formerName: `${told(row['login'])}: ${called(row)}`, ours: own['id'] as string, oursName: called(own), reason: 'sameLogin', verdicts: ['same', 'rename'], suggestion: same ? 'same' : 'rename', freeName: freeName(row['login'] as string, taken) })] // prettier-ignore
  })
}

/** Readings that a source has told both: the source of one is another system than that of the other. */
async function ofReports(bought: Lane, house: Lane): Promise<Conflict[]> {
  const met = new Map<string, number>()
  const names = new Set<string>()
  for (const record of reported) {
    const kind = kindNamed(record)
    for await (const rows of portionsOf(bought, kind)) {
      const ids = new Set(rows.map((row) => `${told(row['source'])}\n${told(row['sourceId'])}`))
      for (const row of rows) names.add(row['source'] as string)
      const own = await rowsWith(house.session, kind, [...new Set(rows.map((row) => row['sourceId'] as string))], 'sourceId')
      for (const row of own)
        if (ids.has(`${told(row['source'])}\n${told(row['sourceId'])}`))
          met.set(row['source'] as string, (met.get(row['source'] as string) ?? 0) + 1)
    }
  }
  return [...met].map(([source, count]) => conflict({ kind: 'sources', former: source, formerName: `${source} (${count})`, ours: source, oursName: source, reason: 'sameId', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(source, names) })) // prettier-ignore
}

/** Rates that are told: more say nothing that the first do not. */
const mostTold = 20
async function ofRates(bought: Lane, house: Lane): Promise<Conflict[]> {
  const found: Conflict[] = []
  const ours = new Map<string, Plain>()
  for await (const rows of portionsOf(house, kindNamed('rates'))) for (const row of rows) ours.set(naturalKey('rates', row), row)
  for await (const rows of portionsOf(bought, kindNamed('rates')))
    for (const row of rows) {
      const own = ours.get(naturalKey('rates', row))
      if (!own || String(own['value']) === String(row['value']) || found.length >= mostTold) continue
      const named = ['source', 'type', 'base', 'quote', 'day'].map((field) => row[field]).join(' ')
      found.push(conflict({ kind: 'rates', former: row['id'] as string, formerName: `${named}: ${String(row['value'])}`, ours: own['id'] as string, oursName: String(own['value']), reason: 'otherValue' })) // prettier-ignore
    }
  return found
}

/** Rows that are here already: the two companies come from one. */
async function ofIds(bought: Lane, house: Lane): Promise<Conflict[]> {
  const found: Conflict[] = []
  for (const kind of arrivingKinds()) {
    if (kind.shape.fields[kind.key]?.kind !== 'id' || kind.record in matched || (kind.partOf !== undefined && kind.key !== 'id')) continue
    for await (const rows of portionsOf(bought, kind)) {
      const [own] = await rowsWith(
        house.session,
        kind,
        rows.map((row) => row[kind.key] as string),
      )
      if (!own) continue
      found.push(conflict({ kind: 'rows', former: `${kind.record}/${told(own[kind.key])}`, formerName: kind.record, ours: own[kind.key] as string, reason: 'sameId' })) // prettier-ignore
      break
    }
  }
  return found
}
