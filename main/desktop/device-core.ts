import { say } from '../../core/kernel/words.ts'
import type { Harmony } from '../compose.ts'
import { languagesIn } from '../data-folder.ts'
import { answerDevicePage, type DeviceAnswer } from '../doors/device-door.ts'
import { openGate } from '../keys/device-gate.ts'
import type { OsStore } from '../keys/key-file.ts'
import { destroyDevice } from '../sync/lost-device.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { holdFolder } from '../sync/field-device.ts'
import type { LoopOptions } from '../sync/loop.ts'
import { openLanguages } from '../words.ts'
import type { DeviceOrder, DeviceReport } from './device-line.ts'

export interface Parent {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}
export interface DeviceCore {
  readonly folder: string
  readonly log: LoopOptions['log']
  /** The device opens and does not meet its hub. */
  readonly safe: boolean
  /** The hub said that the device is lost; its keys are gone. */
  lost(): void
}

/** The key store of the system, over the line to the process that has it. */
export function storeOver(parent: Parent): OsStore & { heard(order: DeviceOrder): void } {
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>()
  let last = 0
  const ask = (what: 'backend' | 'close' | 'open', text: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      parent.postMessage({ report: 'store', n: last, ask: what, text } satisfies DeviceReport)
    })
  return {
    backend: async () => (await ask('backend', '')) as string | null,
    close: async (text) => (await ask('close', text)) as string,
    open: async (closed) => (await ask('open', closed)) as { text: string; again: boolean },
    heard: (order) => {
      if (order.order !== 'store') return
      const found = waiting.get(order.n)
      waiting.delete(order.n)
      if (order.failed) found?.reject(new Error('the key store of the system says no'))
      else found?.resolve(order.answer)
    },
  }
}

/** Lets the page of the first screen reach who answers it, and that one the key store. */
export function answeringOver(
  parent: Parent,
  store: ReturnType<typeof storeOver>,
  answer: (request: DeviceOrder & { readonly order: 'door' }) => DeviceAnswer | undefined,
): void {
  parent.on('message', ({ data }) => {
    const order = data as DeviceOrder
    store.heard(order)
    if (order.order === 'door') parent.postMessage({ report: 'door', n: order.n, answer: answer(order) ?? null } satisfies DeviceReport)
  })
}

/** Opens a device's folder in the core's process: by the key store of the system, or when the person has set it up or unlocked it. */
export async function openDeviceCore(parent: Parent, { folder, log, lost, safe }: DeviceCore): Promise<Harmony> {
  const held = holdFolder(folder)
  const store = storeOver(parent)
  const gate = openGate(folder, store)
  const languages = openLanguages(languagesIn(folder))
  answeringOver(parent, store, (order) => answerDevicePage(gate, languages, order))
  await gate.byStore()
  const device = await gate.opened
  if (!safe)
    device.start({
      log,
      lost: () => {
        destroyDevice(folder)
        lost()
      },
    })
  return {
    ...device.harmony,
    close: async () => {
      await device.close()
      held.release()
    },
  }
}

/** A trouble of the keys as a person reads it. */
export const inWords = (error: KeyTrouble, folder: string, language: string): string => {
  const languages = openLanguages(languagesIn(folder))
  return say(languages.words(languages.best(language)), error.code, error.about)
}
