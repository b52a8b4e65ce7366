import { customerRows } from '../../core/demo/customers.ts'
import type { House } from './house.ts'

/** The demo company without its contracts, and some of its customers: for tests that count what they sold themselves. */
export async function companyWith(house: House, ...codes: readonly string[]): Promise<void> {
  await house.do('demo.seed', { empty: true })
  for (const code of codes)
    await house.do(
      'customers.save',
      customerRows.find((row) => row.code === code),
    )
}
