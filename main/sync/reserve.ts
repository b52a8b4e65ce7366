import { existsSync, rmSync, statfsSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes that are held back on a device's disk, so that what is being captured can still be written when it is full (`sync.md` 2.12). */
export const reserveSize = 64 * 1_048_576
const block = 1_048_576
/** Held again only where it leaves as much besides: a reserve that fills the disk helps nobody. */
const roomNeeded = 2 * reserveSize

/** Space on a device's disk for the moment when there is none. */
export interface Reserve {
  /** Gives the space back to the disk; `false` where none was held. */
  release(): boolean
  /** Takes the space, where it is not held and there is enough; answers whether it is held. Nothing waits for it. */
  hold(): Promise<boolean>
}

export function openReserve(folder: string, free: () => number = () => freeIn(folder)): Reserve {
  const file = join(folder, 'harmony.reserve')
  let filling: Promise<boolean> | undefined
  return {
    release: () => {
      if (!existsSync(file)) return false
      rmSync(file, { force: true })
      return true
    },
    hold: () => {
      if (isWhole(file)) return Promise.resolve(true)
      return (filling ??= taken(file, free).finally(() => (filling = undefined)))
    },
  }
}

function freeIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

const isWhole = (file: string): boolean => existsSync(file) && statSync(file).size === reserveSize

async function taken(file: string, free: () => number): Promise<boolean> {
  try {
    if (free() < roomNeeded) return false
    await fill(file)
    return true
  } catch {
    // The disk filled up meanwhile: half a reserve is none.
    rmSync(file, { force: true })
    return false
  }
}

/** Written out, for a file of holes holds nothing back. Not zeros, which some disks do not store either. */
async function fill(file: string): Promise<void> {
  const bytes = Buffer.alloc(block)
  for (let i = 0; i < block; i += 4) bytes.writeUInt32LE(Math.imul(i + 1, 2_654_435_761) >>> 0, i)
  const handle = await open(file, 'w', 0o600)
  try {
    for (let written = 0; written < reserveSize; written += block) await handle.write(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
