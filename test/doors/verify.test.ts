// `harmony verify` where there is no Harmony: another folder, no packages, no data, no database.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { orderPage } from '../../core/signing/order-page.ts'
import type { OrderDocument } from '../../main/integrations/documents/order.ts'
import { renderOrder } from '../../main/integrations/documents/order.ts'
import { verifyFile } from '../../main/verifying.ts'
import { sealPdf } from '../../main/integrations/documents/pdf-seal.ts'
import { evidence, fileOf, hub, stranger, documentBytes } from '../core/signing/sealed.ts'

const root = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'harmony-verify-'))
const elsewhere = join(folder, 'elsewhere')
const data = join(folder, 'data')

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}
const ended = (words: readonly string[], where = elsewhere, environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [...words], { cwd: where, env: { PATH: '', HARMONY_DATA: data, HOME: folder, LANG: 'en_GB.UTF-8', ...environment } }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err })) // prettier-ignore
  })
const main = `require('./cli.cjs').main(process.argv.slice(1)).then((code) => { process.exitCode = code })`
const verify = (words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> => ended(['-e', main, '--', 'verify', ...words], elsewhere, environment) // prettier-ignore
const kept = (name: string, bytes: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

let paper: Buffer
beforeAll(async () => {
  // Builds the bundle where it is older than its sources, as every start does.
  const built = await ended([join(root, 'main', 'launch.mjs'), '--version'], root, { PATH: process.env['PATH'] })
  expect(built).toMatchObject({ code: 0 })
  mkdirSync(elsewhere)
  for (const part of ['cli.cjs', 'chunks']) cpSync(join(root, 'dist', part), join(elsewhere, part), { recursive: true })
  const { payload, clauses, signature } = evidence()
  const page = orderPage(payload, clauses, signature.payloadHash, signature, null) as unknown as Omit<OrderDocument, 'attachments'>
  const printed = await renderOrder({
    ...page,
    attachments: [
      {
        name: 'harmony-evidence.json',
        mime: 'application/json',
        relationship: 'data',
        description: '',
        bytes: Buffer.from(fileOf(evidence())),
      },
      { name: 'document-as-seen.pdf', mime: 'application/pdf', relationship: 'source', description: '', bytes: documentBytes },
    ],
  })
  paper = Buffer.from(await sealPdf(printed, async (text) => ({ key: hub.key, signature: hub.sign(text) })))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

jest.setTimeout(60_000)

describe('harmony verify', () => {
  it('proves both files in words, and leaves nothing behind', async () => {
    for (const file of [kept('evidence.json', fileOf(evidence())), kept('signed.pdf', paper)]) {
      const { code, out, err } = await verify([file])
      expect([code, err]).toEqual([0, ''])
      expect(out).toContain('✓ Prices, quantities and everything else of the order are as they were signed.')
      expect(out).toContain('✓ The company has countersigned it')
      expect(out).toContain('Intact: signed by Priya Shah on 2026-11-30T10:06:02.000Z.')
      expect(out).not.toContain('✗')
    }
    expect(existsSync(data)).toBe(false)
    expect(readdirSync(elsewhere).sort()).toEqual(['chunks', 'cli.cjs'])
  })

  it('names the broken link when one byte is flipped', async () => {
    const text = Buffer.from(fileOf(evidence()))
    text[text.indexOf('When a term ends') + 3] = 'm'.charCodeAt(0)
    const told = await verify([kept('flipped.json', text)])
    expect(told.code).toBe(1)
    expect(told.out).toContain('✗ The words of a clause are not those that were signed: RENEWAL 1')
    expect(told.out).toContain('Broken link: The words of a clause')
    const page = Buffer.from(paper)
    page[2000] = page[2000]! ^ 4
    const paperTold = await verify([kept('flipped.pdf', page)])
    expect(paperTold.code).toBe(1)
    expect(paperTold.out).toContain('Broken link: ')
  })

  it('names the enclosed file that a byte of the paper was flipped in, and passes none', () => {
    const text = paper.toString('latin1')
    const enclosed = [...text.matchAll(/\/Type\s*\/EmbeddedFile/g)].map(({ index }) => {
      const begins = text.indexOf('stream', index) + 8
      return Math.floor((begins + text.indexOf('endstream', begins)) / 2)
    })
    const flippedAt = (at: number, bit = 0): string | undefined => {
      const flipped = Buffer.from(paper)
      flipped[at] = flipped[at]! ^ (1 << bit)
      return verifyFile(flipped).broken?.check
    }
    expect(enclosed.map((at) => flippedAt(at)).sort()).toEqual(['document', 'form'])
    for (let at = 0; at < paper.length; at += 97) expect([at, flippedAt(at, at % 8) ?? 'passed']).not.toEqual([at, 'passed'])
    // Another paper behind it, or one more update, is no longer the file that was written.
    expect(verifyFile(Buffer.concat([paper, Buffer.from('\n')])).broken?.check).toBe('file')
    expect(verifyFile(Buffer.concat([paper, paper])).broken?.check).toBe('file')
  })

  it('says it in German, and as JSON for programs', async () => {
    const file = kept('again.json', fileOf(evidence()))
    expect((await verify([file, '--language', 'de'])).out).toContain('Unversehrt: unterschrieben von Priya Shah')
    expect((await verify([file], { LANG: 'de_DE.UTF-8' })).out).toContain('✓ Die Klauseln sind Wort für Wort die unterschriebenen.')
    const { code, out } = await verify([file, '--json'])
    const told = JSON.parse(out) as { ok: boolean; broken: unknown; checks: { check: string; stands: string }[]; key: string }
    expect([code, told.ok, told.broken, told.key]).toEqual([0, true, null, hub.key])
    expect(told.checks).toHaveLength(12)
    const forged = await verify([kept('forged.json', fileOf(evidence(), stranger)), '--json'])
    expect([forged.code, JSON.parse(forged.out)]).toEqual([
      1,
      expect.objectContaining({ ok: false, broken: expect.objectContaining({ check: 'file' }) }),
    ])
  })

  it('trusts the key that it is given and no other', async () => {
    const file = kept('pinned.json', fileOf(evidence()))
    expect((await verify([file, '--key', kept('hub.key', `${hub.key}\n`)])).code).toBe(0)
    const other = await verify([file, '--key', kept('other.key', stranger.key)])
    expect([other.code, other.out.includes('The company’s key is not the one you trust')]).toEqual([1, true])
    // Whoever makes up a whole company proves nothing to somebody who knows the real one.
    const made = await verify([kept('made-up.json', fileOf(evidence({ by: stranger, countersigned: false, keys: [] }), stranger)), '--key', kept('real.key', hub.key)]) // prettier-ignore
    expect(made.code).toBe(1)
  })

  it('tells a mistake of the reader from a broken file', async () => {
    expect((await verify([join(folder, 'nowhere.json')])).code).toBe(2)
    expect((await verify([kept('some.json', '{}'), '--key', kept('bad.key', 'no key')])).code).toBe(2)
    expect((await verify([])).code).toBe(2)
    const { code, out } = await verify([kept('letter.txt', 'Dear Sir or Madam')])
    expect([code, out.trim().split('\n')[0]]).toEqual([1, '✗ The file is no evidence of Harmony, or something was put in or cut out.'])
  })
})
