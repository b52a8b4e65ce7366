import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { choiceWord, fieldWord, useSay } from '../../app/words.ts'
import { draftOf, type Draft, type DraftShape } from '../../kit/form/draft.ts'
import { ShapeFields } from '../../kit/form/fields.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Stack } from '../../kit/tall.tsx'
import styles from './designer.module.css'
import type { SectionName } from './document-draft.ts'
import { PriceFields, withBands } from './price-fields.tsx'
import { TextsField } from '../../kit/form/texts-field.tsx'
import { UpliftFields } from './uplift-fields.tsx'

export interface SectionProps {
  readonly name: SectionName
  /** The field that says which behaviour it is. */
  readonly by: string
  /** With the terms of the behaviour that is chosen. */
  readonly plan: FieldPlan
  readonly draft: DraftShape
  readonly onChange: (draft: DraftShape) => void
  readonly onChoose: (key: string) => void
  readonly errors: ReadonlyMap<string, string>
  readonly formId: string
  /** The kind of a product that is on sale stays. */
  readonly kindStays: boolean
}

/** Terms that have a form of their own. */
const drawnApart = new Set(['unit', 'prices', 'milestones', 'purchases', 'uplift'])

/** One part of a product: which behaviour, and its terms. */
export function SectionFields(props: SectionProps) {
  const { name, by, plan, draft, onChange, onChoose, errors, formId, kindStays } = props
  const say = useSay()
  const names = Object.keys(plan.fields!).filter((field) => field !== by)
  const set = (field: string, value: Draft): void => onChange({ ...draft, [field]: value })
  const plainOnes = names.filter((field) => !drawnApart.has(field) && !(name === 'sell' && hidden(field, draft)))
  const onModel = (next: DraftShape): void =>
    onChange(
      next['model'] === draft['model']
        ? next
        : { ...next, prices: (next['prices'] as readonly DraftShape[]).map((price) => withBands(String(next['model']), price)) },
    )
  return (
    <Stack>
      <p className={styles['lead']}>{say(`catalog.ui.sectionLead.${name}`)}</p>
      <Choose
        label={fieldWord(say, by)}
        value={String(draft[by] ?? '')}
        onChange={(key) => key && onChoose(key)}
        options={(plan.fields![by]!.options ?? []).map((key) => ({ value: key, label: choiceWord(say, by, key) }))}
        disabled={name === 'sell' && kindStays}
        error={errors.get(`${name}.${by}`)}
        required
      />
      {names.includes('unit') ? (
        <TextsField
          label={say('field.unit')}
          draft={draft['unit'] ?? ''}
          onChange={(next) => set('unit', next)}
          error={errors.get(`${name}.unit`)}
        />
      ) : null}
      {plainOnes.length > 0 ? (
        <div className={styles['fields']}>
          <ShapeFields
            plan={plan}
            draft={draft}
            onChange={(next) => onModel(next as DraftShape)}
            at={name}
            errors={errors}
            formId={formId}
            only={plainOnes}
          />
        </div>
      ) : null}
      {names.includes('prices') ? (
        <PriceFields
          model={String(draft['model'])}
          prices={draft['prices'] as readonly DraftShape[]}
          onChange={(next) => set('prices', next as readonly Draft[])}
          errors={errors}
          each={say(`catalog.ui.unitPrice.${overTime(draft) ? (draft['basis'] === 'year' ? 'year' : 'month') : 'each'}`)}
        />
      ) : null}
      {names.includes('uplift') ? (
        <UpliftFields
          plan={plan.fields!['uplift']!}
          draft={(draft['uplift'] ?? {}) as DraftShape}
          onChange={(next) => set('uplift', next)}
          errors={errors}
          formId={formId}
        />
      ) : null}
      {names.includes('milestones') ? <Milestones {...props} /> : null}
      {names.includes('purchases') ? <Purchases {...props} /> : null}
    </Stack>
  )
}
const overTime = ({ kind }: DraftShape): boolean => kind === 'recurring' || kind === 'consumption'
/** What is sold once has no price for a month, and what is not consumed is not measured. */
const hidden = (field: string, draft: DraftShape): boolean =>
  (field === 'basis' && !overTime(draft)) || (field === 'measure' && draft['kind'] !== 'consumption' && draft['measure'] === 'agreed')

function Milestones({ draft, onChange, errors, plan }: SectionProps) {
  const say = useSay()
  const { culture } = useHarmony()
  const rows = (draft['milestones'] ?? []) as readonly DraftShape[]
  const change = (next: readonly DraftShape[]): void => onChange({ ...draft, milestones: next })
  return (
    <fieldset className={styles['prices']}>
      <legend>{say('field.milestones')}</legend>
      {errors.get('recognise.milestones') ? <p className={styles['wrong']}>{errors.get('recognise.milestones')}</p> : null}
      {rows.map((row, i) => (
        <div key={i} className={styles['rowOf']}>
          <TextsField
            label={say('field.name')}
            draft={row['names'] ?? ''}
            onChange={(names) => change(rows.map((r, j) => (j === i ? { ...r, names } : r)))}
            error={errors.get(`recognise.milestones[${i}]`) ?? errors.get(`recognise.milestones[${i}].names`)}
          />
          <TextField
            label={say('field.percent')}
            value={String(row['percent'] ?? '')}
            onChange={(percent) => change(rows.map((r, j) => (j === i ? { ...r, percent } : r)))}
            figures
            error={errors.get(`recognise.milestones[${i}].percent`)}
          />
          <IconButton icon="trash" label={say('app.form.remove', { row: i + 1 })} onClick={() => change(rows.filter((_, j) => j !== i))} />
        </div>
      ))}
      <Button
        small
        icon="plus"
        onClick={() => change([...rows, draftOf(plan.fields!['milestones']!.inner!, undefined, culture) as DraftShape])}
      >
        {say('app.form.add')}
      </Button>
    </fieldset>
  )
}

function Purchases({ draft, onChange, errors, formId, plan }: SectionProps) {
  const say = useSay()
  const { culture } = useHarmony()
  const inner = plan.fields!['purchases']!.inner!
  const rows = (draft['purchases'] ?? []) as readonly DraftShape[]
  const change = (next: readonly DraftShape[]): void => onChange({ ...draft, purchases: next })
  return (
    <fieldset className={styles['prices']}>
      <legend>{say('field.purchases')}</legend>
      {errors.get('buy.purchases') ? <p className={styles['wrong']}>{errors.get('buy.purchases')}</p> : null}
      {rows.map((row, i) => (
        <section key={i} className={styles['priceCard']} aria-label={say('catalog.ui.purchase', { number: `${i + 1}` })}>
          <div className={styles['cardLine']}>
            <strong>{say('catalog.ui.purchase', { number: `${i + 1}` })}</strong>
            <IconButton
              icon="trash"
              label={say('app.form.remove', { row: i + 1 })}
              onClick={() => change(rows.filter((_, j) => j !== i))}
            />
          </div>
          {errors.get(`buy.purchases[${i}]`) ? <p className={styles['wrong']}>{errors.get(`buy.purchases[${i}]`)}</p> : null}
          <div className={styles['fields']}>
            <ShapeFields
              plan={inner}
              draft={row}
              onChange={(next) => change(rows.map((r, j) => (j === i ? (next as DraftShape) : r)))}
              at={`buy.purchases[${i}]`}
              errors={errors}
              formId={formId}
            />
          </div>
        </section>
      ))}
      <Button small icon="plus" onClick={() => change([...rows, { ...(draftOf(inner, undefined, culture) as DraftShape), quantity: '1' }])}>
        {say('catalog.ui.addPurchase')}
      </Button>
    </fieldset>
  )
}
