import { freshHouse } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The amounts of the demo company that were computed from first principles (demo data 4.6), in minor units. */
const golden: readonly [contract: string, product: string, currency: string, net: string][] = [
  ['C-1001', 'MS-USER', 'GBP', '166614'],
  ['C-1003', 'WS-DEV', 'GBP', '203500'],
  ['C-1003', 'SV-DEV', 'GBP', '124000'],
  ['C-1005', 'BKP-GB', 'GBP', '26220'],
  ['C-1005', 'BKP-GB', 'GBP', '30006'],
  ['C-2001', 'EDR', 'EUR', '62310'],
  ['C-2005', 'MS-USER', 'EUR', '79200'],
  ['C-3001', 'EP-IN', 'INR', '34520000'],
  ['C-3002', 'MS-USER', 'INR', '10450000'],
]

describe.each(stores)('the demo company bills December on %s', (dialect) => {
  it('meets every golden amount, posts in three currencies, and the books hold', async () => {
    const grace = await freshHouse(dialect, 'demo-billing')
    try {
      await grace.do('demo.seed', {})
      const proposed = await grace.do('billing.propose', { asOf: '2026-12-01' })
      const { charges } = await grace.do('billing.charges', { run: proposed.run })
      expect(charges).toHaveLength(proposed.charges)
      const found = (charges as { trace: { contract: string; product: string; currency: string }; net: string }[]).map(({ trace, net }) =>
        [trace.contract, trace.product, trace.currency, net].join(' '),
      )
      for (const row of golden) expect(found).toContain(row.join(' '))
      // No line is taxed otherwise than the law says: Orbis' stores are taxed where their companies are, and their invoices name these.
      expect(charges.filter((c: any) => c.trace.tax.differs).map((c: any) => c.trace.contract)).toEqual([])
      const posted = await grace.do('billing.post', { run: proposed.run })
      const orbis = (await grace.do('billing.invoices', { search: 'Orbis' })).rows
      const named = await Promise.all(
        orbis.map(async ({ id }: { id: string }) => (await grace.do('billing.invoice', { invoice: id })).invoice.buyer),
      )
      expect(named.map(({ name, country, taxId }: any) => `${name} ${country} ${taxId}`).sort()).toEqual([
        'Orbis Retail Deutschland GmbH DE DE 274 123 454', 'Orbis Retail Group GB GB 222 2222 20', 'Orbis Retail India Pvt Ltd IN 27AAACO0000R1ZL',
      ]) // prettier-ignore
      expect(posted).toEqual({ run: proposed.run, posted: proposed.invoices })
      expect(await grace.do('billing.post', { run: proposed.run })).toEqual(posted)
      const kaveri = (await grace.do('billing.invoices', { search: 'Kaveri' })).rows[0]
      expect([kaveri.gross, kaveri.groupGross]).toEqual(['40733600', '363547'])
      expect(kaveri.number).toMatch(/^IN\/26-27\/00000[1-9]$/)
      // 345,200.00 of revenue is 3,080.91 GBP at the spot rate of the invoice date.
      const { lines } = await grace.do('billing.invoice', { invoice: kaveri.id })
      expect(lines[1]).toMatchObject({ account: '4200', amount: '-34520000', groupAmount: '-308091' })
      const audit = await grace.do('audit.check', { checks: null })
      expect(audit.checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
      const again = await grace.do('billing.propose', { asOf: '2026-12-01' })
      expect([again.charges, again.invoices]).toEqual([0, 0])
    } finally {
      await grace.close()
    }
  })
})
