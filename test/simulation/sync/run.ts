import { found } from './company.ts'
import { mutantNamed, mutants } from './mutants.ts'
import { simulate } from './simulate.ts'
async function main() {
  const [, , from = '1', many = '100', how = '', mutant = ''] = process.argv
  const company = await found()
  if (how === 'm') {
    for (const one of mutants) {
      if (mutant && !one.name.includes(mutant)) continue
      const t = performance.now()
      let n = 0
      let run
      try {
        do run = await simulate(company, Number(from) + n++, { mutant: one })
        while (!run.faults.length && n < Number(many))
      } catch (error) {
        console.log(one.name, 'BROKE', error)
        continue
      }
      console.log(
        one.name,
        run.faults.length ? n : `NOT FOUND in ${n}`,
        ((performance.now() - t) / 1000).toFixed(1) + ' s',
        run.faults[0]?.slice(0, 200),
      )
    }
    process.exit(0)
  }
  const began = performance.now()
  const total: Record<string, number> = {}
  let bad = 0
  for (let seed = Number(from); seed < Number(from) + Number(many); seed++) {
    const run = await simulate(company, seed, { keep: how.includes('v'), mutant: mutantNamed(mutant) })
    if (how.includes('2')) {
      const again = await simulate(company, seed, { keep: how.includes('v') })
      if (again.fingerprint !== run.fingerprint) {
        console.log('NOT THE SAME', seed)
        const i = run.told.findIndex((t, k) => t !== again.told[k])
        console.log(run.told.slice(i - 3, i + 2), again.told.slice(i - 3, i + 2))
      }
    }
    for (const [k, v] of Object.entries(run.counted)) total[k] = (total[k] ?? 0) + v
    if (run.faults.length) {
      bad++
      console.log(
        'SEED',
        seed,
        run.faults.map((f) => f.slice(0, 1200)),
      )
    }
    if (how.includes('v')) console.log(run.told.join('\n'))
    if (bad >= 8) break
  }
  const s = (performance.now() - began) / 1000
  const cpu = process.cpuUsage()
  console.log('cpu s', ((cpu.user + cpu.system) / 1e6).toFixed(1))
  console.log(`${many} runs, ${bad} bad, ${s.toFixed(1)} s, ${(Number(many) / s).toFixed(1)} runs/s`, JSON.stringify(total))
  process.exit(0)
}
void main()
