import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { fieldWord, useSay } from '../../app/words.ts'
import type { DraftShape } from '../../kit/form/draft.ts'
import { FormField } from '../../kit/form/fields.tsx'
import styles from './designer.module.css'

/** Terms whose own words say more here than the words that they share with other forms. */
const named = new Set(['margin', 'lagMonths'])

/** How the price rises: left empty, it does not. */
export function UpliftFields({
  plan,
  draft,
  onChange,
  errors,
  formId,
}: {
  plan: FieldPlan
  draft: DraftShape
  onChange: (draft: DraftShape) => void
  errors: ReadonlyMap<string, string>
  formId: string
}) {
  const say = useSay()
  return (
    <fieldset className={styles['prices']}>
      <legend>{fieldWord(say, 'uplift')}</legend>
      <div className={styles['terms']}>
        {Object.entries(plan.fields!)
          .filter(([name]) => draft['by'] !== 'fixed' || (name !== 'index' && name !== 'lagMonths'))
          .map(([name, field]) => (
            <FormField
              key={name}
              plan={name === 'by' || name === 'margin' ? { ...field, optional: true } : field}
              name={name}
              at={`renew.uplift.${name}`}
              label={named.has(name) ? say(`catalog.ui.uplift.${name}`) : fieldWord(say, name)}
              draft={draft[name] ?? null}
              onChange={(next) => onChange({ ...draft, [name]: next })}
              errors={errors}
              formId={formId}
            />
          ))}
      </div>
    </fieldset>
  )
}
