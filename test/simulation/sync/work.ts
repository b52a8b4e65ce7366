import { operations } from '../../../core/harmony.ts'
import { contractLines } from '../../../core/contracts/contract.ts'
import { contacts } from '../../../core/customers/contact.ts'
import { customers } from '../../../core/customers/customer.ts'
import { funds } from '../../../core/funds/fund.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Operation } from '../../../core/kernel/operation.ts'
import { shape } from '../../../core/kernel/shape.ts'
import { leads } from '../../../core/opportunities/lead.ts'
import { orders } from '../../../core/orders/order.ts'
import { signatureOf } from '../../world/selling.ts'
import type { DeviceMachine } from './device-process.ts'
import type { Dice } from './dice.ts'
import { keysOn, rowOn, type Shown } from './rows.ts'

/** What one person may do next on a laptop: an operation and its input, from what the laptop shows. */
export type Doing = { readonly operation: string; readonly input: object } | undefined
type Act = (device: DeviceMachine, dice: Dice, mark: string) => Promise<Doing>

/** Written into a note, it breaks the hub (never a device): a mistake of a release that only the hub has. */
export const poisons = { decide: 'breaks when decided', load: 'breaks when read', process: 'brings the hub down' } as const

const pick = async (device: DeviceMachine, dice: Dice, kind: RecordKind, where?: string): Promise<Shown | undefined> => {
  const keys = keysOn(device.disk, kind, where)
  // People meet at the same few: that is where they clash.
  return keys.length === 0 ? undefined : rowOn(device.disk, kind, dice.one(dice.comes(0.5) ? keys.slice(0, 2) : keys))
}
const inputOf = (row: Shown, operation: string): Record<string, unknown> => {
  const { fields } = (operations.get(operation) as { input: { fields: object } }).input
  return Object.fromEntries(Object.keys(fields).flatMap((name) => (name in row ? [[name, row[name]]] : [])))
}
const notNow = { language: null, getsInvoices: false, technical: false, decides: false, active: true }

const newContact: Act = async (device, dice, mark) => {
  const customer = await pick(device, dice, customers)
  const poison = dice.comes(0.06) ? dice.one(Object.values(poisons)) : null
  return customer && { operation: 'customers.saveContact', input: { customer: customer['id'], name: `Contact ${mark}`, title: null, email: `${mark}@field.example`, phone: null, note: poison, ...notNow } } // prettier-ignore
}
const editContact: Act = async (device, dice, mark) => {
  const contact = await pick(device, dice, contacts)
  if (!contact) return undefined
  const change = dice.one([{ phone: `+44 117 496 ${1000 + dice.below(9000)}` }, { title: `Head of ${mark}` }, { note: mark }, { email: `${mark}@edited.example` }, { technical: dice.comes(0.5), note: mark }]) // prettier-ignore
  return { operation: 'customers.saveContact', input: { ...inputOf(contact, 'customers.saveContact'), ...change } }
}
const somewhere = { country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London' }
const newCustomer: Act = async (device, dice, mark) => {
  // Sometimes two people meet the same prospect.
  const name = dice.comes(0.2) ? `Prospect ${dice.below(3)} Ltd` : `Customer ${mark}`
  return {
    operation: 'customers.save',
    input: { name, ...somewhere, paymentDays: 30, taxId: null, email: null, phone: null, address: [mark], poRequired: false, note: mark, territory: device.person.territory }, // prettier-ignore
  }
}
const editCustomer: Act = async (device, dice, mark) => {
  const customer = await pick(device, dice, customers)
  if (!customer) return undefined
  const change = dice.one([{ phone: `+44 20 7946 ${1000 + dice.below(9000)}` }, { note: mark }, { paymentDays: 10 + dice.below(50) }, { address: [mark, 'Bristol'] }, { email: `${mark}@customer.example` }]) // prettier-ignore
  return { operation: 'customers.save', input: { ...inputOf(customer, 'customers.save'), ...change } }
}
const newLead: Act = async (device, _dice, mark) => ({
  operation: 'opportunities.saveLead',
  // Where no files go up, seeds play what they played: there nobody knows such a source.
  input: { entity: device.person.entity, name: `Lead ${mark}`, company: null, email: `${mark}@lead.example`, source: device.files ? 'event' : 'fair', territory: device.person.territory, note: mark }, // prettier-ignore
})
const editLead: Act = async (device, dice, mark) => {
  const lead = await pick(device, dice, leads, `state <> 'qualified'`)
  return lead && { operation: 'opportunities.saveLead', input: { ...inputOf(lead, 'opportunities.saveLead'), ...dice.one([{ title: mark }, { phone: '+44 1632 960123' }, { note: mark }]) } } // prettier-ignore
}
const newActivity: Act = async (device, dice, mark) => {
  const customer = await pick(device, dice, customers)
  return customer && { operation: 'opportunities.saveActivity', input: { kind: 'call', topic: `Call ${mark}`, customer: customer['id'] } }
}
const sayConsent: Act = async (device, dice, mark) => {
  const contact = await pick(device, dice, contacts)
  const withdrawn = dice.comes(0.6)
  return contact && { operation: 'opportunities.recordConsent', input: { contact: contact['id'], channel: dice.one(['mail', 'phone']), source: mark, act: withdrawn ? 'withdrawn' : 'given', lawfulBasis: withdrawn ? null : 'consent' } } // prettier-ignore
}
const drawFund: Act = async (device, dice, mark) => {
  const fund = await pick(device, dice, funds)
  const quantity = dice.comes(0.15) ? '100000' : `${1 + dice.below(4)}`
  return fund && { operation: 'funds.draw', input: { fund: fund['id'], quantity, reference: mark, day: '2026-11-23' } }
}
const recordWork: Act = async (device, dice, mark) => {
  const customer = await pick(device, dice, customers)
  return customer && { operation: 'work.record', input: { source: 'field', sourceId: mark, entity: device.person.entity, customer: customer['id'], person: device.person.login, day: '2026-11-23', project: 'P-1', hours: `${1 + dice.below(7)}` } } // prettier-ignore
}
const changeLine: Act = async (device, dice, mark) => {
  const line = await pick(device, dice, contractLines)
  return line && { operation: 'contracts.changeQuantity', input: { line: line['id'], quantity: `${1 + dice.below(20)}`, reason: mark } }
}
const draftOrder: Act = async (device, dice, mark) => {
  const customer = await pick(device, dice, customers, `currency = 'GBP'`)
  return customer && { operation: 'orders.save', input: { entity: 'NLUK', customer: customer['id'], title: mark, pricedOn: '2026-11-20', lines: [{ product: 'FW-HA', quantity: `${1 + dice.below(3)}` }] } } // prettier-ignore
}
const captureOrder: Act = async (device, dice, mark) => {
  const open = (): Promise<Shown | undefined> => pick(device, dice, orders, `state = 'draft'`)
  let order = await open()
  // Where files go up there is always something to sign.
  const draft = order || !device.files ? undefined : await draftOrder(device, dice, mark)
  if (draft) {
    await device.does(draft.operation, draft.input)
    order = await open()
  }
  if (!order) return undefined
  const paper = await device.does('orders.paper', { order: order['id'], day: '2026-11-23' })
  if (!paper?.ok) return undefined
  const document = await device.print()
  if (!document && device.files) return undefined
  const { payload } = paper.result as { payload: unknown }
  const signing = signatureOf(payload, document ? { document, viewed: document.hash } : {})
  return { operation: 'orders.capture', input: { order: order['id'], signing } }
}

const selling: readonly Act[] = [newContact, newContact, editContact, editContact, newCustomer, editCustomer, editCustomer, newLead, editLead, newActivity, sayConsent, changeLine, draftOrder, draftOrder, captureOrder, captureOrder, captureOrder] // prettier-ignore
const working: readonly Act[] = [drawFund, drawFund, drawFund, recordWork]

/** One thing that the person of a laptop does, if there is anything to do it with. */
export async function work(device: DeviceMachine, dice: Dice, mark: string): Promise<void> {
  if (!device.harmony) return
  const act = dice.one(device.person.does === 'sells' ? selling : working)
  const doing = await act(device, dice, mark)
  if (doing) await device.does(doing.operation, doing.input)
}

/** Drafts an order and has it signed. */
export async function sign(device: DeviceMachine, dice: Dice, mark: string): Promise<void> {
  for (const act of [draftOrder, captureOrder]) {
    const doing = await act(device, dice, mark)
    if (doing) await device.does(doing.operation, doing.input)
  }
}

type Command = Extract<Operation, { does: 'command' }>
const saveCustomer = operations.get('customers.save') as Command
const saveContact = operations.get('customers.saveContact') as Command

/** The release before this one: customers knew no territories yet. */
export function releaseBefore(): ReadonlyMap<string, Operation> {
  const fields = Object.fromEntries(Object.entries(saveCustomer.input.fields).filter(([name]) => name !== 'territory'))
  const input = shape(fields as never)
  const old: Command = {
    ...saveCustomer,
    version: 1,
    upcasts: [],
    input,
    load: (said, read, now) => saveCustomer.load({ ...said, territory: null }, read, now),
    decide: (said, facts, now) =>
      saveCustomer.decide({ ...said, territory: (facts as { present?: { territory: unknown } }).present?.territory ?? null }, facts, now),
  }
  return new Map([...operations, [old.name, old]])
}
/** A hub that was not brought up to date yet. */
export function hubBefore(down: () => void): ReadonlyMap<string, Operation> {
  return new Map([...hubRelease(down), ['customers.save', releaseBefore().get('customers.save')!]])
}
/** The hub's release, in which some notes break something. */
export function hubRelease(down: () => void): ReadonlyMap<string, Operation> {
  const broken: Command = {
    ...saveContact,
    load: (input, read, now) => {
      if (input.note === poisons.load) throw new Error(poisons.load)
      if (input.note === poisons.process) down()
      return saveContact.load(input, read, now)
    },
    decide: (input, facts, now) => {
      if (input.note === poisons.decide) throw new Error(poisons.decide)
      return saveContact.decide(input, facts, now)
    },
  }
  return new Map([...operations, [broken.name, broken]])
}
