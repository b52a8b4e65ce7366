import { aDocument } from '../../core/catalog/behaviours/list.ts'
import { documentOf } from '../../core/catalog/document.ts'
import { readBehaviours } from '../../core/catalog/read-behaviours.ts'
import { productVersions, products } from '../../core/catalog/product.ts'
import { productRows, productVersionRows } from '../../core/demo/products.ts'
import { planOf } from '../../core/kernel/shape.ts'
import { draftDocument, placeOf, readDocument, sectionNames, sectionPlan, withKind, type Behaviours, type WireDocument } from '../../renderer/modules/catalog/document-draft.ts' // prettier-ignore

const plan = planOf(aDocument)
const behaviours = readBehaviours.output.print(readBehaviours.work({ language: 'en' }) as never) as unknown as Behaviours
const id = '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417'
const documents = productVersionRows.map((row): readonly [string, WireDocument] => {
  const product = products.shape.parse(
    productRows.find(({ code }) => code === row.product),
    'product',
  )
  return [
    row.product,
    JSON.parse(JSON.stringify(aDocument.print(documentOf(product, productVersions.shape.parse({ id, ...row }, 'version'))))),
  ]
})
/** What is left out and what is nothing is the same. */
const parsed = (document: unknown) => aDocument.parse(document, 'document')

describe('the draft of a product', () => {
  describe.each(['en-GB', 'de-DE'])('in %s', (culture) => {
    it.each(documents)('%s is read back as it was, term by term', (_code, document) => {
      const read = readDocument(plan, behaviours, draftDocument(plan, document, culture), culture)
      expect(read.troubles).toEqual([])
      expect(parsed(read.document)).toEqual(parsed(document))
    })
  })
  it('shows the terms of the behaviour that is chosen, and asks for those that it needs', () => {
    const document = documents.find(([code]) => code === 'MS-USER')![1]
    const draft = draftDocument(plan, document, 'en-GB')
    const fields = (mode: string) => sectionPlan(plan, behaviours, 'renew', { ...draft.renew, mode }).fields!
    expect(Object.keys(fields('none'))).not.toContain('noticeDays')
    expect(fields('auto')['noticeDays']).toEqual({ kind: 'count' })
    expect(fields('auto')['cancelDays']).toEqual({ kind: 'count', optional: true })
    // What the other choice had is not sent along.
    const read = readDocument(plan, behaviours, { ...draft, renew: { ...draft.renew, mode: 'none' } }, 'en-GB')
    expect(read.document!.renew).not.toHaveProperty('noticeDays')
    const empty = readDocument(plan, behaviours, { ...draft, renew: { ...draft.renew, noticeDays: '' } }, 'en-GB')
    expect(empty).toEqual({ document: null, troubles: [{ at: 'renew.noticeDays', kind: 'required' }] })
  })
  it('of another kind of sale is billed and earned in another way, at the same prices', () => {
    const draft = draftDocument(plan, documents.find(([code]) => code === 'MS-USER')![1], 'en-GB')
    const once = withKind(plan, behaviours, draft, 'oneOff', 'en-GB')
    expect([once.sell['kind'], once.bill['timing'], once.renew['mode'], once.sell['prices']]).toEqual([
      'oneOff',
      'once',
      'none',
      draft.sell['prices'],
    ])
    expect(readDocument(plan, behaviours, once, 'en-GB').troubles).toEqual([])
  })
  it('marks the field that a refusal is about', () => {
    expect(placeOf({ section: 'sell', field: 'prices.0' })).toBe('sell.prices[0]')
    expect(placeOf({ section: 'renew', field: 'uplift.index' })).toBe('renew.uplift.index')
  })
  it('has a tab for every section', () => {
    expect([...sectionNames].sort()).toEqual(behaviours.sections.map(({ section }) => section).sort())
  })
})
