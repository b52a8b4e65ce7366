import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { IconButton } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { price } from '../billing/amounts.ts'
import { priceText, textIn, type ProductCard } from '../catalog/product-text.ts'
import styles from './contracts.module.css'
import type { Line } from './types.ts'

/** What the contract sells, where each price comes from, how far it is billed and what comes next. */
export function LinesCard({
  lines,
  onChange,
  onEnd,
}: {
  lines: readonly Line[]
  onChange?: (line: Line) => void
  onEnd?: (line: Line) => void
}) {
  const say = useSay()
  const culture = useCulture()
  const figures = (name: string) => ({ name, figures: true })
  const day = (of: string | null) => (of ? culture.day(of) : '')
  return (
    <Card title={say('field.lines')}>
      <Table
        caption={say('field.lines')}
        empty={say('contracts.ui.noLines')}
        columns={[
          figures(say('contracts.ui.no')),
          { name: say('field.product') },
          figures(say('field.quantity')),
          figures(say('field.unitPrice')),
          { name: say('contracts.ui.rhythm') },
          { name: say('contracts.ui.term') },
          { name: say('field.billedTo') },
          { name: say('contracts.ui.tax') },
          { name: say('field.state') },
          ...(onChange ? [{ name: say('app.more') }] : []),
        ]}
        rows={lines.map((l) => [
          culture.count(l.number),
          <What key="w" line={l} />,
          culture.decimal(l.quantity),
          <PriceOf key="p" line={l} />,
          <span key="r" className={styles['what']}>
            {say('contracts.ui.every', { count: l.months })}
            <small>
              {say(`choice.timing.${l.timing}`)}, {say(`choice.anchor.${l.anchor}`)}
            </small>
          </span>,
          l.end ? `${day(l.start)} – ${day(l.end)}` : say('contracts.ui.since', { day: day(l.start) }),
          <span key="b" className={styles['what']} data-narrow>
            {day(l.billedTo) || <span className={styles['none']}>{say('contracts.ui.notYet')}</span>}
            <small>{l.nextFrom ? say('contracts.ui.nextFrom', { day: day(l.nextFrom) }) : say('contracts.ui.done')}</small>
          </span>,
          l.taxCodes.join(' + '),
          <Chip key="s" tone={toneOf(l.state)}>
            {say(`choice.state.${l.state}`)}
          </Chip>,
          ...(onChange && onEnd
            ? [
                l.state === 'ended' ? (
                  ''
                ) : (
                  <Menu
                    key="m"
                    target={<IconButton icon="more" label={say('contracts.ui.actions', { line: l.number })} />}
                    items={[
                      { label: say('contracts.changeLine'), icon: 'draft', does: () => onChange(l) },
                      { label: say('contracts.endLine'), icon: 'close', does: () => onEnd(l) },
                    ]}
                  />
                ),
              ]
            : []),
        ])}
      />
    </Card>
  )
}

function What({ line }: { line: Line }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const name = textIn(manifest.language, line.productNames)
  return (
    <span className={styles['what']}>
      {line.description ?? name}
      <small>
        <Go to={`/products/${encodeURIComponent(line.product)}`}>{line.product}</Go>
        {line.description ? ` · ${name}` : ''}
        {line.poNumber ? ` · ${say('field.poNumber')} ${line.poNumber}` : ''}
      </small>
    </span>
  )
}

/** The agreed price, or that of the product's version that the line was sold with. */
function PriceOf({ line }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const product = useAsk<ProductCard>('catalog.product', { product: line.product }, { enabled: may('catalog.read') })
  const version = product.data?.versions.find((v) => v.version === line.version)
  const list = version?.prices.find((p) => p.currency === line.currency)
  if (line.unitPrice)
    return (
      <span className={styles['price']}>
        {price(culture, line.currency, line.unitPrice)}
        <small>{version ? say(`contracts.ui.agreed.${version.basis}`) : say('contracts.ui.agreed')}</small>
      </span>
    )
  return (
    <span className={styles['price']}>
      {version && list ? priceText(say, culture, version.basis, list) : say('contracts.ui.listPrice')}
      <small>{say('contracts.ui.fromList', { version: culture.count(line.version) })}</small>
    </span>
  )
}
