import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import { models, type Model } from './draft.ts'
import styles from './pricing.module.css'
import { useSettled } from './settled.ts'

type Input = Readonly<Record<string, unknown>>
interface Cliffs {
  readonly cliffs: readonly { readonly from: string; readonly to: string; readonly cheaper: string }[]
  readonly steps: readonly Step[]
}
interface Comparison {
  readonly currency: string
  readonly rows: readonly ({ readonly quantity: string; readonly least: readonly Model[]; readonly cheaper: string | null } & Readonly<
    Record<Model, string | null>
  >)[]
  readonly steps: readonly Step[]
}

/** Bands by fill-up and by look-up, at the quantity that is asked for and around the edges of the bands; and where more costs less. */
export function Compared({ input }: { input: Input | null }) {
  const say = useSay()
  const settled = useSettled(input)
  const { model, currency, bands = [], quantity, included, minimum, cap, commit, guard: guarded } = settled ?? {}
  const banded = Array.isArray(bands) && bands.length > 0
  const ready = { enabled: settled !== null && banded, keep: true }
  const given = { currency, bands, included, minimum, cap, commit, ...(guarded ? { guard: guarded } : {}) }
  const guard = useAsk<Cliffs>('pricing.cliffs', { ...given, model }, ready)
  const here = useAsk<Comparison>('pricing.compare', { ...given, quantities: quantity ? [quantity] : [] }, ready)
  const edges = useAsk<Comparison>('pricing.compare', given, ready)
  if (input === null || !banded || !guard.data || !here.data || !edges.data) return null
  const stale = guard.isPlaceholderData || here.isPlaceholderData || edges.isPlaceholderData
  return (
    <Card title={say('pricing.compare')}>
      <div className={stale ? styles['stale'] : undefined} aria-live="polite">
        <Stack>
          <Guard guard={guard.data} />
          <Amounts here={here.data} edges={edges.data} lookUp={model === 'lookUp'} />
        </Stack>
      </div>
    </Card>
  )
}

function Guard({ guard }: { guard: Cliffs }) {
  const say = useSay()
  const culture = useCulture()
  const found = guard.cliffs.length > 0
  const told = guard.steps.map((step, i) => <p key={i}>{sentence(say, culture, step)}</p>)
  return found ? (
    <Notice tone="warn" title={say('pricing.cliffs')}>
      {told}
    </Notice>
  ) : (
    <Notice tone="ok">{told}</Notice>
  )
}

function Amounts({ here, edges, lookUp }: { here: Comparison; edges: Comparison; lookUp: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const own = here.rows[0]
  const rows = [...here.rows, ...edges.rows.filter((row) => row.quantity !== own?.quantity)]
  const shown = models.filter((model) => rows.some((row) => row[model] !== null))
  const cell = (row: Comparison['rows'][number], model: Model) => {
    const amount = culture.money(here.currency, row[model] ?? '')
    return row === own ? <strong>{amount}</strong> : amount
  }
  return (
    <Table
      caption={say('pricing.compare')}
      columns={[
        { name: say('field.quantity'), figures: true },
        ...shown.map((model) => ({ name: say(`choice.model.${model}`), figures: true })),
        { name: say('pricing.ui.note') },
      ]}
      rows={rows.map((row) => [
        row === own ? <strong key="q">{culture.decimal(row.quantity)}</strong> : culture.decimal(row.quantity),
        ...shown.map((model) => cell(row, model)),
        row.cheaper === null ? (
          ''
        ) : (
          <Chip key="n" tone={lookUp ? 'warn' : 'neutral'}>
            {say('pricing.ui.cheaper', { quantity: culture.decimal(row.cheaper) })}
          </Chip>
        ),
      ])}
    />
  )
}
