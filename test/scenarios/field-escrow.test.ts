import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setState } from '../../main/sync/capturing.ts'
import { importEscrow, keepEscrow } from '../../main/sync/escrow.ts'
import { freshLaptop } from '../world/field.ts'
import { freshHouse } from '../world/house.ts'

it('brings back what existed on a lost laptop alone, once, and shows it to nobody else', async () => {
  const stick = mkdtempSync(path.join(tmpdir(), 'harmony-stick-'))
  const hub = await freshHouse('sqlite', 'escrow hub', { shape: 'hub' })
  await hub.do('demo.seed', {})
  const laptop = await freshLaptop(hub, 'amelia.ford')
  const recoveryKey = await hub.harmony.recovery.key()
  await laptop.harmony.database.transact(async (session) => void (await setState(session, 'recoveryKey', recoveryKey)))
  await laptop.sync()
  const { rows } = await laptop.do('customers.list', { search: 'ZEN', limit: 1 })
  const contact = (name: string) => ({ customer: rows[0].id, name, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
  const warnings: object[] = []
  const second = keepEscrow(laptop.harmony, stick, { warn: (facts) => void warnings.push(facts) })
  await laptop.do('customers.saveContact', contact('Delivered'))
  await laptop.sync()
  await laptop.do('customers.saveContact', contact('Only Here'))
  const file = (): string => path.join(stick, readdirSync(stick)[0]!)
  for (let tries = 0; tries < 100 && readFileSync(file(), 'utf8').split('\n').length < 3; tries++)
    await new Promise((resolve) => setTimeout(resolve, 20))
  second.stop()
  await second.written()
  expect(warnings).toEqual([])
  // Neither names nor operations can be read on the stick.
  expect(readFileSync(file(), 'utf8')).not.toMatch(/Only Here|Delivered|customers/)
  await laptop.close()
  await hub.do('sync.setDevice', { device: laptop.id, state: 'lost' })
  const found = async (): Promise<string[]> =>
    (await hub.do('customers.contacts', { limit: 1000 })).rows.map((row: { name: string }) => row.name).filter((name: string) => /^(Only Here|Delivered)$/.test(name)).sort() // prettier-ignore
  expect(await found()).toEqual(['Delivered'])
  expect(await importEscrow(hub.harmony, file())).toEqual({ lines: 2, taken: 2, unreadable: 0 })
  expect(await found()).toEqual(['Delivered', 'Only Here'])
  // The same file again does nothing; a line that was changed is told apart and not believed.
  const text = readFileSync(file(), 'utf8')
  writeFileSync(file(), text.replace(/.{4}"\}\n$/, 'AAAA"}\n'))
  expect(await importEscrow(hub.harmony, file())).toEqual({ lines: 2, taken: 1, unreadable: 1 })
  expect(await found()).toEqual(['Delivered', 'Only Here'])
  const other = await freshHouse('sqlite', 'another hub', { shape: 'hub' })
  expect(await importEscrow(other.harmony, file())).toEqual({ lines: 2, taken: 0, unreadable: 2 })
  await other.close()
  await hub.close()
  rmSync(stick, { recursive: true, force: true })
}, 60_000)
