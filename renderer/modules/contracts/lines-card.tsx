import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, IconButton } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { price } from '../billing/amounts.ts'
import { basisOf, priceText, textIn, type ProductCard } from '../catalog/product-text.ts'
import type { Doing } from './contract.tsx'
import styles from './lines.module.css'
import { actsOn } from './line-acts.ts'
import { lastDay, lineTone } from './states.ts'
import type { Line, NextCharge } from './types.ts'

/** What the contract sells, where each price comes from, how far it is billed, what it costs next and why. */
export function LinesCard({
  lines,
  next,
  onWhy,
  onDo,
}: {
  lines: readonly Line[]
  next: readonly NextCharge[]
  onWhy: (charge: NextCharge) => void
  onDo?: (doing: Doing) => void
}) {
  const say = useSay()
  return (
    <Card title={say('field.lines')}>
      {lines.length === 0 ? <p className={styles['none']}>{say('contracts.ui.noLines')}</p> : null}
      <ul className={styles['lines']}>
        {lines.map((line) => (
          <li key={line.id} data-ended={line.state === 'ended' || undefined}>
            <What line={line} />
            <Priced line={line} />
            <Rhythm line={line} />
            <Next line={line} charges={next.filter((charge) => charge.line === line.id)} onWhy={onWhy} />
            <div className={styles['end']}>
              <Chip tone={lineTone(line.state)}>{say(`choice.state.${line.state}`)}</Chip>
              {onDo ? <Acts line={line} onDo={onDo} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Acts({ line, onDo }: { line: Line; onDo: (doing: Doing) => void }) {
  const say = useSay()
  const acts = actsOn(line)
  if (acts.length === 0) return null
  const joins = line.state === 'active' && line.kind === 'recurring'
  return (
    <Menu
      target={<IconButton icon="more" label={say('contracts.ui.actions', { line: line.number })} />}
      items={[
        ...acts.map((act) => ({
          label: say(act.operation),
          icon: act.icon,
          ...(act.danger ? { danger: true } : {}),
          does: () => onDo({ does: 'act', act, line }),
        })),
        ...(joins
          ? [{ label: say('contracts.ui.addJoining'), icon: 'link' as const, does: () => onDo({ does: 'add', joins: line.id }) }]
          : []),
      ]}
    />
  )
}

function What({ line }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const name = textIn(manifest.language, line.productNames)
  return (
    <div className={styles['what']}>
      <h3>
        <span className={styles['no']}>{culture.count(line.number)}</span> {line.description ?? name}
      </h3>
      <small>
        <Go to={`/products/${encodeURIComponent(line.product)}`}>{line.product}</Go>
        {line.description ? ` · ${name}` : ''} · {say(`choice.kind.${line.kind}`)}
        {line.poNumber ? ` · ${say('field.poNumber')} ${line.poNumber}` : ''}
        {` · ${line.taxCodes.length > 0 ? line.taxCodes.join(' + ') : say('contracts.ui.taxByRule')}`}
      </small>
    </div>
  )
}

/** The agreed price, or that of the product's version that the line was sold with. */
function Priced({ line }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const product = useAsk<ProductCard>('catalog.product', { product: line.product }, { enabled: may('catalog.read') })
  const version = product.data?.versions.find((v) => v.version === line.version)
  const list = version?.prices.find((p) => p.currency === line.currency)
  const basis = version ? basisOf(line.kind, version.basis) : null
  const agreed = line.unitPrice !== null
  return (
    <div className={styles['priced']}>
      <span className="figures">
        {culture.decimal(line.quantity)} ×{' '}
        {line.unitPrice !== null
          ? price(culture, line.currency, line.unitPrice)
          : basis && list
            ? priceText(say, culture, basis, list)
            : say('contracts.ui.listPrice')}
      </span>
      <small>
        {agreed
          ? say(basis && basis !== 'each' ? `contracts.ui.agreed.${basis}` : 'contracts.ui.agreed')
          : say('contracts.ui.fromList', { version: culture.count(line.version) })}
        {line.boundUntil ? ` · ${say('contracts.ui.bound', { day: culture.day(line.boundUntil) })}` : ''}
      </small>
    </div>
  )
}

function Rhythm({ line }: { line: Line }) {
  const say = useSay()
  const culture = useCulture()
  const once = line.kind === 'oneOff' || line.kind === 'prepay'
  return (
    <div className={styles['rhythm']}>
      <span>
        {once
          ? say('contracts.ui.onceOn', { day: culture.day(line.start) })
          : line.end
            ? `${culture.day(line.start)} – ${culture.day(line.end)}`
            : say('contracts.ui.since', { day: culture.day(line.start) })}
      </span>
      {once ? null : (
        <small>
          {say(`choice.timing.${line.timing}`)}, {say('contracts.ui.every', { count: line.months })}
          {line.termEnd && line.termEnd !== line.end ? ` · ${say('contracts.ui.termTo', { day: culture.day(line.termEnd) })}` : ''}
        </small>
      )}
    </div>
  )
}

/** Of a line that was not billed for long, the first periods; the rest is a click away. */
const fewest = 2

function Next({ line, charges, onWhy }: { line: Line; charges: readonly NextCharge[]; onWhy: (charge: NextCharge) => void }) {
  const say = useSay()
  const culture = useCulture()
  const rest = charges.slice(fewest)
  const shown = (some: readonly NextCharge[]) =>
    some.map((charge) => <Coming key={`${charge.from} ${charge.kind}`} charge={charge} onWhy={onWhy} />)
  return (
    <div className={styles['next']}>
      {shown(charges.slice(0, fewest))}
      {rest.length > 0 ? (
        <details>
          <summary>{say('contracts.ui.moreCharges', { count: rest.length, figure: culture.count(rest.length) })}</summary>
          {shown(rest)}
        </details>
      ) : null}
      <small>
        {line.billedTo ? say('contracts.ui.billedTo', { day: culture.day(line.billedTo) }) : say('contracts.ui.notYet')}
        {charges.length === 0 && line.nextFrom ? ` · ${say('contracts.ui.nextFrom', { day: culture.day(line.nextFrom) })}` : ''}
      </small>
    </div>
  )
}

function Coming({ charge, onWhy }: { charge: NextCharge; onWhy: (charge: NextCharge) => void }) {
  const say = useSay()
  const culture = useCulture()
  const amount = culture.money(charge.currency, charge.net)
  const period = `${culture.day(charge.from)} – ${culture.day(lastDay(charge.to))}`
  return (
    <span className={styles['charge']}>
      <Button small look="quiet" onClick={() => onWhy(charge)} aria-label={say('contracts.ui.whyNext', { amount, period })}>
        {amount}
      </Button>
      <small>{charge.kind === 'charge' ? period : `${say(`choice.kind.${charge.kind}`)} · ${period}`}</small>
    </span>
  )
}
