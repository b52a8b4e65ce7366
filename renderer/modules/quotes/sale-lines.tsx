import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Table } from '../../kit/page.tsx'
import { behaviour, discountText, unitPriceText } from './line-words.ts'
import { useProductNames } from './lines-editor.tsx'
import styles from './selling.module.css'
import type { SaleLine } from './types.ts'

/** The lines of a quote or an order, to be read. */
export function SaleLines({ caption, lines }: { caption: string; lines: readonly SaleLine[] }) {
  const say = useSay()
  const culture = useCulture()
  const name = useProductNames()
  const amount = (currency: string, minor: string): string => (minor === '0' ? say('app.none') : culture.money(currency, minor))
  return (
    <Table
      stacks
      caption={caption}
      columns={[
        { name: say('quotes.ui.product') },
        { name: say('field.quantity'), figures: true },
        { name: say('quotes.ui.price'), figures: true },
        { name: say('quotes.ui.discount'), figures: true },
        { name: say('field.oneOff'), figures: true },
        { name: say('field.monthly'), figures: true },
      ]}
      rows={lines.map((line) => [
        <span key="p" className={styles['product']}>
          <strong>
            {line.number}. {line.description ?? name(line.product)}
          </strong>
          <small>
            {line.product} · {behaviour(say, culture, line)}
            {line.project ? ` · ${line.project}` : ''}
            {line.bundle ? ` · ${say('quotes.ui.inBundle', { bundle: line.bundle })}` : ''}
          </small>
          {line.optional ? (
            <Chip tone={line.chosen ? 'ok' : 'neutral'}>{say(line.chosen ? 'quotes.ui.optionChosen' : 'quotes.ui.option')}</Chip>
          ) : null}
        </span>,
        culture.decimal(line.quantity),
        unitPriceText(say, culture, line),
        discountText(say, culture, line.discountPercent),
        amount(line.currency, line.oneOff),
        amount(line.currency, line.monthly),
      ])}
    />
  )
}
