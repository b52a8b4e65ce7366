import { found } from './company.ts'
import { firstSeed, livedThrough, patience } from './schedules.ts'

describe('devices and their hub under the simulator, the other half', () => {
  it('keep every promise in every schedule', async () => expect(await livedThrough(await found(), firstSeed(1))).toEqual([]), patience)
})
