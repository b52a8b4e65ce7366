import { enclosedIn } from '../../main/integrations/documents/pdf-files.ts'
import { verifyFile } from '../../main/verifying.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('papers of what was signed in the field, on %s', (dialect) => {
  let hub: House, laptop: Laptop
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'papers', { shape: 'hub' })
    await hub.do('demo.seed')
    laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync(true)
  }, 120_000)
  afterAll(async () => {
    await laptop?.close()
    await hub?.close()
  })

  const paperAt = async (house: House, signature: string) => {
    const { file, countersigned } = await house.do('signing.print', { signature })
    const bytes = Buffer.from((await house.harmony.files.get(file.hash))!)
    return { hash: file.hash as string, countersigned: countersigned as boolean, bytes, inside: [...enclosedIn(bytes).keys()].sort() }
  }

  it('hold the document that was looked at, also where the order reached the hub before it did', async () => {
    laptop.online = false
    const { id } = await drafted(laptop, 'ZEN', [{ product: 'SSL', quantity: '1' }])
    const { payload } = await laptop.do('orders.paper', { order: id })
    const { file } = await laptop.do('signing.preview', { payload })
    const { signature } = await laptop.do('orders.capture', {
      order: id,
      signing: signatureOf(payload, { document: file, viewed: file.hash }),
    })
    const whole = ['document-as-seen.pdf', 'harmony-evidence.json']
    // In the customer's hands before the salesperson leaves; the same call is made once more at the hub.
    const here = await paperAt(laptop, signature)
    expect([here.countersigned, here.inside, verifyFile(here.bytes).broken]).toEqual([false, whole, null])
    laptop.online = true
    await laptop.sync()
    await laptop.sync()
    const there = await paperAt(hub, signature)
    expect([there.countersigned, there.inside, verifyFile(there.bytes).broken]).toEqual([true, whole, null])
    expect((await paperAt(hub, signature)).hash).toBe(there.hash)
    expect((await hub.do('signing.signature', { signature })).printed.length).toBe(1)
  })
})
