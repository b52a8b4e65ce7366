import type { Harmony } from '../compose.ts'
import { languagesIn } from '../data-folder.ts'
import { answerFrontPage } from '../doors/front-door.ts'
import { destroyDevice } from '../sync/lost-device.ts'
import { openFront } from '../office/front-door.ts'
import { holdFolder, type HeldFolder } from '../sync/field-device.ts'
import type { LoopOptions } from '../sync/loop.ts'
import { openLanguages } from '../words.ts'
import { answeringOver, storeOver, type Parent } from './device-core.ts'

export interface FrontCore {
  readonly folder: string
  readonly log: LoopOptions['log']
  /** Nothing runs by itself. */
  readonly safe: boolean
  readonly anew: boolean
  /** The hub said that the device is lost; its keys are gone. */
  lost(): void
  demo(folder: string): Promise<Harmony>
}

/** The desktop's own first screen, in the core's process: whatever lies in the folder, and where nothing does yet, what the person chooses. */
export async function openFrontCore(parent: Parent, { folder, log, safe, anew, lost, demo }: FrontCore): Promise<Harmony> {
  const held = new Map<string, HeldFolder>()
  const hold = (place: string): HeldFolder => {
    const known = held.get(place) ?? holdFolder(place)
    held.set(place, known)
    return known
  }
  const store = storeOver(parent)
  const front = openFront(folder, { store, hold, demo, anew })
  const languages = openLanguages(languagesIn(folder))
  answeringOver(parent, store, (request) => answerFrontPage(front, languages, request))
  await front.begin()
  const opened = await front.opened
  const release = (): void => held.forEach((one) => one.release())
  if ('harmony' in opened) return closing(opened.harmony, () => opened.harmony.close(), release)
  const { device } = opened
  if (!safe)
    device.start({
      log,
      lost: () => {
        destroyDevice(folder)
        lost()
      },
    })
  return closing(device.harmony, () => device.close(), release)
}

const closing = (harmony: Harmony, close: () => Promise<void>, release: () => void): Harmony => ({
  ...harmony,
  close: async () => {
    await close()
    release()
  },
})
