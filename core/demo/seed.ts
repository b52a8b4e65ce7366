import { creditLimits } from '../approvals/credit-limit.ts'
import { delegations } from '../approvals/delegation.ts'
import { approvalLimits } from '../approvals/limit.ts'
import { contractLines, contracts } from '../contracts/contract.ts'
import { contractRecipients } from '../contracts/recipient.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contacts } from '../customers/contact.ts'
import { customers, territories } from '../customers/customer.ts'
import { matchName } from '../customers/rules.ts'
import { einvoiceBuyers, einvoiceSellers } from '../einvoice/channel.ts'
import { entities, groups } from '../entities/entity.ts'
import { indexSeries, indexValues } from '../indexation/series.ts'
import { add, command, type Change, type Now } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, flag, maybe, shape, type Fields } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { definitionOf, roleDefinitions } from '../people/built-in.ts'
import { firstRoles } from '../people/roles.ts'
import { passwords, roles, users } from '../people/user.ts'
import { changeOrders } from '../purchases/change-order.ts'
import { costActuals, costLines } from '../purchases/cost-line.ts'
import { suppliers } from '../purchases/supplier.ts'
import { ratePolicies } from '../rates/policy.ts'
import { rates } from '../rates/rate.ts'
import { taxIdChecks, taxProfiles } from '../tax/profile.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { clauses } from '../terms/clause.ts'
import { usageRecords } from '../usage/usage-record.ts'
import { accountRows } from './accounts.ts'
import { creditLimitRows, delegationRows, limitRows } from './approvals.ts'
import { entityRows, groupRows } from './companies.ts'
import { contactRows } from './contacts.ts'
import { clauseRowsOf } from './clauses.ts'
import { demoContracts } from './contracts.ts'
import { customerRows, territoryRows } from './customers.ts'
import { eInvoiceBuyerRows, eInvoiceSellerRows } from './e-invoices.ts'
import { fillFunds, type Prepaid } from './fill-funds.ts'
import { indexRow, indexValueRows } from './indices.ts'
import { userRows } from './people.ts'
import { productRows, productVersionRows } from './products.ts'
import { demoActual, demoCosts, demoOrder, supplierRows } from './purchases.ts'
import { ratePolicyRows, rateRows } from './rates.ts'
import { demoReadings } from './readings.ts'
import { startSelling } from './sell.ts'
import { demoClock, settings } from './setting.ts'
import { taxIdCheckRows, taxProfileRows, taxRows } from './taxes.ts'
import { parsed, withTerms } from './terms.ts'
import { employmentRows, transferPolicyRows } from './transfer.ts'
import { employments, transferPolicies } from '../transfer/policy.ts'

/** Rows as they would come over a wire, so that the demo company passes the same checks as anybody's data. */
const added = <F extends Fields>(kind: RecordKind<string, F>, rows: readonly object[]): Change[] =>
  rows.map((row) => add(kind, parsed(kind, row)))

/** Founds the demo company in an empty installation. */
export const seedDemo = command({
  name: 'demo.seed',
  zone: 'setup',
  permit: 'demo.seed',
  offline: 'never',
  input: shape({
    /** Without customers and contracts: ready for an import. */
    empty: maybe(flag),
  }),
  output: shape({ entities: count, people: count, products: count, rates: count, customers: count, contracts: count, lines: count }),
  refusals: ['demo.notEmpty'],
  load: async (_input, read) => ({
    entities: await read.list(entities, { limit: 1 }),
    roles: await read.list(roles, { limit: 1000 }),
    users: await read.list(users, { limit: 1000 }),
    passwords: await read.list(passwords, { limit: 1 }),
  }),
  decide: (input, facts, now) => {
    const present = facts.entities[0]
    if (present) return refuse('demo.notEmpty', { entity: present.name })
    // Whoever has a password here is nobody of a demo, where everybody may sign in as anybody.
    const owner = facts.users.find(({ id }) => id === facts.passwords[0]?.user)
    if (owner) return refuse('demo.notEmpty', { entity: owner.name })
    const knownLogins = new Map<string, string>(facts.users.map((u) => [u.login, u.id]))
    const house = foundHouse(now, new Set(facts.roles.map((r) => r.code as string)), knownLogins)
    const business = input.empty ? [] : openBusiness(now)
    const selling = input.empty ? [] : startSelling(now, [...house, ...business], knownLogins)
    const changes = [...house, ...business, ...selling]
    const counted = (kind: { readonly record: string }): number =>
      changes.filter((change) => change.does === 'add' && change.kind.record === kind.record).length
    return {
      result: {
        entities: counted(entities),
        people: counted(users),
        products: counted(products),
        rates: counted(rates),
        customers: counted(customers),
        contracts: counted(contracts),
        lines: counted(contractLines),
      },
      changes,
    }
  },
})

const told = (now: Now) => ({ recordedAt: now.at, recordedBy: now.caller.name })

/** Companies, people, rates, taxes, products, accounts. Roles and people that a set-up has already made stand as they are. */
function foundHouse(now: Now, knownRoles: ReadonlySet<string>, knownLogins: ReadonlyMap<string, string>): Change[] {
  const id = now.newId
  const ids = new Map<string, string>(userRows.map(({ login }) => [login, knownLogins.get(login) ?? id()]))
  return [
    ...added(settings, [
      { key: 'demo', value: 'true' },
      { key: 'clock', value: demoClock },
    ]),
    ...added(groups, groupRows),
    ...added(entities, entityRows),
    ...added(einvoiceSellers, eInvoiceSellerRows),
    ...added(roles, firstRoles.filter((role) => !knownRoles.has(role.code))), // prettier-ignore
    ...added(roleDefinitions, firstRoles.filter((role) => !knownRoles.has(role.code)).map(definitionOf)), // prettier-ignore
    ...added(
      users,
      userRows
        .filter((user) => !knownLogins.has(user.login))
        .map((user) => ({ id: ids.get(user.login), ...user, email: `${user.login}@northlight.example`, theme: null, active: true })),
    ),
    ...added(territories, territoryRows),
    ...added(approvalLimits, limitRows.map((limit) => ({ id: id(), ...limit }))), // prettier-ignore
    ...added(
      delegations,
      delegationRows.map((row) => ({
        id: id(),
        ...row,
        person: ids.get(row.person),
        standIn: ids.get(row.standIn),
        createdAt: now.at,
        createdBy: now.caller.name,
      })),
    ),
    ...added(taxCodes, taxRows),
    ...added(taxProfiles, taxProfileRows),
    ...added(taxIdChecks, taxIdCheckRows.map((row) => ({ id: id(), ...row }))), // prettier-ignore
    ...added(accounts, accountRows),
    ...added(products, productRows),
    ...added(productVersions, productVersionRows.map((version) => ({ id: id(), ...version }))), // prettier-ignore
    ...added(clauses, clauseRowsOf(now.digest).map((clause) => ({ id: id(), ...clause }))), // prettier-ignore
    ...added(ratePolicies, ratePolicyRows),
    ...added(rates, rateRows().map((rate) => ({ id: id(), ...rate }))), // prettier-ignore
    ...added(employments, employmentRows.map((row) => ({ id: id(), ...row }))), // prettier-ignore
    ...added(
      transferPolicies,
      transferPolicyRows.map((row) => ({
        id: id(),
        ...row,
        proposedBy: ids.get('kavita.nair'),
        proposedAt: now.at,
        approvedBy: ids.get('grace.patel'),
        approvedAt: now.at,
      })),
    ),
  ]
}

function openBusiness(now: Now): Change[] {
  const customerIds = new Map<string, string>(customerRows.map((customer) => [customer.code, now.newId()]))
  const changes = added(
    customers,
    customerRows.map((customer) => ({ id: customerIds.get(customer.code), ...customer, matchName: matchName(customer.name) })),
  )
  changes.push(...added(contacts, contactRows.map((contact) => ({ id: now.newId(), technical: false, decides: false, getsInvoices: false, active: true, ...contact, customer: customerIds.get(contact.customer) })))) // prettier-ignore
  changes.push(...setCredit(now, customerIds))
  changes.push(...added(einvoiceBuyers, eInvoiceBuyerRows.map((row) => ({ ...row, customer: customerIds.get(row.customer) })))) // prettier-ignore
  changes.push(...added(indexSeries, [indexRow]), ...added(indexValues, indexValueRows.map((value) => ({ id: now.newId(), ...value, ...told(now) })))) // prettier-ignore
  const kindOf = new Map(productRows.map((product) => [product.code, product.kind]))
  const sellers = new Map<string, string>(supplierRows.map(({ code }) => [code, now.newId()]))
  changes.push(...added(suppliers, supplierRows.map((supplier) => ({ id: sellers.get(supplier.code), ...supplier })))) // prettier-ignore
  const prepaid: Prepaid[] = []
  for (const contract of demoContracts) {
    const { number, entity, name, state = 'active' } = contract
    const id = now.newId()
    const customer = customerIds.get(contract.customer)
    changes.push(...added(contracts, [{ id, number, entity, customer, state, name }]))
    if (contract.recipient) changes.push(...added(contractRecipients, [{ contract: id, entity, customer, ...contract.recipient }]))
    // What was paid before Harmony is in a fund that stands from the beginning.
    const fund = contract.lines.some((line) => kindOf.get(line.product) === 'prepay') ? now.newId() : null
    const sold = contract.lines.map((line, index) => ({
      id: now.newId(),
      contract: id,
      number: index + 1,
      entity,
      customer,
      product: line.product,
      version: 1,
      description: line.description ?? null,
      quantity: line.quantity,
      unitPrice: line.unitPrice ?? null,
      currency: line.currency,
      months: line.months ?? 1,
      timing: line.timing ?? 'advance',
      anchor: line.anchor ?? 'calendar',
      start: line.start,
      end: line.end ?? null,
      billedTo: line.billedTo ?? null,
      taxCodes: line.tax,
      poNumber: line.po ?? null,
      kind: kindOf.get(line.product),
      state: state === 'draft' ? 'draft' : 'active',
      changes: 0,
      termEnd: line.termEnd ?? null,
      boundUntil: line.boundUntil ?? null,
      life: fund !== null ? { fund } : line.measure ? { measure: line.measure } : null,
    }))
    const lines = withTerms(sold, { contract: contract.renewal, lines: contract.lines.map((line) => line.renewal) })
    if (fund !== null)
      prepaid.push({
        contract: parsed(contracts, { id, number, entity, customer, state, name }),
        line: lines[0]!,
        fund,
      })
    changes.push(
      ...lines.map((line) => add(contractLines, line)),
      ...measure(now, number, lines),
      ...buy(now, number, entity, lines, sellers),
    )
  }
  return [...changes, ...fillFunds(prepaid, now)]
}

/** What customers may owe, in the currency that they buy in. */
const setCredit = (now: Now, customerIds: ReadonlyMap<string, string>): Change[] =>
  added(
    creditLimits,
    creditLimitRows.map((row) => ({
      id: now.newId(),
      ...row,
      customer: customerIds.get(row.customer),
      currency: customerRows.find(({ code }) => code === row.customer)!.currency,
      setAt: now.at,
      setBy: now.caller.name,
    })),
  )

/** What was counted on the lines of a contract. */
const measure = (
  now: Now,
  contract: string,
  lines: readonly {
    readonly id: string
    readonly number: number
    readonly contract: string
    readonly entity: string
    readonly customer: string | undefined
  }[],
): Change[] =>
  added(
    usageRecords,
    demoReadings
      .filter((reading) => reading.contract === contract)
      .map((reading) => {
        const { id: line, contract: sold, entity, customer } = lines.find(({ number }) => number === reading.line)!
        return { id: now.newId(), ...reading, line, contract: sold, entity, customer, restarts: false, ...told(now) }
      }),
  )

/** What is bought for the lines of a contract, from the suppliers by their codes. */
function buy(
  now: Now,
  contract: string,
  entity: string,
  lines: readonly { readonly id: string; readonly contract: string; readonly number: number }[],
  sellers: ReadonlyMap<string, string>,
): Change[] {
  const bought = demoCosts.filter((cost) => cost.contract === contract)
  const rows = bought.map(({ line, supplier, ...cost }, index) => {
    const sold = lines.find(({ number }) => number === line)!
    return {
      id: now.newId(),
      quantityRule: 'fixed',
      timing: 'advance',
      ...cost,
      contract: sold.contract,
      line: sold.id,
      entity,
      number: index + 1,
      supplier: supplier === null ? null : sellers.get(supplier),
      state: cost.orderedOn === undefined ? 'planned' : 'ordered',
      changes: 0,
    }
  })
  const ordered = rows.map((row) =>
    contract === demoOrder.contract ? { ...row, changes: 1, signed: { ...termsOf(row), unitCost: demoOrder.costBefore } } : row,
  )
  return [...added(costLines, ordered), ...(contract === demoOrder.contract ? settle(now, ordered[0]!) : [])]
}

interface BoughtRow {
  readonly id: string
  readonly contract: string
  readonly line: string
  readonly entity: string
  readonly number: number
  readonly supplier: string | null | undefined
  readonly item: string
  readonly quantityRule: string
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly termEnd?: string
  readonly noticeDays?: number
}
const termsOf = ({ supplier, item, quantityRule, quantity, currency, unitCost, termEnd, noticeDays }: BoughtRow) => ({
  supplier,
  item,
  quantityRule,
  quantity,
  currency,
  unitCost,
  end: null,
  termEnd: termEnd ?? null,
  noticeDays: noticeDays ?? null,
})

/** The change order that a purchase has behind it, and what was paid for it since. */
function settle(now: Now, cost: BoughtRow): Change[] {
  const { contract: _sold, costBefore, ...order } = demoOrder
  const { contract: _paid, ...actual } = demoActual
  const after = termsOf(cost)
  const changed = { costLine: cost.id, number: cost.number, termsBefore: { ...after, unitCost: costBefore }, termsAfter: after }
  const of = { contract: cost.contract, entity: cost.entity }
  return [
    ...added(changeOrders, [{ id: now.newId(), ...of, line: cost.line, ...order, changes: [changed] }]),
    ...added(costActuals, [{ id: now.newId(), ...of, costLine: cost.id, ...actual }]),
  ]
}
