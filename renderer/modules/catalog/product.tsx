import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { price } from '../billing/amounts.ts'
import { PlainCard } from './card.tsx'
import { EditName } from './edit-name.tsx'
import styles from './catalog.module.css'
import { bandText, basisOf, textIn, type Basis, type Price, type ProductCard, type Version } from './product-text.ts'

/** A product in plain language: what it is, what it costs, how it bills, who holds which version. */
export default function ProductScreen() {
  const say = useSay()
  const { manifest } = useHarmony()
  const code = useParam('product')
  const { data, error } = useAsk<ProductCard>('catalog.product', { product: code })
  useTitle(data ? textIn(manifest.language, data.product.names) : undefined)
  if (error) return <Nothing icon="danger" title={say('catalog.product')} lead={error.message} />
  return data ? <Shown card={data} /> : <Bones label={say('catalog.product')} lines={8} />
}

function Shown({ card }: { card: ProductCard }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [editing, setEditing] = useState(false)
  const { product } = card
  const current = card.versions.find((v) => v.version === product.version) ?? card.versions[0]
  const sold = card.linesByVersion.reduce((sum, v) => sum + v.lineCount, 0)
  return (
    <Page>
      <PageHead
        title={textIn(manifest.language, product.names)}
        chip={<Chip tone={product.active ? 'ok' : 'neutral'}>{say(product.active ? 'catalog.ui.sold' : 'catalog.ui.notSold')}</Chip>}
        lead={`${product.code} · ${say(`choice.kind.${product.kind}`)}`}
      >
        <Button icon="percent" onClick={() => go(`/pricing?product=${encodeURIComponent(product.code)}`)}>
          {say('pricing.rate')}
        </Button>
        {may('catalog.write') ? (
          <>
            <Button icon="draft" onClick={() => setEditing(true)}>
              {say('catalog.ui.edit')}
            </Button>
            <Button look="primary" icon="plus" onClick={() => go(`/products/${encodeURIComponent(product.code)}/design`)}>
              {say('catalog.publishVersion')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <Parts
        aside={
          <Card title={say('catalog.ui.use')}>
            <p>{say('catalog.ui.lines', { count: sold, figure: culture.count(sold) })}</p>

            {sold > 0 ? <Go to={`/products/${encodeURIComponent(product.code)}/lines`}>{say('catalog.ui.showLines')}</Go> : null}
          </Card>
        }
      >
        <PlainCard product={product.code} current={product.version} versions={card.versions.map((v) => v.version)} />
        {current ? <Prices version={current} basis={basisOf(product.kind, current.basis)} /> : null}
        <Versions card={card} />
        <History record="products" id={product.code} />
      </Parts>
      {editing ? <EditName product={product} onClose={() => setEditing(false)} /> : null}
    </Page>
  )
}

function Prices({ version, basis }: { version: Version; basis: Basis }) {
  const say = useSay()
  return (
    <Card title={say('catalog.ui.prices')}>
      {version.prices.length === 0 ? <p>{say('catalog.ui.noPrices')}</p> : null}
      <div className={styles['prices']}>
        {version.prices.map((p) => (
          <PriceShown key={p.currency} of={p} basis={basis} />
        ))}
      </div>
    </Card>
  )
}
function PriceShown({ of, basis }: { of: Price; basis: Basis }) {
  const say = useSay()
  const culture = useCulture()
  const names = new Intl.DisplayNames([useHarmony().manifest.language], { type: 'currency' })
  return (
    <section className={styles['price']} aria-label={of.currency}>
      <h3>{`${of.currency} · ${names.of(of.currency) ?? ''}`}</h3>
      {of.bands.length > 0 ? (
        <Table
          caption={say('catalog.ui.bandsOf', { currency: of.currency })}
          columns={[
            { name: say('billing.ui.units') },
            { name: say(`catalog.ui.unitPrice.${basis}`), figures: true },
            ...(of.bands.some((b) => b.flatFee) ? [{ name: say('field.flatFee'), figures: true }] : []),
          ]}
          rows={of.bands.map((b, i) => [
            bandText(say, culture, of.bands, i),
            price(culture, of.currency, b.unitPrice),
            ...(of.bands.some((x) => x.flatFee) ? [b.flatFee ? price(culture, of.currency, b.flatFee) : ''] : []),
          ])}
        />
      ) : (
        <>
          <span className={`${styles['amount']} figures`}>{price(culture, of.currency, of.unitPrice ?? '0')}</span>
          <span>
            {of.packageSize ? say('catalog.ui.package', { size: culture.decimal(of.packageSize) }) : say(`catalog.ui.each.${basis}`)}
          </span>
        </>
      )}
    </section>
  )
}

function Versions({ card }: { card: ProductCard }) {
  const say = useSay()
  const culture = useCulture()
  const lines = new Map(card.linesByVersion.map((v) => [v.version, v.lineCount]))
  return (
    <Card title={say('catalog.ui.versions')}>
      <Table
        caption={say('catalog.ui.versions')}
        columns={[
          { name: say('field.version'), figures: true },
          { name: say('field.validFrom') },
          { name: say('field.model') },
          { name: say('field.basis') },
          { name: say('field.measure') },
          { name: say('field.lineCount'), figures: true },
        ]}
        rows={card.versions.map((v) => [
          culture.count(v.version),
          culture.day(v.validFrom),
          say(`choice.model.${v.model}`),
          say(`choice.basis.${v.basis}`),
          say(`choice.measure.${v.measure}`),
          culture.count(lines.get(v.version) ?? 0),
        ])}
      />
    </Card>
  )
}
