import { useState } from 'react'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { textIn } from '../catalog/product-text.ts'
import { LineDrawer } from './line-drawer.tsx'
import { behaviour, costText, discountText, unitPriceText } from './line-words.ts'
import { MarginText } from './margin.tsx'
import { newLine, type LineDraft, type Unclear } from './sale-draft.ts'
import styles from './selling.module.css'
import type { LineMargin, SaleLineWithCosts } from './types.ts'

/** Names of products in the reader's language, for as many as a price book holds. */
export function useProductNames(): (code: string) => string {
  const { manifest } = useHarmony()
  const may = useMay()
  const { data } = useAsk<{ rows: readonly { code: string; names: unknown }[] }>('catalog.list', { limit: 1000 }, { enabled: may('catalog.read') }) // prettier-ignore
  return (code) => textIn(manifest.language, data?.rows.find((row) => row.code === code)?.names) || code
}

export interface LinesProps {
  readonly drafts: readonly LineDraft[]
  readonly onChange: (drafts: readonly LineDraft[]) => void
  /** The lines as the host worked them out, in the same order. */
  readonly worked: readonly SaleLineWithCosts[]
  /** Margin of each line, where it is known. */
  readonly margins: readonly LineMargin[]
  readonly unclear: readonly Unclear[]
  readonly currency: string
  readonly options?: boolean
  readonly bundles: readonly string[]
}
/** What is sold, line by line, as one types: a table where there is room, cards on a telephone. */
export function LinesEditor(props: LinesProps) {
  const { drafts, onChange, worked } = props
  const say = useSay()
  const may = useMay()
  const lookup = useLookup('products')
  const [open, setOpen] = useState<string | null>(null)
  const name = useProductNames()
  const put = (key: string, more: Partial<LineDraft>): void =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...more } : draft)))
  const at = drafts.findIndex(({ key }) => key === open)
  const chosen = drafts[at]
  return (
    <div className={styles['lines']}>
      {drafts.length > 0 ? (
        <div className={styles['lineHead']} aria-hidden="true" data-costs={may('purchases.read') || undefined}>
          {['quotes.ui.product', 'field.quantity', 'quotes.ui.price', 'quotes.ui.discount', 'field.oneOff', 'field.monthly'].map(
            (word, i) => (
              <span key={word} data-end={i > 0 || undefined}>
                {say(word)}
              </span>
            ),
          )}
          {may('purchases.read') ? (
            <>
              <span data-end>{say('quotes.ui.supplierCost')}</span>
              <span data-end>{say('field.margin')}</span>
            </>
          ) : null}
        </div>
      ) : null}
      <ol className={styles['lineList']} aria-label={say('field.lines')}>
        {drafts.map((draft, i) => (
          <LineRow
            key={draft.key}
            index={i}
            draft={draft}
            name={name(draft.product)}
            worked={worked[i]?.product === draft.product ? worked[i] : undefined}
            onPut={(more) => put(draft.key, more)}
            onOpen={() => setOpen(draft.key)}
            onGone={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
            margins={props.margins}
            unclear={props.unclear}
          />
        ))}
      </ol>
      {lookup ? (
        <div className={styles['addLine']}>
          <ReferenceField
            key={drafts.length}
            id="add-line"
            label={say('quotes.ui.addLine')}
            view={lookup}
            value=""
            onChange={(product) => (product === '' ? undefined : onChange([...drafts, newLine(product)]))}
          />
        </div>
      ) : null}
      {chosen ? (
        <LineDrawer
          number={at + 1}
          name={name(chosen.product)}
          draft={chosen}
          worked={worked[at]?.product === chosen.product ? worked[at] : undefined}
          margin={props.margins.find((one) => one.number === at + 1)}
          currency={props.currency}
          options={props.options ?? false}
          bundles={props.bundles}
          onPut={(more) => put(chosen.key, more)}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  )
}

function LineRow({
  index,
  draft,
  name,
  worked,
  margins,
  unclear,
  onPut,
  onOpen,
  onGone,
}: Pick<LinesProps, 'margins' | 'unclear'> & {
  index: number
  draft: LineDraft
  name: string
  worked: SaleLineWithCosts | undefined
  onPut: (more: Partial<LineDraft>) => void
  onOpen: () => void
  onGone: () => void
}) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const number = index + 1
  const wrong = (field: string): string | undefined =>
    unclear.some((one) => one.line === number && one.field === field) ? say('quotes.ui.noNumber') : undefined
  const margin = margins.find((one) => one.number === number)
  const plain = draft.bundle === '' && (draft.priceBy === 'list' || draft.priceBy === 'discount')
  return (
    <li className={styles['line']} data-costs={may('purchases.read') || undefined} aria-label={say('quotes.ui.lineOf', { number, name })}>
      <span className={styles['product']}>
        <strong>
          {number}. {draft.description || name}
        </strong>
        <small>
          {draft.product}
          {worked ? ` · ${behaviour(say, culture, worked)}` : ''}
          {draft.bundle ? ` · ${say('quotes.ui.inBundle', { bundle: draft.bundle })}` : ''}
        </small>
        {draft.optional ? (
          <Check label={say('quotes.ui.optionTaken')} checked={draft.chosen} onChange={(taken) => onPut({ chosen: taken })} />
        ) : null}
      </span>
      <span data-word={say('field.quantity')} data-end>
        <TextField
          label={say('quotes.ui.quantityOf', { number, name })}
          bare
          value={draft.quantity}
          onChange={(quantity) => onPut({ quantity })}
          error={wrong('quantity')}
          figures
        />
      </span>
      <span data-word={say('quotes.ui.price')} data-end>
        {worked ? unitPriceText(say, culture, worked) : say('app.none')}
      </span>
      <span data-word={say('quotes.ui.discount')} data-end>
        {plain ? (
          <TextField
            label={say('quotes.ui.discountOf', { number, name })}
            bare
            value={draft.priceBy === 'discount' ? draft.percent : ''}
            onChange={(percent) => onPut({ percent, priceBy: percent === '' ? 'list' : 'discount' })}
            error={wrong('percent')}
            end="%"
            figures
          />
        ) : (
          <span className={styles['two']} data-end>
            {discountText(say, culture, worked?.discountPercent ?? null)}
            <small>{say(`choice.priceBy.${draft.bundle ? 'bundle' : draft.priceBy}`)}</small>
          </span>
        )}
      </span>
      <span data-word={say('field.oneOff')} data-end className="figures">
        {worked && worked.oneOff !== '0' ? culture.figures(worked.currency, worked.oneOff) : say('app.none')}
      </span>
      <span data-word={say('field.monthly')} data-end className="figures">
        {worked && worked.monthly !== '0' ? culture.figures(worked.currency, worked.monthly) : say('app.none')}
      </span>
      {may('purchases.read') ? (
        <>
          <span data-word={say('quotes.ui.supplierCost')} data-end className={styles['costs']}>
            {worked && worked.costs.length > 0
              ? worked.costs.map((cost, i) => (
                  <span key={i}>
                    {costText(say, culture, cost)}
                    {cost.supplierName === null ? <small> {say('quotes.ui.ownStaff')}</small> : null}
                  </span>
                ))
              : say('app.none')}
          </span>
          <span data-word={say('field.margin')} data-end className="figures">
            <MarginText margin={margin} />
          </span>
        </>
      ) : null}
      <span className={styles['lineActs']}>
        <Button small icon="settings" onClick={onOpen} aria-label={say('quotes.ui.detailsOf', { number, name })}>
          {say('quotes.ui.details')}
        </Button>
        <IconButton icon="trash" label={say('quotes.ui.removeLine', { number, name })} onClick={onGone} />
      </span>
    </li>
  )
}
