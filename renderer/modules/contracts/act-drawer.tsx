import { useState } from 'react'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Drawer } from '../../kit/parts.tsx'
import { textIn } from '../catalog/product-text.ts'
import type { Act } from './line-acts.ts'
import { RehearsalPanel } from './rehearsal.tsx'
import type { Line } from './types.ts'

/** What stands in a form, and whether it is all that the operation needs. */
export interface Typed {
  readonly input: Readonly<Record<string, unknown>>
  readonly complete: boolean
}

/** One change to a line or a contract: the form, and below it what would come of it, before anything is saved. */
export function ActDrawer({
  act,
  contract,
  line = null,
  fixed,
  title,
  like = line,
  onClose,
}: {
  act: Act
  contract: string
  line?: Line | null
  /** What the form does not ask: the line, the contract, the change. */
  fixed: Readonly<Record<string, unknown>>
  title?: string
  /** The line whose terms stand in the form at first, where that is not the one that is changed. */
  like?: Line | null
  onClose: () => void
}) {
  const say = useSay()
  const today = useToday()
  const { manifest } = useHarmony()
  const [typed, setTyped] = useState<Typed | null>(null)
  const [first, setFirst] = useState<string | null>(null)
  const word = title ?? wordOr(say, act.operation, act.operation)
  const untouched = act.waits === true && JSON.stringify(typed?.input) === first
  const ready = typed?.complete === true && !untouched
  const hints = Object.fromEntries(Object.entries(act.hints ?? {}).map(([field, hint]) => [field, say(`contracts.ui.${hint}`)]))
  return (
    <Drawer opened onClose={onClose} title={word} close={say('app.close')} size={640}>
      <Form
        operation={act.operation}
        fixed={fixed}
        fields={act.fields}
        initial={act.initial?.(like, today) ?? {}}
        hints={hints}
        at={act.at}
        onInput={(input, complete) => {
          setFirst((before) => before ?? JSON.stringify(input))
          setTyped({ input, complete })
        }}
        onCancel={onClose}
        onDone={() => {
          toast({ tone: 'ok', text: say('app.form.done', { operation: word }) })
          onClose()
        }}
        below={
          <RehearsalPanel
            contract={contract}
            operation={act.operation}
            input={ready ? typed!.input : null}
            {...(line ? { name: line.description ?? textIn(manifest.language, line.productNames) } : {})}
          />
        }
      />
    </Drawer>
  )
}
