import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileRef } from '../../core/kernel/shape.ts'
import { payloadWire, type Payload } from '../../core/signing/payload.ts'
import { enclosedIn } from '../../main/integrations/documents/pdf-files.ts'
import { verifyFile } from '../../main/verifying.ts'
import { britishOrder, germanQuote } from '../core/signing/sample.ts'
import { readPdf } from '../documents/pdf.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

jest.setTimeout(60_000)

describe.each(stores)('signing by a link on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'signing-by-link')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  /** As somebody without any sign-in would. */
  const visit = async (operation: string, input: object): Promise<any> => {
    const caller = house.harmony.visitor({ address: '203.0.113.7', language: 'en' })
    const outcome = await house.harmony.run({ id: randomUUID(), operation, input, caller })
    return outcome.ok ? outcome.result : outcome.refusal.refused
  }
  const bytesOf = async (file: FileRef): Promise<Buffer> => (await house.harmony.files.get(file.hash))!
  const invited = async (
    payload: Payload = britishOrder,
    more: object = {},
  ): Promise<{ link: string; invitation: string; document: FileRef }> => {
    const { file } = await house.do('signing.preview', { payload: payloadWire(payload) })
    const input = { record: 'quotes', subject: payload.id, entity: payload.seller.entity, customer: payload.buyer.customer, payload: payloadWire(payload), document: file, signer: 'Priya Shah', email: 'priya@zenith.example', ...more } // prettier-ignore
    return { ...(await house.do('signing.invite', input)), document: file }
  }
  const agreed = (link: string, document: FileRef, more: object = {}) => ({
    link,
    signer: 'Priya Shah',
    role: 'Managing director',
    viewed: document.hash,
    consent: britishOrder.consent,
    ...more,
  })

  it('whoever holds it reads the very document, then signs once', async () => {
    const { link, document } = await invited()
    expect(await visit('signing.signByLink', agreed(link, document))).toBe('signing.notOpened')
    expect(await visit('signing.printByLink', { link })).toBe('signing.notSigned')
    const page = await visit('signing.openLink', { link })
    const { base64 } = await visit('signing.linkFile', { link, signed: false })
    expect(Buffer.from(base64, 'base64').equals(await bytesOf(document))).toBe(true)
    expect(await visit('signing.linkFile', { link, signed: true })).toBe('signing.notSigned')
    expect(page.clauses.map(({ heading }: { heading: string }) => heading)).toContain('Automatic renewal')
    expect(await visit('signing.signByLink', agreed(link, { ...document, hash: 'a'.repeat(64) }))).toBe('signing.notViewed')
    expect(await visit('signing.signByLink', agreed(link, document, { consent: 'Whatever.' }))).toBe('signing.noConsent')
    const { signature } = await visit('signing.signByLink', agreed(link, document))
    expect(await visit('signing.signByLink', agreed(link, document))).toBe('signing.signedBefore')
    expect((await visit('signing.openLink', { link })).signedAt).not.toBeNull()
    await visit('signing.printByLink', { link })
    const paper = await visit('signing.linkFile', { link, signed: true })
    // What is kept of calls says that it was looked at and printed, not what: the bytes lie once, in the archive.
    const [longest] = await house.harmony.database.read((session) =>
      session.rows(`select max(length(outcome)) from calls where operation in ('signing.openLink', 'signing.printByLink')`),
    )
    expect(Number(longest![0])).toBeLessThan(20_000)
    expect(Buffer.from(paper.base64, 'base64').equals(await bytesOf((await house.do('signing.print', { signature })).file))).toBe(true)
    const kept = await house.do('signing.signature', { signature })
    expect(kept.signature).toMatchObject({ method: 'link', signer: 'Priya Shah', record: 'quotes', subject: britishOrder.id, image: null })
    expect(kept.checks.map(({ check, stands }: { check: string; stands: string }) => `${check} ${stands}`)).toEqual([
      'form yes', 'clauses yes', 'payload yes', 'document yes', 'consent yes', 'line absent', 'seal yes', 'link yes', 'key yes', 'receipt absent', 'pin absent',
    ]) // prettier-ignore
  })

  it('a link that was withdrawn, is over, or never was opens nothing, and says why', async () => {
    const { link, invitation, document } = await invited()
    await house.do('signing.withdrawLink', { invitation })
    expect(await visit('signing.openLink', { link })).toBe('signing.linkTakenBack')
    expect(await visit('signing.signByLink', agreed(link, document))).toBe('signing.linkTakenBack')
    expect(await visit('signing.printByLink', { link })).toBe('signing.linkTakenBack')
    expect(await visit('signing.openLink', { link: 'x'.repeat(43) })).toBe('signing.badLink')
    const late = await invited()
    await visit('signing.openLink', { link: late.link })
    await house.harmony.database.transact((session) => session.run(`update signing_invitations set expires_at = '2026-11-29T10:00:00.000Z' where id = '${late.invitation}'`)) // prettier-ignore
    expect(await visit('signing.openLink', { link: late.link })).toBe('signing.linkOver')
    expect(await visit('signing.signByLink', agreed(late.link, late.document))).toBe('signing.linkOver')
    expect(await house.refused('signing.invite', { ...(await input()), days: 91 })).toBe('signing.badDays')
    async function input() {
      const { file } = await house.do('signing.preview', { payload: payloadWire(britishOrder) })
      return { record: 'quotes', subject: britishOrder.id, entity: 'NLUK', customer: britishOrder.buyer.customer, payload: payloadWire(britishOrder), document: file, signer: 'P' } // prettier-ignore
    }
  })

  it('the link itself lies nowhere: not in the database, and not in what is remembered of the call', async () => {
    const { link } = await invited()
    const found = await house.harmony.database.read(async (session) => {
      const calls = await session.rows(`select count(*) from calls where outcome like '%${link}%'`)
      const kept = await session.rows(`select count(*) from signing_invitations where link_hash = '${link}'`)
      return [Number(calls[0]![0]), Number(kept[0]![0])]
    })
    expect(found).toEqual([0, 0])
  })

  it('two who sign at once sign once', async () => {
    const { link, document } = await invited()
    await visit('signing.openLink', { link })
    const told = await Promise.all([
      visit('signing.signByLink', agreed(link, document)),
      visit('signing.signByLink', agreed(link, document)),
    ])
    expect(told.filter((one) => one === 'signing.signedBefore')).toHaveLength(1)
    expect(told.filter((one) => typeof one === 'object')).toHaveLength(1)
  })

  it('people of another legal entity see neither the signature nor its evidence', async () => {
    const { link, document } = await invited()
    await visit('signing.openLink', { link })
    const { signature } = await visit('signing.signByLink', agreed(link, document))
    const [elsewhere] = (await house.do('people.users', {})).rows.filter(({ entities }: any) => entities !== null && !entities.includes('NLUK')) // prettier-ignore
    const other = await house.as(elsewhere.login)
    const told = await Promise.all(
      ['signing.signature', 'signing.export'].map((operation) => other.refused(operation, { signature }).catch((e: Error) => e.message)),
    )
    for (const code of told) expect(['signing.unknown', 'operation.forbidden']).toContain(code)
    expect(await house.refused('signing.signature', { signature: randomUUID() })).toBe('signing.unknown')
  })

  describe('what is printed and exported', () => {
    let signature: string
    let viewed: FileRef
    beforeAll(async () => {
      const { link, document } = await invited({ ...germanQuote })
      await visit('signing.openLink', { link })
      viewed = document
      ;({ signature } = await visit('signing.signByLink', agreed(link, document, { consent: germanQuote.consent })))
    })

    it('is PDF/A-3 in the customer’s language with the evidence and the document that was looked at inside; again the very bytes', async () => {
      const printed = await house.do('signing.print', { signature })
      expect(printed).toMatchObject({ language: 'de', countersigned: false })
      const bytes = await bytesOf(printed.file)
      const { metadata, text, attachments } = readPdf(bytes)
      expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>')
      for (const words of [
        'Angebot',
        'AN-26-0042, Fassung 2',
        'Automatische Verlängerung',
        'Unterschrieben von',
        'Priya Shah',
        '1.080,00 €',
        'Wie sich das beweisen lässt',
      ])
        expect(text).toContain(words)
      expect(attachments.map(({ name, relationship }) => `${name} ${relationship}`)).toEqual(['harmony-evidence.json Data', 'document-as-seen.pdf Source']) // prettier-ignore
      expect(attachments[1]!.bytes.equals(await bytesOf(viewed))).toBe(true)
      const again = await house.do('signing.print', { signature })
      expect(again.file.hash).toBe(printed.file.hash)
    })

    // Poppler is not everywhere; the tests above read the file themselves. Where it is, it must agree.
    const poppler = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'].find((place) => existsSync(join(place, 'pdfdetach')))
    it(
      poppler ? 'poppler takes the files out and finds no fault' : 'poppler is not on this machine: only our own reader has read the files',
      async () => {
        if (!poppler) return
        const folder = mkdtempSync(join(tmpdir(), 'harmony-detach-'))
        try {
          const file = join(folder, 'signed.pdf')
          writeFileSync(file, await bytesOf((await house.do('signing.print', { signature })).file))
          const listed = execFileSync(join(poppler, 'pdfdetach'), ['-list', file], { encoding: 'utf8' })
          expect(listed).toContain('2 embedded files')
          execFileSync(join(poppler, 'pdfdetach'), ['-saveall', '-o', folder, file])
          expect(readFileSync(join(folder, 'document-as-seen.pdf')).equals(await bytesOf(viewed))).toBe(true)
          expect(verifyFile(readFileSync(join(folder, 'harmony-evidence.json'))).broken).toBeNull()
          expect(execFileSync(join(poppler, 'pdfinfo'), [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toMatch(
            /Pages:\s+\d/,
          )
        } finally {
          rmSync(folder, { recursive: true })
        }
      },
    )

    it('both files prove themselves; the company’s key can be asked for', async () => {
      const { own } = await house.do('signing.keys')
      const files = [
        (await house.do('signing.print', { signature })).file,
        (await house.do('signing.export', { signature })).file,
      ] as FileRef[]
      for (const file of files) {
        const { checks, broken, key } = verifyFile(await bytesOf(file), own)
        expect(broken).toBeNull()
        expect(key).toBe(own)
        expect(checks.filter(({ stands }) => stands === 'absent').map(({ check }) => check)).toEqual(['line', 'receipt'])
      }
      expect(verifyFile(await bytesOf(files[0]!), 'f'.repeat(64)).broken?.check).toBe('pin')
    })

    it('one flipped byte anywhere in the PDF breaks a link that is named', async () => {
      const bytes = await bytesOf((await house.do('signing.print', { signature })).file)
      expect(enclosedIn(bytes).size).toBe(2)
      const step = Math.floor(bytes.length / 150)
      const places = [0, 5, bytes.length - 1, bytes.length - 2, ...Array.from({ length: 150 }, (_, i) => i * step + (i % 7)), ...Array.from({ length: 120 }, (_, i) => bytes.length - 3 - i * 5)] // prettier-ignore
      const missed = places.filter((at) => {
        const flipped = Buffer.from(bytes)
        flipped[at] = flipped[at]! ^ (1 + (at % 200))
        return verifyFile(flipped).broken === null
      })
      expect(missed).toEqual([])
      for (const cut of [
        bytes.subarray(0, -1),
        Buffer.concat([bytes, Buffer.from('\n')]),
        bytes.subarray(0, 1000),
        Buffer.concat([bytes, bytes]),
      ])
        expect(verifyFile(cut).broken).not.toBeNull()
    })
  })
})
