import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectRoot } from '../../main/places.ts'
import { median, report, secondsOf, type Line } from './measure.ts'

const launcher = (): string => path.join(projectRoot(), 'main/launch.mjs')
/** Tells at the end what processor time the process took, in microseconds. */
const telling = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('cpu='+(user+system)+'\\n')})`

interface Started {
  readonly wall: number
  readonly cpu: number
}

/** One command of the command line from its start to its end. */
function command(words: readonly string[], input = ''): Started {
  const began = performance.now()
  const { stderr, stdout, status } = spawnSync(process.execPath, ['--import', telling, launcher(), ...words], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`harmony ${words.join(' ')}: ${stdout}${stderr}`)
  return { wall: (performance.now() - began) / 1000, cpu: Number(/cpu=(\d+)/.exec(stderr)![1]) / 1e6 }
}

/** A hub from nothing to the first list that somebody sees. */
async function hub(data: string): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, [launcher(), 'serve', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.once('exit', () => reject(new Error('the hub did not start')))
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const found = /Harmony is at (\S+)/.exec(said)
        if (found) resolve(found[1]!.replace(/\/$/, ''))
      })
    })
    const post = (operation: string, body: object, cookie = ''): Promise<Response> =>
      fetch(`${address}/api/v1/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address, cookie, 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
    const entered = await post('people/signInAs', { login: 'grace.patel' })
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const listed = await post('contracts/list', {}, cookie)
    const { total } = (await listed.json()) as { total?: number }
    if (!total) throw new Error(`no list: ${entered.status}, ${listed.status}`)
    return { wall: (performance.now() - began) / 1000, cpu: secondsOf(child.pid!) }
  } finally {
    child.removeAllListeners('exit')
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

/** Times that each start is measured, after one that fills the caches. */
const times = 5

/** How long people wait before the product answers for the first time. */
export async function start(): Promise<void> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'harmony-bench-start-'))
  try {
    command(['demo', '--data', data])
    const input = JSON.stringify({ model: 'flat', currency: 'EUR', quantity: '3', unitPrice: '1.10' })
    const lines: Line[] = []
    for (const [what, once] of [
      ['hub: cold start to the first list', () => hub(data)],
      ['harmony call pricing.rate', () => Promise.resolve(command(['call', 'pricing.rate', '--input', '-'], input))],
    ] as const) {
      await once()
      const found: Started[] = []
      for (let n = 0; n < times; n++) found.push(await once())
      lines.push({ what, 'wall s': median(found.map((f) => f.wall)), 'CPU s': median(found.map((f) => f.cpu)) })
    }
    report('start', { times }, lines)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
