import fc from 'fast-check'
import type { Wire } from '../../../core/kernel/shape.ts'
import type { CheckName } from '../../../core/signing/verify.ts'
import { checkNames } from '../../../core/signing/verify.ts'
import { verifyFile } from '../../../main/verifying.ts'
import { certified, closed, device, evidence, fileOf, hub, stranger } from './sealed.ts'

const whole = fileOf(evidence())
const open = (text = whole): { [name: string]: any } => {
  const { file: _closing, ...rest } = JSON.parse(text) as { [name: string]: Wire }
  return rest
}
const verdictOf = (text: string, pinned?: string) => verifyFile(Buffer.from(text), pinned)
const stands = (text: string, check: CheckName, pinned?: string) => verdictOf(text, pinned).checks.find((c) => c.check === check)?.stands

describe('evidence that is as it was', () => {
  it('stands, link by link, without any database', () => {
    const { checks, broken, signer } = verdictOf(whole)
    expect({ broken, signer }).toEqual({ broken: null, signer: 'Priya Shah' })
    expect(checks.map(({ check, stands }) => `${check} ${stands}`)).toEqual([
      'form yes', 'clauses yes', 'payload yes', 'document yes', 'consent yes', 'line yes', 'seal yes', 'link yes', 'key yes', 'receipt yes', 'pin absent', 'file yes',
    ]) // prettier-ignore
  })
  it('stands with the key that one trusts, and with no other', () => {
    expect(stands(whole, 'pin', hub.key)).toBe('yes')
    expect(verdictOf(whole, stranger.key).broken?.check).toBe('pin')
    expect(verdictOf(whole, device.key).broken?.check).toBe('pin')
  })
  it('stands before the hub has it, closed by the device itself', () => {
    const offline = fileOf(evidence({ countersigned: false }), device)
    expect(verdictOf(offline, hub.key).broken).toBeNull()
    expect(stands(offline, 'receipt')).toBe('absent')
  })
  it('says that nobody vouches for a key without a certificate', () => {
    const own = fileOf(evidence({ countersigned: false, keys: [] }), device)
    expect(stands(own, 'key')).toBe('absent')
    expect(verdictOf(own, hub.key).broken?.check).toBe('pin')
  })
})

describe('one changed thing names its link', () => {
  // Everything is closed anew by the hub's own key, as if somebody inside had a hand in it: the inner links must find it.
  const cases: readonly (readonly [string, (of: any) => void, CheckName])[] = [
    ['a price', (of) => (of.payload.lines[0].unitPrice = '35'), 'payload'],
    ['a total', (of) => (of.payload.totals[1].gross = '108001'), 'payload'],
    ['a line that was left out', (of) => of.payload.lines.pop(), 'payload'],
    ['a word of a clause', (of) => (of.clauses[2].text = of.clauses[2].text.replace('unless', 'because')), 'clauses'],
    ['a word of a clause, hash and all', (of) => { of.clauses[1].text += ' Or not.'; of.clauses[1].hash = 'f'.repeat(64) }, 'clauses'],
    ['a clause that was left out', (of) => of.clauses.pop(), 'clauses'],
    ['a clause of another version', (of) => (of.clauses[0].version = 9), 'clauses'],
    ['the document', (of) => (of.document.base64 = Buffer.from('another').toString('base64')), 'document'],
    ['the hash of the document', (of) => (of.document.hash = 'e'.repeat(64)), 'document'],
    ['the drawn line', (of) => (of.image = of.image.replace('40', '41')), 'line'],
    ['no drawn line', (of) => delete of.image, 'line'],
    ['the signer', (of) => (of.statement.signer = 'Somebody Else'), 'seal'],
    ['the place', (of) => (of.statement.place = 'Paris'), 'seal'],
    ['the time of the signature', (of) => (of.statement.signedAt = '2026-11-30T10:06:03.000Z'), 'seal'],
    ['looked at after it was signed', (of) => (of.statement.viewedAt = '2026-11-30T10:07:00.000Z'), 'consent'],
    ['the sentence that was agreed to', (of) => (of.statement.consent = 'I agree to anything.'), 'consent'],
    ['when it was sealed', (of) => (of.seal.at = '2026-11-30T10:06:02.501Z'), 'seal'],
    ['what was sealed before it', (of) => (of.seal.previous = 'd'.repeat(64)), 'seal'],
    ['the link', (of) => (of.seal.link = 'c'.repeat(64)), 'link'],
    ['the name of the device', (of) => (of.keys.find((key: any) => key.keptBy === 'device').name = 'K8'), 'key'],
    ['the device was revoked before', (of) => (of.keys.find((key: any) => key.keptBy === 'device').revokedAt = '2026-11-30T10:00:00.000Z'), 'key'],
    ['when the hub received it', (of) => (of.countersignature.receivedAt = '2026-11-30T18:03:00.000Z'), 'receipt'],
    ['the hub’s link', (of) => (of.countersignature.seal.link = 'b'.repeat(64)), 'receipt'],
    ['something that nobody asked for', (of) => (of.more = 'x'), 'form'],
    ['another format', (of) => (of.format = 'harmony-evidence/2'), 'form'],
  ] // prettier-ignore
  it.each(cases)('%s', (_says, change, link) => {
    const changed = structuredClone(open())
    change(changed)
    expect(verdictOf(closed(changed, hub)).broken?.check).toBe(link)
  })

  it('a revocation at the moment when it was sealed, or after it, changes nothing', () => {
    const changed = structuredClone(open())
    for (const revokedAt of [changed['seal'].at, '2026-12-01T00:00:00.000Z']) {
      changed['keys'].find((key: any) => key.keptBy === 'device').revokedAt = revokedAt
      expect(verdictOf(closed(changed, hub)).broken).toBeNull()
    }
  })
  it('evidence that a stranger sealed and closed is not the company’s', () => {
    const forged = fileOf(evidence({ by: stranger, countersigned: false }), stranger)
    expect(stands(forged, 'key')).toBe('absent')
    expect(verdictOf(forged, hub.key).broken?.check).toBe('pin')
    // The stranger puts the company's name on a certificate of his own: the company's key never signed it.
    const dressed = fileOf(evidence({ by: stranger, countersigned: false, keys: [{ ...certified(stranger, stranger, 'K7'), certifiedBy: hub.key as never }] }), stranger) // prettier-ignore
    expect(verdictOf(dressed, hub.key).broken?.check).toBe('key')
  })
  it('another device that the company took on may close it; one that takes itself on may not', () => {
    const other = certified(stranger, hub, 'K9')
    expect(verdictOf(fileOf(evidence({ keys: [certified(device, hub, 'K7'), certified(hub, hub, 'Northlight'), other] }), stranger), hub.key).broken).toBeNull() // prettier-ignore
    const self = certified(stranger, stranger, 'K9')
    expect(verdictOf(fileOf(evidence({ keys: [certified(device, hub, 'K7'), certified(hub, hub, 'Northlight'), self] }), stranger)).broken?.check).toBe('file') // prettier-ignore
    const forged = { ...other, certificate: self.certificate }
    expect(stands(fileOf(evidence({ keys: [certified(device, hub, 'K7'), certified(hub, hub, 'Northlight'), forged] }), stranger), 'file')).toBe('no') // prettier-ignore
  })
  it('a file that a stranger closed is broken, whatever is inside', () => {
    expect(verdictOf(fileOf(evidence(), stranger)).broken?.check).toBe('file')
  })
})

describe('one flipped byte', () => {
  it('anywhere in the file breaks a link that is named', () => {
    const bytes = Buffer.from(whole)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const flipped = Buffer.from(bytes)
        flipped[at] = flipped[at]! ^ by
        const { broken } = verifyFile(flipped)
        return broken !== null && checkNames.includes(broken.check)
      }),
      { numRuns: 1500 },
    )
  })
  it('in the words, the order, the document, the line or the seal names just that', () => {
    const places: readonly (readonly [string, CheckName])[] = [
      ['When a term ends', 'clauses'],
      ['Managed workplace', 'payload'],
      ['"base64":"', 'document'],
      ['"image":"M 40 1', 'line'],
      ['"signer":"Priya', 'seal'],
      ['"role":"Managing', 'seal'],
    ]
    for (const [place, link] of places) {
      const flipped = Buffer.from(whole)
      const at = whole.indexOf(place) + place.length
      flipped[at] = flipped[at]! ^ 1
      expect([place, verifyFile(flipped).broken?.check]).toEqual([place, link])
    }
  })
  it('every bit of the closing signature, the seal and the certificate counts', () => {
    for (const field of ['"certificate":"', '"signature":"', '"link":"', '"base64":"', '"image":"']) {
      const start = whole.indexOf(field) + field.length
      const end = whole.indexOf('"', start)
      for (const at of [start, Math.floor((start + end) / 2), end - 1]) {
        const flipped = Buffer.from(whole)
        flipped[at] = flipped[at]! ^ 1
        expect(verifyFile(flipped).broken).not.toBeNull()
      }
    }
  })
  it('cut off, empty, doubled or of another kind, it is no evidence', () => {
    for (const text of [
      '',
      '{}',
      'null',
      '[]',
      whole.slice(0, -1),
      whole + whole,
      `${whole}\n`,
      ` ${whole}`,
      `\ufeff${whole}`,
      JSON.stringify(JSON.parse(whole), null, 2),
    ])
      expect(verdictOf(text).broken?.check).toBe('form')
  })
})
