import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { Rules } from './types.ts'

/** A limit for a role and a kind; the figures follow once both are chosen. */
export function NewLimit({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [role, setRole] = useState<string | null>(null)
  const [kind, setKind] = useState<string | null>(null)
  const { data: known, error } = useAsk<{ roles: readonly { readonly code: string; readonly name: string }[] }>('people.roles', {})
  const { data: rules } = useAsk<Rules>('approvals.delegations', {})
  return (
    <Drawer opened onClose={onClose} title={say('approvals.ui.newLimit')} close={say('app.close')} size={560}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !known || !rules ? (
        <Bones label={say('approvals.ui.newLimit')} lines={5} />
      ) : (
        <Stack>
          <Choose
            label={say('field.role')}
            value={role}
            onChange={setRole}
            options={known.roles.map((r) => ({ value: r.code, label: r.name }))}
          />
          <Choose
            label={say('field.kind')}
            value={kind}
            onChange={setKind}
            options={rules.kinds.map((value) => ({ value, label: say(`approvals.kind.${value}`) }))}
          />
          {role !== null && kind !== null ? (
            <Form
              operation="approvals.saveLimit"
              fixed={{ role, kind }}
              fields={['percent', 'currency', 'amount']}
              hints={{ percent: say('approvals.ui.hint.percent') }}
              onCancel={onClose}
              onDone={() => {
                toast({ tone: 'ok', text: say('approvals.ui.limitSaved') })
                onClose()
              }}
            />
          ) : null}
        </Stack>
      )}
    </Drawer>
  )
}
