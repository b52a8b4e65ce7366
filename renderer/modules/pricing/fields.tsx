import { currencies } from '../../../core/kernel/money.ts'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { banded, committed, emptyBand, emptyReading, measures, models, type BandDraft, type Draft, type Measure } from './draft.ts'
import styles from './pricing.module.css'

interface FieldsProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly wrong: ReadonlySet<string>
}
type Figure = 'quantity' | 'unitPrice' | 'packageSize' | 'included' | 'minimum' | 'cap' | 'commit' | 'overage'

/** One figure of a draft, as it is typed. */
function useFigure({ draft, onDraft, wrong }: FieldsProps) {
  const say = useSay()
  return (name: Figure, label: string, required: boolean) => (
    <TextField
      label={label}
      value={draft[name]}
      onChange={(next) => onDraft({ ...draft, [name]: next })}
      figures
      required={required}
      error={wrong.has(name) && draft[name].trim() !== '' ? say('pricing.ui.noNumber') : undefined}
    />
  )
}

/** Price model, quantity or readings, prices and further terms. */
export function TariffFields({ onCurrency, ...given }: FieldsProps & { readonly onCurrency: (currency: string) => void }) {
  const say = useSay()
  const { draft, onDraft, wrong } = given
  const figure = useFigure(given)
  return (
    <>
      <Segments
        label={say('field.model')}
        value={draft.model}
        onChange={(model) => onDraft({ ...draft, model, bands: draft.bands.length > 0 ? draft.bands : [emptyBand] })}
        options={models.map((value) => ({ value, label: say(`choice.model.${value}`) }))}
      />
      <Segments
        label={say('pricing.ui.from')}
        value={draft.from}
        onChange={(from) => onDraft({ ...draft, from })}
        options={[
          { value: 'quantity', label: say('field.quantity') },
          { value: 'readings', label: say('field.readings') },
        ]}
      />
      <div className={`${styles['pair']} ${draft.from === 'readings' ? styles['stacked'] : ''}`}>
        {draft.from === 'quantity' ? figure('quantity', say('field.quantity'), true) : <Measures draft={draft} onDraft={onDraft} />}
        <Choose
          label={say('field.currency')}
          value={draft.currency}
          onChange={(next) => next && onCurrency(next)}
          options={currencies.map((c) => ({ value: c, label: c }))}
          searchable
        />
      </div>
      {draft.from === 'readings' ? <Readings {...given} /> : null}
      {banded(draft) ? (
        <Bands bands={draft.bands} onBands={(bands) => onDraft({ ...draft, bands })} wrong={wrong} />
      ) : (
        <div className={styles['pair']}>
          {figure('unitPrice', say('field.unitPrice'), true)}
          {draft.model === 'package' ? figure('packageSize', say('field.packageSize'), true) : null}
        </div>
      )}
      <Terms {...given} />
      {draft.model === 'lookUp' ? (
        <Check label={say('field.guard')} checked={draft.guard} onChange={(guard) => onDraft({ ...draft, guard })} />
      ) : null}
      <Check
        label={say('field.chargeAtZero')}
        checked={draft.chargeAtZero}
        onChange={(chargeAtZero) => onDraft({ ...draft, chargeAtZero })}
      />
    </>
  )
}

function Terms(given: FieldsProps) {
  const say = useSay()
  const figure = useFigure(given)
  const needed = committed(given.draft)
  return (
    <>
      <div className={styles['three']}>
        {figure('included', say('field.included'), false)}
        {figure('minimum', say('field.minimum'), false)}
        {figure('cap', say('field.cap'), false)}
      </div>
      <div className={styles['pair']}>
        {figure('commit', say('field.commit'), needed)}
        {figure('overage', say('pricing.ui.overage'), needed)}
      </div>
    </>
  )
}

function Measures({ draft, onDraft }: Pick<FieldsProps, 'draft' | 'onDraft'>) {
  const say = useSay()
  return (
    <Choose
      label={say('pricing.ui.measure')}
      value={draft.measure}
      onChange={(next) => next && onDraft({ ...draft, measure: next as Measure })}
      options={measures.map((value) => ({ value, label: say(`choice.measure.${value}`) }))}
    />
  )
}

function Readings({ draft, onDraft, wrong }: FieldsProps) {
  const say = useSay()
  const { readings } = draft
  const change = (i: number, next: Partial<(typeof readings)[number]>): void =>
    onDraft({ ...draft, readings: readings.map((r, j) => (j === i ? { ...r, ...next } : r)) })
  return (
    <div>
      <table className={styles['bands']}>
        <caption className={styles['caption']}>
          {say(committed(draft) ? 'pricing.ui.readingsOfPeriods' : 'pricing.ui.readingsOfPeriod')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('pricing.ui.day')}</th>
            <th scope="col">{say('field.quantity')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {readings.map((reading, i) => (
            <tr key={i}>
              <td>
                <DayField
                  bare
                  label={say('pricing.ui.ofReading', { field: say('pricing.ui.day'), reading: i + 1 })}
                  value={reading.day}
                  onChange={(day) => change(i, { day })}
                  error={wrong.has(`day${i}`) ? say('pricing.ui.noDay') : undefined}
                />
              </td>
              <td>
                <TextField
                  bare
                  label={say('pricing.ui.ofReading', { field: say('field.quantity'), reading: i + 1 })}
                  value={reading.quantity}
                  onChange={(quantity) => change(i, { quantity })}
                  figures
                  error={wrong.has(`reading${i}`) && reading.quantity ? say('pricing.ui.noNumber') : undefined}
                />
              </td>
              <td>
                {readings.length > 1 ? (
                  <IconButton
                    icon="trash"
                    label={say('app.form.remove', { row: i + 1 })}
                    onClick={() => onDraft({ ...draft, readings: readings.filter((_r, j) => j !== i) })}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button small icon="plus" onClick={() => onDraft({ ...draft, readings: [...readings, emptyReading] })}>
        {say('pricing.ui.addReading')}
      </Button>
    </div>
  )
}

function Bands({
  bands,
  onBands,
  wrong,
}: {
  bands: readonly BandDraft[]
  onBands: (bands: readonly BandDraft[]) => void
  wrong: ReadonlySet<string>
}) {
  const say = useSay()
  const cell = (i: number, name: keyof BandDraft, placeholder?: string) => (
    <td>
      <TextField
        bare
        label={say('pricing.ui.cell', { field: say(`field.${name}`), band: i + 1 })}
        value={bands[i]?.[name] ?? ''}
        onChange={(next) => onBands(bands.map((b, j) => (j === i ? { ...b, [name]: next } : b)))}
        figures
        {...(placeholder ? { placeholder } : {})}
        error={wrong.has(`${name}${i}`) && bands[i]?.[name] ? say('pricing.ui.noNumber') : undefined}
      />
    </td>
  )
  return (
    <div>
      <table className={styles['bands']}>
        <caption className="unseen">{say('field.bands')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('field.upTo')}</th>
            <th scope="col">{say('field.unitPrice')}</th>
            <th scope="col">{say('field.flatFee')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {bands.map((_, i) => (
            <tr key={i}>
              {cell(i, 'upTo', i === bands.length - 1 ? say('pricing.ui.open') : undefined)}
              {cell(i, 'unitPrice')}
              {cell(i, 'flatFee')}
              <td>
                {bands.length > 1 ? (
                  <IconButton
                    icon="trash"
                    label={say('app.form.remove', { row: i + 1 })}
                    onClick={() => onBands(bands.filter((_b, j) => j !== i))}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button small icon="plus" onClick={() => onBands([...bands.slice(0, -1), emptyBand, ...bands.slice(-1)])}>
        {say('pricing.ui.addBand')}
      </Button>
    </div>
  )
}
