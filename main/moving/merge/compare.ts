import type { Conflict } from '../../../core/backups/merging.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import { tableOf } from '../../storage/tables.ts'
import type { Lane } from '../../storage/lane.ts'
import { ofContacts, ofPartners, ofUsers } from './compare-people.ts'
import { ofRates } from './compare-rates.ts'
import { called, conflict, freeName, plainId, told } from './conflict.ts'
import { allOf, portionsOf, rowsWith } from './rows.ts'
import { arrivingKinds, kindNamed, matched, naturalKey, reported } from './treatment.ts'

/** Everything that both companies have and that somebody has to look at. */
export async function conflictsOf(bought: Lane, house: Lane): Promise<Conflict[]> {
  const customers = await ofPartners('customers', bought, house)
  return [
    ...(await ofEntities(bought, house)),
    ...(await ofCodes(bought, house)),
    ...(await ofTaxRules(bought, house)),
    ...(await ofProducts(bought, house)),
    ...(await ofIndexes(bought, house)),
    ...(await ofClauses(bought, house)),
    ...(await ofPartners('suppliers', bought, house)),
    ...customers,
    ...(await ofContacts(customers, bought, house)),
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

/** Clauses of the whole house: of a legal entity's own there is nothing to meet. What only they have would speak for the house too. */
async function ofClauses(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'clauses'), await allOf(house, 'clauses')]
  const taken = new Set([...theirs, ...ours].map((row) => row['code'] as string))
  const known = new Map(ours.filter((row) => row['entity'] === null).map((row) => [`${told(row['code'])}/${told(row['version'])}`, row]))
  const here = new Set([...known.values()].map((row) => row['code'] as string))
  const withdrawn = new Set((await allOf(bought, 'clauseWithdrawals')).map((row) => row['clause'] as string))
  const [other, more] = [new Set<string>(), new Set<string>()]
  for (const row of theirs) {
    const code = row['code'] as string
    if (row['entity'] !== null) continue
    const own = known.get(`${code}/${told(row['version'])}`)
    if (own ? told(own['hashes']) !== told(row['hashes']) : here.has(code)) other.add(code)
    else if (!own && !withdrawn.has(row['id'] as string)) more.add(code)
  }
  return [
    ...[...other].map((code) => conflict({ kind: 'clauses', former: code, formerName: code, ours: code, oursName: code, reason: 'otherValue', verdicts: ['rename', 'leave'], suggestion: 'leave', freeName: freeName(code, taken) })), // prettier-ignore
    ...[...more].filter((code) => !other.has(code)).map((code) => conflict({ kind: 'clauses', former: code, formerName: code, reason: 'countsHere', verdicts: ['come', 'leave'], suggestion: 'leave' })), // prettier-ignore
  ]
}

/** Indexes that prices follow: of another publisher, or of the same with a value that is another one here, or that was corrected there alone. */
async function ofIndexes(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'indexSeries'), await allOf(house, 'indexSeries')]
  const known = new Map(ours.map((row) => [row['code'] as string, row]))
  const month = (row: Plain): string => `${told(row['index'])}/${told(row['month'])}`
  const values = await allOf(house, 'indexValues')
  const months = new Set(values.map(month))
  const said = new Map(values.map((row) => [naturalKey('indexValues', row), told(row['value'])]))
  const other = new Set<string>()
  for (const row of theirs) {
    const own = known.get(row['code'] as string)
    if (own && ['source', 'base'].some((field) => told(own[field]) !== told(row[field]))) other.add(row['code'] as string)
  }
  for (const row of await allOf(bought, 'indexValues'))
    if (months.has(month(row)) && said.get(naturalKey('indexValues', row)) !== told(row['value'])) other.add(row['index'] as string)
  const taken = new Set([...theirs, ...ours].map((row) => row['code'] as string))
  return theirs.flatMap((row) => {
    const code = row['code'] as string
    if (!other.has(code)) return []
    return [conflict({ kind: 'indexSeries', former: code, formerName: called(row), ours: code, oursName: called(known.get(code) ?? row), reason: 'otherValue', verdicts: ['rename'], suggestion: 'rename', freeName: freeName(code, taken) })] // prettier-ignore
  })
}

/** Rows of their own decision table of tax: in a country where the house sells, they would decide for the house too. Documents keep their codes without them. */
async function ofTaxRules(bought: Lane, house: Lane): Promise<Conflict[]> {
  const [theirs, ours] = [await allOf(bought, 'taxRules'), await allOf(house, 'taxRules')]
  const table = tableOf(kindNamed('taxRules'), 'sqlite')
  const known = new Map(ours.map((row) => [row['rule'] as string, row]))
  const taken = new Set([...theirs, ...ours].map((row) => row['rule'] as string))
  const countries = new Set((await allOf(house, 'entities')).map((row) => row['country'] as string))
  return theirs.flatMap((row) => {
    const code = row['rule'] as string
    const own = known.get(code)
    if (own && table.canonical(own) === table.canonical(row)) return []
    if (!own && !countries.has(row['country'] as string)) return []
    const name = `${told(row['country'])}: ${told(row['source'])}`
    return [conflict({ kind: 'taxRules', former: code, formerName: name, ours: own ? code : null, oursName: own ? `${told(own['country'])}: ${told(own['source'])}` : null, reason: own ? 'otherValue' : 'countsHere', verdicts: ['leave', own ? 'rename' : 'come'], suggestion: 'leave', ...(own ? { freeName: freeName(code, taken) } : {}) })] // prettier-ignore
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
