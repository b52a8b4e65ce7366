import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { openHttp } from '../../main/doors/http.ts'
import { binder } from '../../main/storage/session.ts'
import { openHarmony } from '../../main/compose.ts'
import { profile } from './profile.ts'
import { bareHub } from './sync-limit.ts'
import { postmasterOf, type Spot } from './places.ts'

/** A hub in a process of its own, which does what it is told line by line. */
export interface SyncHubErrand {
  readonly does: 'sync hub'
  readonly spot: Spot
}
export type Told =
  | { readonly run: string; readonly input: unknown }
  | { readonly products: number; readonly from: number }
  | { readonly bare: true }
  | { readonly profile: string | null }

export async function syncHub({ spot }: SyncHubErrand): Promise<void> {
  const place = spot.dialect === 'sqlite' ? { dataDir: spot.at } : { dataDir: `${process.env['TMPDIR'] ?? '/tmp'}/harmony-bench-hub`, databaseUrl: spot.at } // prettier-ignore
  const harmony = await openHarmony({ ...place, shape: 'hub' })
  const door = await openHttp(harmony, {
    host: '127.0.0.1',
    port: 0,
    perMinute: 1_000_000,
    logger: pino({ level: 'error' }, pino.destination(2)),
  })
  const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
  let ending: (() => Promise<void>) | undefined
  let bare: Awaited<ReturnType<typeof bareHub>> | undefined
  say({ address: door.address, postmaster: await postmasterOf(spot) })
  for await (const line of createInterface({ input: process.stdin })) {
    const told = JSON.parse(line) as Told
    if ('products' in told) {
      const rows = Array.from({ length: told.products }, (_, n) => product(told.from + n))
      await harmony.database.transact(async (session) => {
        for (let at = 0; at < rows.length; at += 500) {
          const b = binder(session.dialect)
          const values = rows.slice(at, at + 500).map((row) => `(${[b.mark(row.code, 'text'), b.mark(row.names, 'text'), b.mark('recurring', 'text'), b.mark(row.unit, 'text'), b.mark(1, 'bigint'), b.mark(session.dialect === 'sqlite' ? 1 : 'true', session.dialect === 'sqlite' ? 'integer' : 'boolean')].join(', ')})`) // prettier-ignore
          await session.run(`insert into products (code, names, kind, unit, version, active) values ${values.join(', ')}`, b.values)
        }
      })
      say({ ok: true })
      continue
    }
    if ('profile' in told) {
      await ending?.()
      ending = told.profile !== null ? await profile(told.profile) : undefined
      say({ ok: true })
      continue
    }
    if ('bare' in told) {
      bare = await bareHub(harmony.database)
      say({ address: bare.address })
      continue
    }
    const caller = (await harmony.localAdministrator())!
    say(await harmony.run({ id: crypto.randomUUID(), operation: told.run, input: told.input, caller }))
  }
  bare?.close()
  await door.close()
  await harmony.close()
}

const words = {
  en: 'managed remote virtual dedicated backup mail firewall storage cloud desktop server office secure mobile voice network wireless printer monitoring licence support premium standard basic extended archive gateway switch router sensor camera access identity security training migration consulting hosting domain certificate database analytics'.split(' '),
  de: 'verwaltet entfernt virtuell eigen Sicherung Post Brandmauer Speicher Wolke Arbeitsplatz Server Büro sicher mobil Sprache Netz drahtlos Drucker Überwachung Lizenz Betreuung erstklassig üblich einfach erweitert Archiv Tor Verteiler Weiche Fühler Kamera Zugang Ausweis Schutz Schulung Umzug Beratung Betrieb Name Zertifikat Datenbank Auswertung'.split(' '),
} // prettier-ignore

/** The n-th article of a catalogue, the same in every run: four words of forty-two and its number. */
export function product(n: number): { readonly code: string; readonly names: string; readonly unit: string } {
  let seed = (n * 2_654_435_761) >>> 0
  const next = (): number => (seed = (Math.imul(seed ^ (seed >>> 15), 2_246_822_519) ^ 0x9e3779b9) >>> 0)
  const which = [next(), next(), next(), next()].map((value) => value % words.en.length)
  const name = (of: readonly string[]): string => `${which.map((at) => of[at]).join(' ')} ${n}`
  return {
    code: `ART-${String(n).padStart(6, '0')}`,
    names: JSON.stringify({ en: name(words.en), de: name(words.de) }),
    unit: '{"en":"licences","de":"Lizenzen"}',
  }
}
