import { orderPage as composed, type Drawn } from '../../core/signing/order-page.ts'
import { orderPage, type OrderDocument } from '../../main/integrations/documents/order.ts'
import { sha256, britishOrder, drawnLine, germanQuote } from '../core/signing/sample.ts'

const everything = () => true
const signature = {
  signer: 'Priya Shah', role: null, place: null, method: 'link', image: drawnLine, signedAt: '2026-11-30T10:06:02.000Z', viewedAt: '2026-11-30T10:02:11.000Z',
  document: { hash: sha256('seen'), name: 'seen.pdf', mime: 'application/pdf', size: 1 }, sealKey: sha256('key'), link: sha256('link'),
} as unknown as Drawn // prettier-ignore
const pageOf = (payload: typeof britishOrder, drawn: Drawn | null = null) =>
  orderPage({ ...(composed(payload, [], sha256('payload'), drawn) as unknown as OrderDocument), attachments: [] }, everything)

describe('the paper of an order', () => {
  it('says how it was signed by a link: drawn, or by name alone', () => {
    const how = (image: string | null, payload = britishOrder) => pageOf(payload, { ...signature, image }).agreement.signed?.how
    expect([how(drawnLine), how(null)]).toEqual([
      'Drawn by the signer, by a personal link.',
      'Signed by a personal link, without a drawn signature.',
    ])
    expect(how(drawnLine, germanQuote)).toBe('Vom Unterzeichner gezeichnet, über einen persönlichen Link.')
  })
  it('of a change order says which order it takes the place of, before anything else that is noted', () => {
    const change = pageOf({ ...britishOrder, kind: 'changeOrder', changes: 'NLUK-ORD-26-000009', note: 'In two parts.' })
    expect(change.headline.title).toBe('Change order')
    expect(change.facts).toContainEqual({ label: 'Changes order', value: 'NLUK-ORD-26-000009' })
    expect(change.note).toEqual([
      'This change order takes the place of order NLUK-ORD-26-000009, whole: from its signature on, what stands here counts.',
      'In two parts.',
    ])
    expect(pageOf(britishOrder).note.join()).not.toContain('takes the place')
  })
})
