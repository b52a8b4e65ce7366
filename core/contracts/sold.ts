import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { products, productVersions } from '../catalog/product.ts'
import type { History } from './changing.ts'
import type { ContractLine } from './contract.ts'

/** A product with one of its versions. */
export interface Sold {
  readonly product: Row<typeof products>
  readonly version: Row<typeof productVersions>
}

export async function soldWith(
  { product: code, version: number }: Pick<ContractLine, 'product' | 'version'>,
  read: Read,
): Promise<Sold | undefined> {
  const product = await read.get(products, code)
  const [version] = await read.list(productVersions, {
    where: { all: [{ field: 'product', is: 'equal', value: code }, { field: 'version', is: 'equal', value: number }] }, // prettier-ignore
    limit: 1,
  })
  return product && version && { product, version }
}

/** What each of several lines was sold with, by the id of the line. */
export async function soldWithEach(lines: readonly ContractLine[], read: Read): Promise<ReadonlyMap<string, Sold>> {
  const known = new Map<string, Sold | undefined>()
  const found = new Map<string, Sold>()
  for (const line of lines) {
    const key = `${line.product}@${line.version}`
    if (!known.has(key)) known.set(key, await soldWith(line, read))
    const sold = known.get(key)
    if (sold) found.set(line.id, sold)
  }
  return found
}
export type Version = Sold['version']

/** All versions that a line is or was sold with, by number. */
export async function soldWithAll({ line, changes }: Pick<History, 'line' | 'changes'>, read: Read): Promise<ReadonlyMap<number, Sold>> {
  const numbers = [line.version, line.life?.signed?.version, ...changes.map((change) => change.version)]
  const found = new Map<number, Sold>()
  for (const version of new Set(numbers)) {
    const sold = version ? await soldWith({ product: line.product, version }, read) : undefined
    if (sold) found.set(sold.version.version, sold)
  }
  return found
}
