import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { say, type Words } from '../../core/kernel/words.ts'
import { openHarmony, type Harmony } from '../compose.ts'
import { databaseFileIn } from '../data-folder.ts'
import { openGate, openOwnGate, type DeviceGate, type GateState } from '../keys/device-gate.ts'
import { databaseKey, hasKeys, keeper, type OsStore } from '../keys/key-file.ts'
import { openOwn } from '../keys/own-data.ts'
import { willBeOwn } from '../keys/own-place.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { policyHere } from '../policy/policy.ts'
import { saysDamaged, whyDamaged } from '../storage/file-check.ts'
import { copiesBeside, goOnWithCopy, mend, type Copy } from '../storage/mending.ts'
import { DatabaseFromFuture } from '../storage/migrate.ts'
import type { HeldFolder, OpenDevice } from '../sync/field-device.ts'
import { authoritiesIn, managedAddress, usualPort } from './address.ts'
import { forgetConnection, hasConnection, keptConnection, managedParts } from './kept.ts'
import { openOffice, type OfficeStanding, type Typed } from './opening.ts'

export type Way = 'solo' | 'office' | 'field' | 'demo'
export interface FrontState extends Omit<GateState, 'asks'> {
  readonly asks: GateState['asks'] | 'choose' | 'office' | 'repair'
  /** What may be chosen; one alone is no choice. */
  readonly ways: readonly Way[]
  readonly mayGoBack: boolean
  /** The key store of the system, where there is one that keeps a secret; the organisation may want it. */
  readonly store: string | null
  readonly storeRequired: boolean
  readonly demoThere: boolean
  readonly office: OfficeShown | null
  readonly repair: { readonly why: string; readonly copies: readonly Copy[]; readonly folder: string } | null
}
export interface OfficeShown extends OfficeStanding {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly tls: boolean
  readonly ca: { readonly name: string; readonly until: string } | null
  readonly managed: readonly string[]
  /** The password is kept, so an empty field stands for it. */
  readonly kept: boolean
  /** It was connected before. */
  readonly known: boolean
}
/** What was opened, whichever way. */
export type Opened = { readonly harmony: Harmony } | { readonly device: OpenDevice }

export interface FrontOptions {
  readonly store?: OsStore
  /** Takes hold of the folder, for one process alone; said again, it is held already. */
  hold(folder: string): HeldFolder
  /** Founds the demo company in a folder of its own. */
  demo(folder: string): Promise<Harmony>
  /** The person wants to choose anew although a connection is there. */
  readonly anew?: boolean
  readonly now?: () => string
}

interface Damage {
  readonly key: string | undefined
  readonly why: string
}

/** The first screen of the desktop: it asks where data live, unlocks what is there, connects, or repairs; and opens one thing once. */
export function openFront(folder: string, options: FrontOptions) {
  const { store, now = () => new Date().toISOString() } = options
  let open: (opened: Opened) => void = () => undefined
  const opened = new Promise<Opened>((resolve) => (open = resolve))
  let gate: Pick<DeviceGate, 'of' | 'state' | 'unlock' | 'protect' | 'enrol' | 'rescue' | 'byStore'> | undefined
  let asks: 'choose' | 'office' | 'repair' | 'gate' = 'choose'
  let doing: GateState['doing'] = 'nothing'
  let trouble: { readonly code: string; readonly about: Readonly<Record<string, string>> } | undefined
  let damage: Damage | undefined
  let storeName: string | null = null
  const office = openOffice(folder, store)
  const demoFolder = join(folder, 'demo')
  const mode = (): string => policyHere().effective().values.DatabaseMode

  /** One thing at a time; what goes wrong is said, and everything stands as before. */
  async function trying(work: () => Promise<Opened | undefined>): Promise<void> {
    if (doing !== 'nothing') return
    doing = 'opening'
    trouble = undefined
    try {
      const found = await work()
      doing = found ? 'ready' : 'nothing'
      if (found) open(found)
    } catch (error) {
      doing = 'nothing'
      const why = error instanceof Error ? error.message : String(error)
      if (error instanceof DatabaseFromFuture) trouble = { code: 'sync.newerDatabase', about: {} }
      else trouble = error instanceof KeyTrouble ? error : { code: 'support.front.notMended', about: { why } }
    }
  }

  function toOwn(): void {
    options.hold(folder)
    asks = 'gate'
    const own = openOwnGate(folder, store, undefined, (place, key) =>
      openOwn(place, key).catch((error: unknown) => {
        if (!(error instanceof KeyTrouble) || error.code !== 'sync.dataBroken') throw error
        damage = { key: databaseKey(key), why: error.about['why'] ?? '' }
        asks = 'repair'
        throw error
      }),
    )
    gate = own
    void own.opened.then((harmony) => open({ harmony }))
  }
  function toDevice(): void {
    options.hold(folder)
    asks = 'gate'
    const device = openGate(folder, store)
    gate = device
    void device.opened.then((it) => open({ device: it }))
  }
  /** A file that was begun in the clear stays so; it comes here where it is damaged. */
  const openClear = (): Promise<void> =>
    trying(() => {
      options.hold(folder)
      return openHarmony({ dataDir: folder }).then(
        (harmony) => ({ harmony }),
        (error: unknown) => {
          if (!saysDamaged(error)) throw error
          damage = { key: undefined, why: whyDamaged(error) }
          asks = 'repair'
          return undefined
        },
      )
    })

  /** What the folder is decides where somebody stands who has just started. */
  async function begin(): Promise<void> {
    storeName = (await keeper(store)) ?? null
    if (hasKeys(folder)) {
      if (willBeOwn(folder)) toOwn()
      else toDevice()
      return gate!.byStore()
    }
    if (mode() === 'field') return toDevice()
    if (mode() === 'office' || (hasConnection(folder) && mode() === 'any')) {
      asks = options.anew && mode() === 'any' ? 'choose' : 'office'
      if (hasConnection(folder) && !options.anew) await connect({ address: null, password: '' })
      return
    }
    if (options.anew && mode() === 'any') return
    if (existsSync(databaseFileIn(folder))) return openClear()
    if (mode() === 'solo') toOwn()
  }

  const connect = (typed: Typed): Promise<void> =>
    trying(async () => {
      const harmony = await office.connect(typed)
      return harmony && { harmony }
    })

  function choose(way: Way): void {
    if (doing !== 'nothing' || asks !== 'choose') return
    if (!waysHere(folder, mode()).includes(way)) return void (trouble = { code: 'support.front.notAllowed', about: {} })
    trouble = undefined
    try {
      if (way === 'solo' && existsSync(databaseFileIn(folder))) void openClear()
      else if (way === 'solo') toOwn()
      else if (way === 'field') toDevice()
      else if (way === 'office') asks = 'office'
      else void trying(async () => (options.hold(demoFolder), { harmony: await options.demo(demoFolder) }))
    } catch (error) {
      if (!(error instanceof KeyTrouble)) throw error
      trouble = error
      asks = 'choose'
    }
  }
  const mayGoBack = (): boolean => mode() === 'any' && asks !== 'choose' && asks !== 'repair' && doing === 'nothing' && !hasKeys(folder)
  function back(): void {
    if (!mayGoBack() || gate?.state({}).doing === 'opening') return
    gate = undefined
    trouble = undefined
    asks = 'choose'
  }

  const repairing = (work: (damaged: Damage) => Promise<unknown>): Promise<void> =>
    trying(async () => {
      if (!damage) return undefined
      await work(damage)
      const { key } = damage
      const harmony = await openHarmony({ dataDir: folder, ...(key === undefined ? {} : { key, shape: 'solo' as const }) })
      return { harmony }
    })

  return {
    opened,
    begin,
    choose,
    back,
    connect,
    test: (typed: Typed): Promise<void> => trying(async () => (await office.test(typed), undefined)),
    forget: (): void => {
      if (doing === 'nothing' && mode() !== 'office') forgetConnection(folder)
      back()
    },
    mend: () => repairing(({ key }) => mend(folder, key, modules, now())),
    restore: (name: string) => repairing(async ({ key }) => goOnWithCopy(folder, name, key, now())),
    gate: (): typeof gate => (asks === 'gate' ? gate : undefined),
    state: (words: Words): FrontState => {
      const inner = asks === 'gate' ? gate?.state(words) : undefined
      const { RequireOsKeystore } = policyHere().effective().values
      return {
        ...(inner ?? { done: 0, of: 0, hub: null, hubManaged: false, damaged: false }),
        asks: inner?.asks ?? (asks === 'gate' ? 'choose' : asks),
        doing: inner && inner.doing !== 'nothing' ? inner.doing : doing,
        trouble: inner?.trouble ?? (trouble ? say(words, trouble.code, trouble.about) : null),
        ways: waysHere(folder, mode()),
        mayGoBack: mayGoBack(),
        store: storeName,
        storeRequired: RequireOsKeystore,
        demoThere: existsSync(databaseFileIn(demoFolder)),
        office: asks === 'office' ? shownOffice(folder, office.standing()) : null,
        repair: asks === 'repair' && damage ? { why: damage.why, copies: copiesBeside(folder).slice(0, 5), folder } : null,
      }
    },
  }
}
export type Front = ReturnType<typeof openFront>

/** Data that are there are nobody's to be pushed aside: no device is made in their place. */
function waysHere(folder: string, mode: string): readonly Way[] {
  if (mode === 'solo' || mode === 'office' || mode === 'field') return [mode]
  return existsSync(databaseFileIn(folder)) ? ['solo', 'office', 'demo'] : ['solo', 'office', 'field', 'demo']
}

function shownOffice(folder: string, standing: OfficeStanding): OfficeShown {
  const kept = keptConnection(folder)
  const { host, port, database } = managedAddress()
  const own = kept?.address
  return {
    ...standing,
    host: host ?? own?.host ?? '',
    port: port ?? own?.port ?? usualPort,
    database: database ?? own?.database ?? '',
    user: own?.user ?? '',
    tls: own?.tls ?? true,
    ca: (own?.ca && authoritiesIn(own.ca)) || null,
    managed: managedParts(),
    kept: kept !== undefined && kept.password !== null,
    known: kept !== undefined,
  }
}
