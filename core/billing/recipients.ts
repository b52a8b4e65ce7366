import type { Read } from '../kernel/operation.ts'
import { question, type Answer, type Row } from '../kernel/record.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import type { customers } from '../customers/customer.ts'

/** Whom contracts of some customers are for, where that is not the customer. */
export const recipientsOf = question(
  'billing.recipients',
  shape({ customers: many(idOf('customers')) }),
  shape({ contract: idOf('contracts'), name: text, address: many(text), country: text, region: maybe(text), taxId: maybe(text) }),
)
export type Recipient = Answer<typeof recipientsOf>
export type Recipients = ReadonlyMap<string, Recipient>

export async function readRecipients(read: Read, of: readonly Row<typeof customers>['id'][]): Promise<Recipients> {
  if (of.length === 0) return new Map()
  const found = await read.ask(recipientsOf, { customers: [...new Set(of)] })
  return new Map(found.map((one) => [one.contract as string, one]))
}

/** The customer as a document for a contract names it. */
export function namedFor(customer: Row<typeof customers>, contract: string, recipients: Recipients): Row<typeof customers> {
  const found = recipients.get(contract)
  if (!found) return customer
  const { name, address, country, region, taxId } = found
  return { ...customer, name, address, country, region, taxId }
}
/** What is for different recipients stands on different invoices. */
export const recipientKey = (contract: string, recipients: Recipients): string => {
  const found = recipients.get(contract)
  return found ? JSON.stringify([found.name, found.address, found.country, found.region, found.taxId]) : ''
}
