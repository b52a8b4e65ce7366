import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { useOperation } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import type { Attention } from './conflict.tsx'

/** Hashes and the strokes of a pen, wherever they stand: what is evidence is never typed over. */
const evidence = /"([0-9a-f]{64}|M\d[\d\sMLCQ.-]{20,})"/

/** What somebody may say otherwise: all but which row it is of, what was signed, and data that has no field of its own. */
function fieldsOf(input: FieldPlan, { mine, subject }: Attention): readonly string[] {
  const stays = (name: string, { kind }: FieldPlan): boolean =>
    name === 'id' || kind === 'file' || (subject !== null && mine[name] === subject) || evidence.test(JSON.stringify(mine[name] ?? null))
  return Object.entries(input.fields ?? {}).flatMap(([name, plan]) => (stays(name, plan) ? [] : [name]))
}

/** Whether anything of it can be said otherwise. */
export function useAmendable(attention: Attention): boolean {
  const plan = useOperation(attention.operation)
  return plan !== undefined && fieldsOf(plan.input, attention).length > 0
}

/** The form of what was captured, filled in as it was: what is changed there is decided by today's rules. */
export function Amending({
  attention,
  note,
  onDone,
  onCancel,
}: {
  attention: Attention
  note: string | null
  onDone: () => void
  onCancel: () => void
}) {
  const say = useSay()
  const plan = useOperation(attention.operation)
  if (!plan) return null
  const fields = fieldsOf(plan.input, attention)
  const fixed = Object.fromEntries(Object.entries(attention.mine).filter(([name]) => !fields.includes(name)))
  return (
    <Form
      operation={attention.operation}
      initial={attention.mine}
      fixed={fixed}
      fields={fields}
      submit={say('sync.ui.amend')}
      through={{ operation: 'sync.resolve', input: (amended) => ({ attention: attention.id, how: 'amend', amended, note }) }}
      onDone={onDone}
      onCancel={onCancel}
    />
  )
}
