import { found, type Company } from './company.ts'
import { mutants, mutantNamed, type Mutant } from './mutants.ts'
import { firstSeed, livedThrough, patience } from './schedules.ts'
import { simulate, type Run } from './simulate.ts'

/** Names of mistakes, or `all`; those that die in a few runs are looked for each time. */
const quick = ['outbox-deleted-on-send', 'no-dedupe', 'overlay-dropped-on-ack', 'poison-blocks-queue', 'no-device-order', 'attention-no-bump', 'no-epoch-check', 'terms-latest', 'blob-freed-on-order-ack', 'laptops-say-no-numbers'] // prettier-ignore
const wanted = process.env['MUTANTS'] ?? quick.join(',')
const chosen: readonly Mutant[] = wanted === 'all' ? mutants : wanted.split(',').map((name) => mutantNamed(name)!)
/** Runs within which a mistake must be found. */
const budget = 2_000

describe('devices and their hub under the simulator', () => {
  let company: Company
  const first = firstSeed(0)
  beforeAll(async () => {
    company = await found()
  }, patience)

  it('keep every promise in every schedule', async () => expect(await livedThrough(company, first)).toEqual([]), patience)
  it.each([
    ['what was captured on a laptop that is suspended, when the hub is restored', 632_743_267],
    ['a number that was shown before the hub was restored, decided by a person', 110_701_221],
    ['a territory that grew, when the answer to an earlier request came in the place of what hangs on its customers', 4_604_181],
    ['a file whose parts were all there when the disk of the hub was full', 2_387_006, true],
    ['a signed document that was sent after the backup which the hub is restored from', 634_302_271, true],
    ['the same, when the paper was signed before that backup', 634_303_565, true],
    ['a file, when the answer about another one came in the place of its own', 159_586_987, true],
    ['an edit to a customer that never came to be, when a person lets it count', 634_304_371],
    ['what waits for a person on a laptop that was suspended and is back before it has delivered its files', 231_798_557, true],
    ['what a person decided after the backup which the hub is restored from', 597_607_356, true],
    ['a copy that was coming down when its laptop was suspended', 924_930_883, true],
    ['a copy in portions, when its person may not have a kind of rows any more after one of them', 742_095_332, true],
  ] as readonly [string, number, boolean?][])(
    'keep what once was broken: %s',
    async (_what, seed, files = false) =>
      expect((await simulate(company, seed, { files, together: false, others: false })).faults).toEqual([]),
    patience,
  )
  // With numbers that only others have read. A paper had one number, and another after a restore, when the hub was restored once more and both were told.
  it.each([
    ['two numbers of one paper', 244_723_025],
    ['two numbers of one paper', 244_723_122],
    ['two numbers of one paper', 244_723_444],
    ['a number that was told by somebody who might not act then', 244_724_724],
  ])('keep what once was broken: %s, seed %d', async (_what, seed) => expect((await simulate(company, seed)).faults).toEqual([]), patience)
  it(
    'plays a seed again exactly',
    async () => {
      for (let seed = first; seed < first + 25; seed++) {
        const [once, again] = [await simulate(company, seed), await simulate(company, seed)]
        expect({ seed, fingerprint: again.fingerprint }).toEqual({ seed, fingerprint: once.fingerprint })
      }
    },
    patience,
  )
  it.each(chosen.map((mutant) => [mutant.name, mutant] as const))(
    'finds the mistake %s',
    async (name, mutant) => {
      let run: Run
      let runs = 0
      do run = await simulate(company, first + runs++, { mutant })
      while (run.faults.length === 0 && runs < budget)
      process.stdout.write(`${name}: found in run ${runs}, ${run.faults[0] ?? 'NOT FOUND'}\n`)
      expect(run.faults).not.toEqual([])
    },
    patience,
  )
})
