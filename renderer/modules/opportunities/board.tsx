import { useMemo, useRef, useState } from 'react'
import type { Filter } from '../../../core/kernel/filter.ts'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Switch } from '../../kit/choices.tsx'
import { IconButton } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import styles from './board.module.css'
import { sumsOf } from './board-sums.ts'
import { useMoving } from './moving.tsx'
import type { Sale, Stage } from './types.ts'

/** Cards that the board draws; more are in the list. */
const drawn = 500
/** Won and lost ones leave the board after so many days. */
const daysKept = 30

/** Opportunities by stage. Cards are dragged, or moved by their menu or the letter M; both do the same. */
export function Board() {
  const say = useSay()
  const today = useToday()
  const { manifest } = useHarmony()
  const [mine, setMine] = useState(false)
  const me = manifest.caller?.user
  const filter = useMemo((): Filter => {
    const recent: Filter = { any: [{ field: 'outcome', is: 'equal', value: 'open' }, { field: 'closedOn', is: 'atLeast', value: daysBefore(today, daysKept) }] } // prettier-ignore
    return mine && me ? { all: [recent, { field: 'owner', is: 'equal', value: me }] } : recent
  }, [today, mine, me])
  const stages = useAsk<{ stages: readonly Stage[] }>('opportunities.stages')
  const { data, error } = useAsk<{ rows: readonly Sale[]; total: number }>(
    'opportunities.list',
    { filter, order: ['closeOn'], limit: drawn },
    { keep: true },
  )
  const moving = useMoving()
  const failed = error ?? stages.error
  if (failed) return <Notice tone="danger">{failed.message}</Notice>
  if (!data || !stages.data) return <Bones label={say('opportunities.list')} lines={8} />
  if (data.rows.length === 0 && !mine)
    return <Nothing icon="chart" title={say('opportunities.ui.noSales')} lead={say('opportunities.ui.noSalesLead')} />
  const columns = stages.data.stages.filter((stage) => stage.active || data.rows.some((sale) => sale.stage === stage.code))
  return (
    <>
      <div className={styles['bar']}>
        {me ? <Switch label={say('opportunities.ui.mine')} checked={mine} onChange={setMine} /> : null}
        {data.total > data.rows.length ? <span>{say('opportunities.ui.moreInList', { count: data.total - data.rows.length })}</span> : null}
      </div>
      <div className={styles['board']} tabIndex={0} role="group" aria-label={say('opportunities.ui.board')}>
        {columns.map((stage) => (
          <Column
            key={stage.code}
            stage={stage}
            stages={columns}
            sales={data.rows.filter((sale) => sale.stage === stage.code)}
            onMove={moving.move}
          />
        ))}
      </div>
      {moving.dialog}
    </>
  )
}

type Move = (sale: Pick<Sale, 'id' | 'name' | 'stage' | 'customer'>, to: Stage) => void

function Column({ stage, stages, sales, onMove }: { stage: Stage; stages: readonly Stage[]; sales: readonly Sale[]; onMove: Move }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [over, setOver] = useState(false)
  const name = textIn(manifest.language, stage.names) ?? stage.code
  const takes = may('opportunities.write') && stage.active
  return (
    <section
      className={styles['column']}
      aria-label={name}
      data-over={over || undefined}
      onDragOver={(e) => {
        if (!takes || !e.dataTransfer.types.includes(cardType)) return
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        setOver(false)
        const sale = JSON.parse(e.dataTransfer.getData(cardType) || 'null') as Sale | null
        if (takes && sale && sale.stage !== stage.code) onMove(sale, stage)
      }}
    >
      <header className={styles['columnHead']}>
        <h2>
          {name} <span className={styles['count']}>{culture.count(sales.length)}</span>
        </h2>
        {sumsOf(sales).map(({ currency, minor }) => (
          <span key={currency} className={`${styles['sum']} figures`}>
            {culture.money(currency, minor)}
          </span>
        ))}
      </header>
      <ul className={styles['cards']}>
        {sales.map((sale) => (
          <Card key={sale.id} sale={sale} stages={stages} onMove={onMove} />
        ))}
        {sales.length === 0 ? <li className={styles['empty']}>{say('opportunities.ui.noneHere')}</li> : null}
      </ul>
    </section>
  )
}
const cardType = 'application/x-harmony-opportunity'

function Card({ sale, stages, onMove }: { sale: Sale; stages: readonly Stage[]; onMove: Move }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const { manifest } = useHarmony()
  const card = useRef<HTMLLIElement>(null)
  const mayMove = may('opportunities.write')
  useKeys([
    {
      keys: 'M',
      ...(mayMove ? { word: say('opportunities.move') } : {}),
      group: 'list',
      does: () => {
        if (!mayMove || !card.current?.contains(document.activeElement)) return false
        card.current.querySelector<HTMLElement>('[data-move]')?.click()
        return true
      },
    },
  ])
  const late = sale.outcome === 'open' && sale.closeOn < today
  return (
    <li
      ref={card}
      className={styles['card']}
      draggable={mayMove}
      onDragStart={(e) => {
        e.dataTransfer.setData(cardType, JSON.stringify(sale))
        e.dataTransfer.effectAllowed = 'move'
      }}
    >
      <div className={styles['cardHead']}>
        <Go to={`/opportunities/${sale.id}`} className={styles['cardName']}>
          {sale.name}
        </Go>
        {mayMove ? (
          <Menu
            target={<IconButton data-move icon="exchange" label={say('opportunities.ui.moveOf', { name: sale.name })} />}
            title={say('opportunities.ui.moveTo')}
            items={stages
              .filter(({ code, active }) => code !== sale.stage && active)
              .map((stage) => ({ label: textIn(manifest.language, stage.names) ?? stage.code, does: () => onMove(sale, stage) }))}
          />
        ) : null}
      </div>
      <span className={styles['who']}>{sale.customerName}</span>
      <span className={styles['figure']}>
        <strong className="figures">{culture.money(sale.currency, sale.amount)}</strong>
        {sale.outcome === 'open' ? (
          <span className="figures">{say('opportunities.ui.percent', { percent: culture.count(sale.probability) })}</span>
        ) : null}
      </span>
      <span className={styles['foot']}>
        {late ? <Chip tone="danger">{culture.day(sale.closeOn)}</Chip> : <span>{culture.day(sale.closeOn)}</span>}
        {sale.ownerName ? <span>{sale.ownerName}</span> : null}
      </span>
      {sale.nextStep && sale.outcome === 'open' ? <span className={styles['step']}>{sale.nextStep}</span> : null}
    </li>
  )
}

function daysBefore(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() - days)
  return moment.toISOString().slice(0, 10)
}
