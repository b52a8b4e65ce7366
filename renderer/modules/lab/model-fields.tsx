import { useSay } from '../../app/words.ts'
import type { DraftShape } from '../../kit/form/draft.ts'
import { Choose } from '../../kit/choose.tsx'
import { IconButton, TextField } from '../../kit/parts.tsx'
import { Bands, banded, Bounds, CliffGuard, withBands } from '../catalog/price-fields.tsx'
import styles from './lab.module.css'

/** A price model to try, by a name of one's own. */
export function ModelFields({
  at,
  model,
  errors,
  onChange,
  onRemove,
}: {
  at: string
  model: DraftShape
  errors: ReadonlyMap<string, string>
  onChange: (model: DraftShape) => void
  onRemove: () => void
}) {
  const say = useSay()
  const kind = String(model['model'])
  const basis = model['basis'] === 'year' ? 'year' : 'month'
  const set = (name: string, value: DraftShape[string]): void => onChange({ ...model, [name]: value })
  const bands = model['bands'] as readonly DraftShape[]
  const showBands = banded(kind) || (kind === 'package' && bands.length > 0)
  const figure = (name: string, label: string) => (
    <TextField
      label={label}
      value={String(model[name] ?? '')}
      onChange={(text) => set(name, text)}
      figures
      error={errors.get(`${at}.${name}`)}
    />
  )
  return (
    <section className={styles['model']} aria-label={String(model['name'])}>
      <div className={styles['modelHead']}>
        <TextField label={say('field.name')} value={String(model['name'] ?? '')} onChange={(name) => set('name', name)} required />
        <IconButton icon="trash" label={say('lab.ui.removeModel', { name: String(model['name']) })} onClick={onRemove} />
      </div>
      <Choose
        label={say('field.model')}
        value={kind}
        onChange={(next) =>
          next &&
          onChange(
            withBands(next, {
              ...model,
              model: next,
              ...(next === 'flat' ? { bands: [] } : {}),
              ...(next === 'lookUp' ? {} : { guard: null }),
            }),
          )
        }
        options={['flat', 'fillUp', 'lookUp', 'package'].map((value) => ({ value, label: say(`choice.model.${value}`) }))}
      />
      <div className={styles['figures']}>
        {showBands ? null : figure('unitPrice', kind === 'package' ? say('catalog.ui.pricePackage') : say(`catalog.ui.unitPrice.${basis}`))}
        {kind === 'package' ? figure('packageSize', say('field.packageSize')) : null}
      </div>
      {showBands ? (
        <Bands at={at} bands={bands} each={say(`catalog.ui.unitPrice.${basis}`)} errors={errors} onChange={(next) => set('bands', next)} />
      ) : null}
      {kind === 'lookUp' ? <CliffGuard price={model} onChange={onChange} /> : null}
      <Bounds at={at} price={model} errors={errors} onChange={onChange} />
    </section>
  )
}
