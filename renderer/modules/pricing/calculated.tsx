import { useEffect } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSearchState } from '../../app/go.tsx'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card } from '../../kit/page.tsx'
import { textIn, type ProductCard } from '../catalog/product-text.ts'
import { Compared } from './compared.tsx'
import { draftFrom, readDraft, type Draft } from './draft.ts'
import { Explained } from './explained.tsx'
import { TariffFields } from './fields.tsx'
import styles from './pricing.module.css'
import { Priced } from './priced.tsx'

/** What a quantity costs, for any price model or with the prices of a product. */
export function Calculated({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const say = useSay()
  const { culture, manifest } = useHarmony()
  const [{ product: asked }, setSearch] = useSearchState()
  const product = typeof asked === 'string' ? asked : ''
  const view = useLookup('products')
  const card = useAsk<ProductCard>('catalog.product', { product }, { enabled: product !== '' })
  const version = product === '' ? undefined : card.data?.versions.find((v) => v.version === card.data?.product.version)
  // The prices of a chosen product fill the form, once: whoever changes them and comes back from another tab finds the change.
  useEffect(() => {
    const first = version?.prices.find((p) => p.currency === draft.currency) ?? version?.prices[0]
    if (version && first && version.id !== draft.filledBy) onDraft(draftFrom(culture, version, first, draft))
  }, [version?.id])
  const { input, wrong } = readDraft(culture, draft)
  const chooseCurrency = (currency: string): void => {
    const own = version?.prices.find((p) => p.currency === currency)
    onDraft(version && own ? draftFrom(culture, version, own, draft) : { ...draft, currency })
  }
  return (
    <>
      <div className={styles['columns']}>
        <Card title={say('pricing.ui.given')}>
          <div className={styles['fields']}>
            {view ? (
              <ReferenceField
                label={say('pricing.ui.fromProduct')}
                view={view}
                value={product}
                onChange={(next) => setSearch({ product: next || undefined })}
                clearable
              />
            ) : null}
            <TariffFields draft={draft} onDraft={onDraft} onCurrency={chooseCurrency} wrong={wrong} />
          </div>
        </Card>
        <Priced
          input={input}
          {...(card.data
            ? { product: textIn(manifest.language, card.data.product.names), unit: textIn(manifest.language, card.data.product.unit) }
            : {})}
        />
      </div>
      <Compared input={input} />
      <Explained draft={draft} />
    </>
  )
}
