import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../../core/kernel/operation.ts'
import { orDiskFull } from '../../main/sync/on-device.ts'
import { openReserve, reserveSize } from '../../main/sync/reserve.ts'

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
const done: Outcome = { ok: true, result: 'captured' }
/** A disk that is full until somebody gives it space. */
const onFullDisk = (hasSpace: () => boolean) => {
  let tries = 0
  const work = async (): Promise<Outcome> => {
    tries++
    if (!hasSpace()) throw full
    return done
  }
  return { work, tries: () => tries }
}

describe('the reserve of a device', () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-reserve-'))
  const file = join(folder, 'harmony.reserve')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds 64 MB of real blocks where the disk has twice as much, and nothing where it has not', async () => {
    expect(await openReserve(folder, () => 2 * reserveSize - 1).hold()).toBe(false)
    expect(openReserve(folder).release()).toBe(false)
    expect(await openReserve(folder, () => 2 * reserveSize).hold()).toBe(true)
    // One that a crash left half written is none yet.
    truncateSync(file, 1_000)
    expect(await openReserve(folder, () => 2 * reserveSize).hold()).toBe(true)
    const { size, blocks } = statSync(file)
    expect(size).toBe(reserveSize)
    expect(blocks * 512).toBeGreaterThanOrEqual(reserveSize)
  })
  it('lets what is being captured through when the disk is full, once, and is taken again when there is room', async () => {
    let released = false
    const reserve = openReserve(folder, () => 2 * reserveSize)
    const disk = onFullDisk(() => released)
    const releasing = { release: () => (released = reserve.release()) }
    expect(await orDiskFull(disk.work, releasing)).toEqual(done)
    expect(disk.tries()).toBe(2)
    released = false
    const refused = await orDiskFull(disk.work, releasing)
    expect(refused).toMatchObject({ ok: false, refusal: { refused: 'sync.diskFull' } })
    expect(disk.tries()).toBe(3)
    expect(await reserve.hold()).toBe(true)
  })
  it('is no answer to anything else that goes wrong', async () => {
    const reserve = openReserve(folder, () => 2 * reserveSize)
    await expect(orDiskFull(() => Promise.reject(new Error('a bug')), reserve)).rejects.toThrow('a bug')
    expect(reserve.release()).toBe(true)
  })
})
