import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

/** Profiles this process until the answer is called. */
export async function profile(name: string): Promise<() => Promise<void>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 500 })
  await session.post('Profiler.start')
  return async () => {
    const { profile: found } = await session.post('Profiler.stop')
    writeFileSync(`${name}.cpuprofile`, JSON.stringify(found))
    session.disconnect()
  }
}
