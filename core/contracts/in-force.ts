import { documentOf } from '../catalog/document.ts'
import type { ContractLine } from './contract.ts'
import type { Sold } from './sold.ts'

/**
 * A promised line when its contract is in force: active, unless its product must be delivered first. A line that was signed by itself also waits for activation;
 * one that is put into force together with its contract is activated by that.
 */
export function inForce(line: ContractLine, sold: Sold | undefined): ContractLine {
  if (line.state !== 'draft' && line.state !== 'signed') return line
  const deliver = sold && documentOf(sold.product, sold.version).deliver
  const waits = deliver && (deliver.deliveryFirst === true || (line.state === 'signed' && deliver.delivery === 'activation'))
  return { ...line, state: waits ? 'awaiting' : 'active' }
}
