import { useState } from 'react'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Page, PageHead } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Calculated } from './calculated.tsx'
import { example } from './draft.ts'
import { Lifted } from './lifted.tsx'
import { examplePart } from './part.ts'
import { Prorated } from './prorated.tsx'
import { exampleUplift } from './uplift.ts'

const tabs = ['price', 'part', 'uplift'] as const
type Tab = (typeof tabs)[number]

/** What a quantity costs, a part of a period, a price after an uplift; and why. What was typed stays while one looks at another tab. */
export default function Calculator() {
  const say = useSay()
  const { culture } = useHarmony()
  const today = useToday()
  const [{ tab: asked }, setSearch] = useSearchState()
  const [price, setPrice] = useState(() => example(culture))
  const [part, setPart] = useState(() => examplePart(culture, today))
  const [uplift, setUplift] = useState(() => exampleUplift(culture))
  const title = say('pricing.ui.calculator')
  useTitle(title)
  return (
    <Page>
      <PageHead title={title} lead={say('pricing.ui.lead')} />
      <Tabs<Tab>
        label={title}
        value={tabs.find((tab) => tab === asked) ?? 'price'}
        onChange={(tab) => setSearch({ tab: tab === 'price' ? undefined : tab })}
        tabs={[
          { value: 'price', label: say('pricing.ui.tab.price'), content: <Calculated draft={price} onDraft={setPrice} /> },
          { value: 'part', label: say('pricing.ui.tab.part'), content: <Prorated draft={part} onDraft={setPart} /> },
          { value: 'uplift', label: say('pricing.ui.tab.uplift'), content: <Lifted draft={uplift} onDraft={setUplift} /> },
        ]}
      />
    </Page>
  )
}
