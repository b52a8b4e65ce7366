import type { Read } from '../kernel/operation.ts'
import { productVersions, type ProductVersion } from './product.ts'

/** A version of a product by its number. */
export async function versionOf(read: Read, product: string, version: number): Promise<ProductVersion | undefined> {
  const [found] = await read.list(productVersions, {
    where: { all: [{ field: 'product', is: 'equal', value: product }, { field: 'version', is: 'equal', value: version }] }, // prettier-ignore
    limit: 1,
  })
  return found
}
