import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { devicePage } from '../../main/doors/device-page.ts'
import { openHttp } from '../../main/doors/http.ts'
import { openDeviceDoor } from '../../main/doors/device-door.ts'
import { openGate } from '../../main/keys/device-gate.ts'
import { lines } from '../attack/raw.ts'
import { changeDevicePassword, databaseKey, keyByPassword, keyByStore, markEnrolled, newKeys, readKeys, rememberInStore, writeKeys, type OsStore } from '../../main/keys/key-file.ts' // prettier-ignore
import { refuseUnsafePlace, thisMachine, type Machine } from '../../main/keys/safe-place.ts'
import { newRecoveryPair, openSealed, sealTo, unwrapByPassword, wrapByPassword } from '../../main/keys/wraps.ts'
import { setState } from '../../main/sync/capturing.ts'
import { enrolFolder, holdFolder, openFieldDevice } from '../../main/sync/field-device.ts'
import { openLanguages } from '../../main/words.ts'
import { testCertificate } from '../doors/certificate.ts'
import { freshHouse } from '../world/house.ts'
import { freshLaptop } from '../world/field.ts'

const root = mkdtempSync(join(tmpdir(), 'harmony-keys-'))
let made = 0
const fresh = (): string => {
  const folder = join(root, `f${++made}`)
  mkdirSync(folder, { mode: 0o700 })
  return folder
}
afterAll(() => rmSync(root, { recursive: true, force: true }))
const password = 'a laptop is not a safe place'
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'nothing'
}

describe('wraps', () => {
  it('open by the right password for the right file, and by nothing else', async () => {
    const key = Buffer.alloc(32, 7)
    const wrap = await wrapByPassword(key, password, 'one')
    expect(await unwrapByPassword(wrap, password, 'one')).toEqual(key)
    expect(await unwrapByPassword(wrap, `${password} `, 'one')).toBeUndefined()
    expect(await unwrapByPassword(wrap, password, 'two')).toBeUndefined()
    const spoilt = `${wrap.slice(0, -2)}${wrap.endsWith('AA') ? 'BB' : 'AA'}`
    expect(await unwrapByPassword(spoilt, password, 'one')).toBeUndefined()
  })
  it('close to an organisation, which alone opens them', () => {
    const [ours, theirs] = [newRecoveryPair(), newRecoveryPair()]
    const sealed = sealTo(ours.key, Buffer.from('key'), 'one')
    expect(openSealed(ours.secret, sealed, 'one')?.toString()).toBe('key')
    expect(openSealed(theirs.secret, sealed, 'one')).toBeUndefined()
    expect(openSealed(ours.secret, sealed, 'two')).toBeUndefined()
    expect(openSealed(ours.secret, sealed.replace('R1', 'P1'), 'one')).toBeUndefined()
    expect(openSealed(ours.secret, 'R1.00.xx', 'one')).toBeUndefined()
  })
})

describe('the key file', () => {
  it('is its owner’s alone, changes its password and not its key, and is missed in words', async () => {
    const folder = fresh()
    const key = await newKeys(folder, password)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'harmony-keys.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'harmony-keys.json'), 'utf8')).not.toContain(key.toString('base64').slice(0, 20))
    expect(await codeOf(() => keyByPassword(folder, 'something else'))).toBe('sync.wrongDevicePassword')
    await changeDevicePassword(folder, password, 'quite another sentence')
    expect(await keyByPassword(folder, 'quite another sentence')).toEqual(key)
    expect(await codeOf(() => keyByPassword(folder, password))).toBe('sync.wrongDevicePassword')
    writeFileSync(join(folder, 'harmony-keys.json'), '{"v":1')
    expect(await codeOf(() => keyByPassword(folder, password))).toBe('sync.keysBroken')
  })
  it('opens by the system’s store, never by one that hides nothing, and says when it is another', async () => {
    const folder = fresh()
    const key = await newKeys(folder, password)
    let backend: string | null = 'basic_text'
    const store: OsStore = {
      backend: async () => backend,
      close: async (text) => `${backend}/${text}`,
      open: async (closed) => ({ text: closed.slice(closed.indexOf('/') + 1), again: false }),
    }
    await rememberInStore(folder, key, store)
    expect(readKeys(folder).os).toBeNull()
    backend = 'gnome_libsecret'
    await rememberInStore(folder, key, store)
    expect(await keyByStore(folder, store)).toEqual(key)
    for (const other of ['kwallet6', 'basic_text', null]) {
      backend = other
      expect(await codeOf(() => keyByStore(folder, store))).toBe('sync.storeChanged')
    }
    expect(readKeys(folder).os).not.toBeNull()
  })
  it('waits after wrong passwords, longer each time', async () => {
    const folder = fresh()
    await newKeys(folder, password)
    writeKeys(folder, { ...readKeys(folder), enrolled: true })
    let now = 0
    const gate = openGate(folder, undefined, () => now)
    const words = openLanguages(undefined).words('en')
    const tried = async (): Promise<string> => {
      gate.unlock('wrong')
      while (gate.state(words).doing !== 'nothing') await new Promise((resolve) => setTimeout(resolve, 5))
      return gate.state(words).trouble ?? ''
    }
    for (let i = 0; i < 5; i++) expect(await tried()).toMatch(/does not open/)
    expect(await tried()).toMatch(/Too many wrong passwords.*in 1 seconds/)
    now += 1_000
    expect(await tried()).toMatch(/does not open/)
    expect(await tried()).toMatch(/in 2 seconds/)
  })
})

it('the page of a device that waits for its password: programs hear when to come again, other sites and names hear nothing', async () => {
  const folder = fresh()
  await newKeys(folder, password)
  writeKeys(folder, { ...readKeys(folder), enrolled: true })
  const gate = openGate(folder)
  const door = await openDeviceDoor(gate, openLanguages(undefined), 0)
  const at = `http://127.0.0.1:${door.port}`
  const asked = async (path: string, more: RequestInit = {}) => {
    const answer = await fetch(`${at}${path}`, { redirect: 'manual', ...more, headers: { 'accept-language': 'de', ...(more.headers as object) } })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const post = (headers: Record<string, string>, body = '{"password":"wrong"}') => asked('/door/unlock', { method: 'POST', body, headers })
  try {
    const busy = await asked('/api/v1/people/me')
    expect([busy.status, busy.headers.get('retry-after'), JSON.parse(busy.text).code]).toEqual([503, '5', 'http.deviceLocked'])
    expect(busy.text).toContain('wartet auf das Passwort')
    const page = await asked('/contracts/C-1001?x=<script>')
    expect([page.status, page.text.includes('lang="de"'), page.text.includes('<script>alert')]).toEqual([200, true, false])
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const json = { 'content-type': 'application/json' }
    for (const headers of [json, { ...json, origin: 'http://evil.example' }, { ...json, 'sec-fetch-site': 'cross-site' }, { ...json, origin: at, 'sec-fetch-site': 'same-site' }, { ...json, origin: 'null' }])
      expect([headers, (await post(headers)).status]).toEqual([headers, 403])
    expect((await post({ origin: at, 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post({ origin: at, ...json }, '{"password":{"length":500}}')).status).toBe(202)
    const raw = await lines(door.port, ['GET / HTTP/1.1', 'Host: evil.example'])
    expect([raw.status, raw.body]).toEqual([421, ''])
    for (const path of ['/door.js/../../package.json', '/%2e%2e/package.json', '/harmony-keys.json', '/door/state%00'])
      expect((await asked(path)).text).not.toMatch(/"recovery":|"dependencies":/)
    while (gate.state({}).doing !== 'nothing') await new Promise((resolve) => setTimeout(resolve, 5))
  } finally {
    await door.close()
  }
}) // prettier-ignore

describe('the place of a device', () => {
  const machine = (about: Partial<Machine>): Machine => ({
    ...thisMachine,
    environment: {},
    home: root,
    mounts: () => '',
    exists: () => false,
    ...about,
  })
  it.each([
    ['nfs', `server:/x ${root} nfs4 rw 0 0`],
    ['SMB', `//server/x ${root} cifs rw 0 0`],
    ['a folder over ssh', `x ${root} fuse.sshfs rw 0 0`],
  ])('is not on another machine: %s', async (_what, line) => {
    const mounts = (): string => `/dev/sda1 / ext4 rw 0 0\n${line}\n`
    expect(await codeOf(() => refuseUnsafePlace(join(root, 'data'), machine({ mounts })))).toBe('sync.folderOnNetwork')
    // A disk of this machine that is mounted within it is one.
    const within = (): string => `${mounts()}/dev/sdb1 ${root}/data ext4 rw 0 0\n`
    expect(await codeOf(() => refuseUnsafePlace(join(root, 'data'), machine({ mounts: within })))).toBe('nothing')
  })
  it.each(['OneDrive', 'OneDrive - Northlight', 'Dropbox', 'Google Drive', 'Nextcloud', 'iCloudDrive'])('is not in %s', async (name) => {
    expect(await codeOf(() => refuseUnsafePlace(join(root, name, 'Harmony'), machine({})))).toBe('sync.folderSynchronised')
  })
  it('is not where a synchronisation program left its mark, nor behind a link that leads there', async () => {
    const exists = (path: string): boolean => path === join(root, 'work', '.stfolder')
    expect(await codeOf(() => refuseUnsafePlace(join(root, 'work', 'harmony'), machine({ exists })))).toBe('sync.folderSynchronised')
    mkdirSync(join(root, 'Dropbox'), { recursive: true })
    symlinkSync(join(root, 'Dropbox'), join(root, 'innocent'))
    expect(await codeOf(() => refuseUnsafePlace(join(root, 'innocent'), machine({})))).toBe('sync.folderSynchronised')
    expect(await codeOf(() => refuseUnsafePlace(join(root, 'mine'), machine({})))).toBe('nothing')
  })
  it('is held by one at a time, and is its owner’s alone', async () => {
    const folder = fresh()
    chmodSync(folder, 0o755)
    const held = holdFolder(folder)
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(await codeOf(() => holdFolder(folder))).toBe('sync.folderInUse')
    held.release()
    holdFolder(folder).release()
  })
})

describe('the encrypted file', () => {
  const secret = 'Zaphod Beeblebrox'
  /** Every byte that lies in a folder, while the database is open. */
  const bytesIn = (folder: string): string => readdirSync(folder).map((name) => (statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'latin1') : '')).join('') // prettier-ignore
  const kept = async (harmony: Harmony): Promise<void> =>
    harmony.database.transact(async (session) => void (await setState(session, 'canary', secret)))

  it('shows nothing of what is in it, in no file, and opens with its key alone', async () => {
    const [folder, open] = [fresh(), fresh()]
    const key = await newKeys(folder, password)
    const harmony = await openHarmony({ dataDir: folder, key: databaseKey(key), shape: 'field' })
    await kept(harmony)
    const whole = bytesIn(folder)
    expect(existsSync(join(folder, 'harmony.sqlite-wal'))).toBe(true)
    for (const text of [secret, 'SQLite format 3', 'device_state', key.toString('hex')])
      expect([text, whole.includes(text)]).toEqual([text, false])
    await harmony.close()
    if (process.platform !== 'win32')
      for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
    // The same search finds it where nothing is encrypted.
    const plain = await openHarmony({ dataDir: open, shape: 'field' })
    await kept(plain)
    expect(bytesIn(open).includes(secret)).toBe(true)
    await plain.close()
    await expect(openHarmony({ dataDir: folder, key: databaseKey(Buffer.alloc(32, 1)), shape: 'field' })).rejects.toThrow(
      'file is not a database',
    )
    await expect(openHarmony({ dataDir: folder, shape: 'field' })).rejects.toThrow('file is not a database')
    const again = await openHarmony({ dataDir: folder, key: databaseKey(key), shape: 'field' })
    expect((await again.device!.state()).get('canary')).toBe(secret)
    await again.close()
  }, 60_000)

  it('is opened again by its organisation when the password was forgotten', async () => {
    const hub = await freshHouse('sqlite', 'recovering hub', { shape: 'hub' })
    const folder = fresh()
    const key = await newKeys(folder, password)
    // The public half, as a device gets it when it is enrolled.
    markEnrolled(folder, key, await hub.harmony.recovery.key())
    const header = readKeys(folder)
    const wrap = `${header.file}:${header.recovery!}`
    expect(await hub.refused('sync.recoverKey', { wrap, password: 'short' })).toBe('people.passwordTooShort')
    expect(await hub.refused('sync.recoverKey', { wrap: `other:${header.recovery!}`, password: 'quite another sentence' })).toBe(
      'sync.notOurWrap',
    )
    const { wrap: fresher } = await hub.do('sync.recoverKey', { wrap, password: 'quite another sentence' })
    writeKeys(folder, { ...header, password: fresher })
    expect(await keyByPassword(folder, 'quite another sentence')).toEqual(key)
    await hub.close()
  }, 60_000)
})
describe('a device', () => {
  it('says no in words when its disk is full, keeps what it has, and goes on when there is room', async () => {
    const hub = await freshHouse('sqlite', 'full hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    const laptop = await freshLaptop(hub, 'amelia.ford')
    await laptop.sync()
    const { rows } = await laptop.do('customers.list', { limit: 10 })
    const contact = (name: string) => ({ customer: rows[0].id, name, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true, note: 'x'.repeat(400) }) // prettier-ignore
    await laptop.do('customers.saveContact', contact('Before'))
    const pages = async (most: number): Promise<void> => {
      const [[now]] = (await laptop.harmony.database.transact((session) => session.rows('pragma page_count'))) as [[unknown]]
      await laptop.harmony.database.transact(async (session) => void (await session.rows(`pragma max_page_count = ${Number(now) + most}`)))
    }
    await pages(0)
    let full = ''
    for (let i = 0; i < 200 && full === ''; i++) {
      const caller = (await laptop.harmony.localAdministrator('amelia.ford'))!
      const outcome = await laptop.harmony.run({ id: `full/${i}`, operation: 'customers.saveContact', input: contact(`Full ${i}`), caller })
      if (!outcome.ok) full = outcome.refusal.refused
    }
    expect(full).toBe('sync.diskFull')
    const waiting = (await laptop.outbox()).length
    await pages(10_000)
    await laptop.do('customers.saveContact', contact('After'))
    expect(await laptop.sync(true)).toMatchObject({ sent: waiting + 1, left: 0, inStep: true })
    await laptop.close()
    await hub.close()
  }, 60_000)

  it('lets nobody sign in, and nobody capture, when it has not met its hub for too long; and nobody capture in its person’s place', async () => {
    const hub = await freshHouse('sqlite', 'lease hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    const laptop = await freshLaptop(hub, 'amelia.ford')
    const visitor = laptop.harmony.visitor({ address: 'here', language: 'en' })
    const signingIn = async (): Promise<string> => {
      const outcome = await laptop.harmony.run({
        id: crypto.randomUUID(),
        operation: 'people.signInAs',
        input: { login: 'amelia.ford' },
        caller: visitor,
      })
      return outcome.ok ? 'in' : outcome.refusal.refused
    }
    expect(await signingIn()).toBe('sync.leaseOver')
    await laptop.sync()
    expect(await signingIn()).toBe('in')
    const { rows } = await laptop.do('customers.list', { limit: 10 })
    const contact = {
      customer: rows[0].id,
      name: 'Somebody',
      title: null,
      email: null,
      getsInvoices: false,
      technical: false,
      decides: false,
      active: true,
    }
    const tom = (await laptop.harmony.localAdministrator('tom.okafor'))!
    const outcome = await laptop.harmony.run({ id: 'tom', operation: 'customers.saveContact', input: contact, caller: tom })
    expect(outcome).toMatchObject({ ok: false, refusal: { refused: 'sync.notYourDevice' } })
    await laptop.do('customers.saveContact', contact)
    const lease = Date.parse((await laptop.harmony.device!.state()).get('lease')!)
    const overdue = new Date(lease - 45 * 86_400_000).toISOString()
    await laptop.harmony.database.transact(async (session) => void (await setState(session, 'lease', overdue)))
    expect(await signingIn()).toBe('sync.leaseOver')
    expect(await laptop.refused('customers.saveContact', contact)).toBe('sync.leaseOver')
    // What is there stays to be read, and is delivered when they meet.
    expect((await laptop.do('customers.list', { limit: 10 })).rows).toHaveLength(4)
    expect(await laptop.sync()).toMatchObject({ sent: 1 })
    await laptop.close()
    await hub.close()
  }, 60_000)
})

describe('a hub with a certificate of its own', () => {
  it('is believed where its certificate was given, and from then on with that key alone', async () => {
    const hub = await freshHouse('sqlite', 'tls hub', { shape: 'hub' })
    await hub.do('demo.seed', {})
    const door = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0, hostNames: ['localhost'], tls: testCertificate })
    const address = `https://localhost:${door.port}`
    const user = (await hub.do('people.users', { search: 'amelia', limit: 1 })).rows[0]
    const { code } = await hub.do('sync.invite', { user: user.id, name: 'Laptop' })
    const folder = fresh()
    const wish = { hub: address, code, password, language: 'en' }
    expect(await codeOf(() => enrolFolder(folder, wish))).toBe('sync.hubNotTrusted')
    expect(await codeOf(() => enrolFolder(folder, { ...wish, hub: 'http://hub.example' }))).toBe('sync.needsTls')
    expect(await codeOf(() => enrolFolder(folder, { ...wish, password: 'short' }))).toBe('people.passwordTooShort')
    const { device, loaded } = await enrolFolder(folder, { ...wish, ca: testCertificate.cert })
    expect(loaded).toBe(true)
    const { rows } = (await hub.do('sync.devices', { limit: 10 })) as { rows: { inStep: boolean }[] }
    expect(rows).toMatchObject([{ inStep: true }])
    const state = await device.harmony.device!.state()
    expect(state.get('hubPin')).toMatch(/^[0-9a-f]{64}$/)
    // Another key at the same address is not the hub, whoever vouches for it.
    await device.harmony.database.transact(async (session) => void (await setState(session, 'hubPin', 'f'.repeat(64))))
    await device.close()
    const again = await openFieldDevice(folder, await keyByPassword(folder, password))
    await expect(again.harmony.device!.sync.round()).rejects.toThrow('the key of the hub is another one')
    // Until a person has compared the fingerprint that head office told them with the one that is shown.
    const amelia = (await again.harmony.localAdministrator('amelia.ford'))!
    const call = (operation: string, input: object) =>
      again.harmony.run({ id: randomUUID(), operation, input: input as never, caller: amelia })
    const accept = async (hubKey: string): Promise<string> => {
      const outcome = await call('sync.acceptHubKey', { hubKey })
      return outcome.ok ? 'believed' : outcome.refusal.refused
    }
    const shown = state.get('hubPin')!
    expect(await accept(shown)).toBe('sync.noKeyShown')
    expect(await call('sync.hubKey', {})).toMatchObject({ ok: true, result: { known: 'f'.repeat(64), shown, why: null } })
    expect(await accept('f'.repeat(64))).toBe('sync.otherHubKey')
    await expect(again.harmony.device!.sync.round()).rejects.toThrow('the key of the hub is another one')
    expect(await accept(shown.toUpperCase().replace(/(.{4})/g, '$1 '))).toBe('believed')
    for (let n = 0; n < 100 && (await again.harmony.device!.state()).get('hubPin') !== shown; n++)
      await new Promise((later) => setTimeout(later, 50))
    expect(await again.harmony.device!.sync.round({ compare: true })).toMatchObject({ inStep: true })
    await again.close()
    expect(await codeOf(() => enrolFolder(folder, { ...wish, ca: testCertificate.cert }))).toBe('sync.alreadyEnrolled')
    await door.close()
    await hub.close()
  }, 60_000)
})

it.each(['en', 'de'])('the first screen says nothing but words: %s', (language) => {
  const page = devicePage(openLanguages(undefined).words(language), language)
  // A key that has no word would be shown as it is.
  expect(page.match(/\b(sync|door)\.(?!css|js)[\w.]+/g)).toBeNull()
})
