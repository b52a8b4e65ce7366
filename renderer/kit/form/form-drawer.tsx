import { useSay, wordOr } from '../../app/words.ts'
import { toast } from '../../app/toasts.ts'
import { Drawer } from '../parts.tsx'
import { Form, type FormProps } from './form.tsx'

/** The form of a command beside the record that it changes. */
export function FormDrawer({ onClose, onDone, title, ...form }: FormProps & { onClose: () => void; title?: string }) {
  const say = useSay()
  const word = title ?? wordOr(say, form.operation, form.operation)
  return (
    <Drawer opened onClose={onClose} title={word} close={say('app.close')} size={560}>
      <Form
        {...form}
        onCancel={onClose}
        onDone={(result) => {
          toast({ tone: 'ok', text: say('app.form.done', { operation: word }) })
          onClose()
          onDone?.(result)
        }}
      />
    </Drawer>
  )
}
