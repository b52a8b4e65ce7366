import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useHarmony, useOperation } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Designer } from './designer.tsx'
import { draftDocument, type Behaviours } from './document-draft.ts'

/** A product comes into the world with its first version. */
export default function NewProduct() {
  const say = useSay()
  const { culture, manifest } = useHarmony()
  const plan = useOperation('catalog.cardOfDraft')?.input.fields?.['behaviours']
  const { data, error } = useAsk<Behaviours>('catalog.behaviours', { language: manifest.language })
  useTitle(say('catalog.ui.new'))
  const first = useMemo(() => {
    if (!plan || !data) return null
    const plain = draftDocument(plan, data.plain.recurring, culture)
    return { ...plain, sell: { ...plain.sell, unit: '' } }
  }, [plan, data, culture])
  if (error) return <Nothing icon="danger" whole title={say('catalog.ui.new')} lead={error.message} />
  if (!plan || !data || !first) return <Bones label={say('catalog.ui.new')} lines={10} />
  return (
    <Designer
      key={culture}
      title={say('catalog.ui.new')}
      lead={say('catalog.ui.newLead')}
      product={null}
      plan={plan}
      behaviours={data}
      first={first}
    />
  )
}
