import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useHarmony, useOperation } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Designer } from './designer.tsx'
import { draftDocument, type Behaviours, type WireDocument } from './document-draft.ts'
import { textIn, type ProductCard } from './product-text.ts'

/** The next version of a product begins with what the version on sale says. */
export default function DesignScreen() {
  const say = useSay()
  const code = useParam('product')
  const { culture, manifest } = useHarmony()
  const plan = useOperation('catalog.cardOfDraft')?.input.fields?.['behaviours']
  const behaviours = useAsk<Behaviours>('catalog.behaviours', { language: manifest.language })
  const product = useAsk<ProductCard>('catalog.product', { product: code })
  const document = useAsk<{ behaviours: WireDocument; version: number }>('catalog.document', { product: code })
  const name = product.data ? textIn(manifest.language, product.data.product.names) : ''
  useTitle(product.data ? say('catalog.ui.designing', { product: name }) : undefined)
  const first = useMemo(
    () => (plan && document.data ? draftDocument(plan, document.data.behaviours, culture) : null),
    [plan, document.data?.version, culture],
  )
  const error = product.error ?? document.error ?? behaviours.error
  if (error) return <Nothing icon="danger" whole title={say('catalog.product')} lead={error.message} />
  if (!plan || !first || !behaviours.data || !product.data || !document.data) return <Bones label={say('catalog.product')} lines={10} />
  return (
    <Designer
      key={`${code} ${document.data.version} ${culture}`}
      title={say('catalog.ui.designing', { product: name })}
      lead={say('catalog.ui.designLead', { code, version: `${document.data.version + 1}`, before: `${document.data.version}` })}
      product={code}
      plan={plan}
      behaviours={behaviours.data}
      first={first}
    />
  )
}
