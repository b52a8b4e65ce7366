import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { directly, freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { captured, drafted } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

const secretsKey = path.join(tmpdir(), `harmony-cloned-${process.pid}.key`)
afterAll(() => rmSync(secretsKey, { force: true }))

describe.each(stores)('a laptop whose folder was copied, with a hub on %s', (dialect) => {
  let hub: House
  let laptop: Laptop
  let folder: string
  let copy: Harmony | undefined
  /** Acts on the copy as the same person. */
  const onCopy = {
    do: async (operation: string, input: unknown = {}): Promise<any> => {
      const outcome = await copy!.run({ id: randomUUID(), operation, input, caller: (await copy!.localAdministrator('amelia.ford'))! })
      if (!outcome.ok) throw new Error(`${operation}: ${JSON.stringify(outcome.refusal)}`)
      return outcome.result
    },
  }
  const copied = (): Promise<void> => {
    const file = databaseFileIn(folder)
    return laptop.harmony.database.read((session) => session.script(`vacuum into '${file}'`))
  }
  const opened = async (): Promise<void> => {
    copy = await openHarmony({ dataDir: folder, secretsKey, shape: 'field', transport: directly(() => hub.harmony.hub!) })
  }
  const references = (of: Harmony): Promise<string[]> =>
    of.database.read(async (session) =>
      (await session.rows('select reference from queue where reference is not null order by lseq')).map(
        ([reference]) => reference as string,
      ),
    )
  const notes = async (): Promise<any[]> =>
    (await hub.do('sync.attentions', { filter: { field: 'code', is: 'equal', value: 'sync.forked' }, limit: 100 })).rows

  beforeEach(async () => {
    hub = await freshHouse(dialect, 'cloned hub', { shape: 'hub', secretsKey })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia', { secretsKey })
    await laptop.sync(true)
    folder = mkdtempSync(path.join(tmpdir(), 'harmony-cloned-'))
  }, 60_000)
  afterEach(async () => {
    await copy?.close()
    copy = undefined
    await laptop?.close()
    await hub?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('loses nothing and doubles nothing where both go on, and people hear that its references are given twice', async () => {
    const first = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    await captured(laptop, first.id)
    await laptop.sync()
    expect(await notes()).toEqual([])
    await copied()
    await opened()

    const here = await drafted(laptop, 'ZEN', [{ product: 'FW-HA', quantity: '2' }])
    await captured(laptop, here.id)
    const there = await drafted(onCopy, 'ZEN', [{ product: 'FW-HA', quantity: '3' }])
    await captured(onCopy, there.id)
    // Nothing outside the folder tells the two apart: both begin their papers alike.
    expect((await references(copy!)).at(-1)).toBe((await references(laptop.harmony)).at(-1))

    expect(await laptop.sync()).toMatchObject({ sent: 2, left: 0, held: null })
    expect(await notes()).toEqual([])
    expect(await copy!.device!.sync.round()).toMatchObject({ sent: 2, left: 0, held: null })
    const told = await notes()
    expect(told).toMatchObject([{ kind: 'note', code: 'sync.forked', state: 'open', deviceName: 'Amelia' }])

    // Both go on as they are; it was said once.
    await laptop.do('customers.saveContact', { customer: here.customer, name: 'Here', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    await onCopy.do('customers.saveContact', { customer: here.customer, name: 'There', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    await laptop.sync()
    await copy!.device!.sync.round()
    expect(await notes()).toHaveLength(1)
    for (const one of [laptop.harmony.device!, copy!.device!])
      expect(await one.sync.round({ compare: true })).toMatchObject({ left: 0, inStep: true })

    const orders = (await hub.do('orders.list', { limit: 500 })).rows.filter(({ id }: { id: string }) =>
      [first.id, here.id, there.id].includes(id),
    )
    expect(orders).toHaveLength(3)
    expect(new Set(orders.map(({ number }: { number: string }) => number)).size).toBe(3)
    expect((await hub.do('audit.run')).checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([])
  })

  it('is heard of as well where its disk was set back, and then goes on', async () => {
    await copied()
    await laptop.do('customers.saveContact', { customer: (await laptop.do('customers.list', { limit: 1 })).rows[0].id, name: 'Lost here', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    await laptop.sync()
    await opened()
    const order = await drafted(onCopy, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])
    expect(await copy!.device!.sync.round()).toMatchObject({ sent: 1, left: 0, held: null })
    expect(await notes()).toMatchObject([{ kind: 'note' }])
    expect((await hub.do('orders.list', { limit: 500 })).rows.map(({ id }: { id: string }) => id)).toContain(order.id)
  })
})
