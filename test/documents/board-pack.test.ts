import { renderPack, type PackDocument } from '../../main/integrations/documents/board-pack.ts'

const pack = (more: Partial<PackDocument> = {}): PackDocument => ({
  period: '2026-11', currency: 'GBP', language: 'en', final: true, version: 1, title: 'Northlight IT Ltd', day: '2026-11-30', entities: [{ entity: 'NLUK', name: 'Northlight IT Ltd' }],
  sections: [
    { section: 'profit', currency: 'GBP', exponent: 2, columns: ['NLUK', 'eliminated', 'group'], rows: [{ word: null, name: '4300 Services', amounts: ['100000', '0', '100000'], strong: false }, { word: 'result', name: '', amounts: ['100000', '0', '100000'], strong: true }] },
    { section: 'deferred', currency: 'GBP', exponent: 2, columns: ['opening', 'closing'], rows: [] },
  ],
  ...more,
}) // prettier-ignore

describe('the printed board pack', () => {
  it('is the same bytes for the same figures, other ones for other figures, languages and drafts', async () => {
    const bytes = await Promise.all(
      [pack(), pack(), pack({ language: 'de' }), pack({ final: false }), pack({ version: 2 })].map(renderPack),
    )
    const texts = bytes.map((one) => Buffer.from(one).toString('base64'))
    expect(Buffer.from(bytes[0]!).subarray(0, 5).toString()).toBe('%PDF-')
    expect(texts[0]).toBe(texts[1])
    expect(new Set(texts).size).toBe(4)
  })
})
