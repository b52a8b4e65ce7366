import { mistakes, type Mistake } from './mistakes.ts'
import { World } from './world.ts'

const { SEED: asked, MODELS: howMany } = process.env
/** `MODELS=5000000` is the long run; it begins somewhere else each time, and says where. */
const first = asked !== undefined && asked !== 'random' ? Number(asked) : howMany !== undefined || asked === 'random' ? Math.floor(Math.random() * 2 ** 30) : 1 // prettier-ignore
const schedules = Number(howMany ?? 20_000)
/** Runs within which a mistake must be found. */
const budget = 3_000

const failure = (seed: number, mistake?: Mistake): string | undefined => {
  const [fault] = new World(seed, mistake).run()
  return fault && `SEED=${seed} MODELS=1 plays it again: ${fault}`
}

describe('the protocol as a model', () => {
  it('keeps every promise in every schedule', () => {
    const failed: string[] = []
    for (let seed = first; seed < first + schedules && failed.length < 3; seed++) {
      const found = failure(seed)
      if (found) failed.push(found)
    }
    process.stdout.write(`SEED=${first}, ${schedules} schedules of the model\n`)
    expect(failed).toEqual([])
  }, 3_600_000)
  it.each(mistakes)('finds the mistake %s', (mistake) => {
    let runs = 0
    while (runs < budget && failure(first + runs, mistake) === undefined) runs++
    expect({ mistake, found: runs < budget }).toEqual({ mistake, found: true })
  })
})
