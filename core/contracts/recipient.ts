import { command, put, query, remove, tell } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { isCountry, meantCountry } from '../tax/countries.ts'
import { contracts } from './contract.ts'

/**
 * Whom a contract is for, where that is not the customer who signed it: a subsidiary or a branch elsewhere, under the customer's framework. Its invoices bear this name,
 * address and tax number, and are taxed by where it is (2006/112/EC Art. 44; UK VATA s.7A and s.9); the customer pays them as all others.
 */
export const contractRecipients = record(
  'contractRecipients',
  shape({
    contract: idOf('contracts'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    name: text,
    address: many(text),
    /** ISO 3166 alpha-2. */
    country: text,
    /** State or province, where tax asks for it; as ISO 3166-2 without its country. */
    region: maybe(text),
    taxId: maybe(text),
  }),
  {
    key: 'contract',
    entityField: 'entity',
    personal: { keep: 'contract', fields: { name: 'customer.name', address: 'customer.address' } },
  },
)
export type ContractRecipient = Row<typeof contractRecipients>

const anyRecipient = shape({ name: maybe(text), address: many(text), country: maybe(text), region: maybe(text), taxId: maybe(text) })

/** Says whom a contract is for; without a name, the customer again. What is posted stays as it is. */
export const saveRecipient = command({
  name: 'contracts.saveRecipient',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'never',
  input: shape({
    contract: idOf('contracts'),
    name: maybe(text),
    address: maybe(many(text, 10)),
    country: maybe(text),
    region: maybe(text),
    taxId: maybe(text),
  }),
  output: anyRecipient,
  refusals: ['contracts.unknown', 'contracts.recipientCountry', 'contracts.recipientAddress'],
  load: async ({ contract }, read) => ({ contract: await read.get(contracts, contract), present: await read.get(contractRecipients, contract) }),
  decide: ({ contract: id, name, address, country, region, taxId }, { contract, present }) => {
    if (!contract) return refuse('contracts.unknown', { contract: id })
    const told = tell('contracts.recipientSaved', { contract: id, number: contract.number })
    const none = { name: null, address: [], country: null, region: null, taxId: null }
    if (name === null) return { result: none, changes: present ? [remove(contractRecipients, id), told] : [] }
    if (country === null || !isCountry(country)) return refuse('contracts.recipientCountry', { country: country ?? '–', meant: meantCountry[country ?? ''] ?? 'GB, DE, IN' })
    const lines = (address ?? []).map((line) => line.trim()).filter((line) => line !== '')
    if (lines.length === 0) return refuse('contracts.recipientAddress', { name })
    const row: ContractRecipient = { contract: contract.id, entity: contract.entity, customer: contract.customer, name: name.trim(), address: lines, country, region: region?.trim() || null, taxId: taxId?.trim() || null }
    return { result: { name: row.name, address: row.address, country, region: row.region, taxId: row.taxId }, changes: [put(contractRecipients, row), told] }
  },
}) // prettier-ignore

/** Whom a contract is for; nothing where that is the customer. */
export const getRecipient = query({
  name: 'contracts.recipient',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ contract: idOf('contracts') }),
  output: anyRecipient,
  refusals: ['contracts.unknown'],
  ask: async ({ contract }, read) => {
    if (!(await read.get(contracts, contract))) return refuse('contracts.unknown', { contract })
    const found = await read.get(contractRecipients, contract)
    if (!found) return { name: null, address: [], country: null, region: null, taxId: null }
    const { name, address, country, region, taxId } = found
    return { name, address, country, region, taxId }
  },
})
