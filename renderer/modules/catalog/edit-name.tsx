import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import type { ProductCard } from './product-text.ts'
import { TextsField, textsIn } from '../../kit/form/texts-field.tsx'

/** How a product is called, and whether it is still sold. What it does is said by its versions. */
export function EditName({ product, onClose }: { product: ProductCard['product']; onClose: () => void }) {
  const say = useSay()
  const [names, setNames] = useState(JSON.stringify(product.names))
  const [family, setFamily] = useState(product.productFamily ?? '')
  const [active, setActive] = useState(product.active)
  const [refusal, setRefusal] = useState<string | null>(null)
  const { act, busy } = useAct('catalog.saveProduct')
  const save = async (): Promise<void> => {
    const reply = await act({ code: product.code, names: textsIn(names), unit: product.unit, active, productFamily: family })
    if (!reply.ok) return setRefusal(reply.refusal.message)
    toast({ tone: 'ok', text: say('app.form.done', { operation: say('catalog.ui.edit') }) })
    onClose()
  }
  return (
    <Drawer opened onClose={onClose} title={say('catalog.ui.edit')} close={say('app.close')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack>
          {refusal ? <Notice tone="danger">{refusal}</Notice> : null}
          <TextsField label={say('field.name')} draft={names} onChange={setNames} />
          <TextField label={say('field.productFamily')} hint={say('catalog.ui.familyHint')} value={family} onChange={setFamily} />
          <Check label={say('catalog.ui.sold')} checked={active} onChange={setActive} />
          <Line>
            <Button look="primary" type="submit" busy={busy}>
              {say('catalog.saveProduct')}
            </Button>
            <Button onClick={onClose}>{say('app.cancel')}</Button>
          </Line>
        </Stack>
      </form>
    </Drawer>
  )
}
