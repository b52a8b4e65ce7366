import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Effects } from './effects.tsx'
import { textIn, type ProductCard } from './product-text.ts'

/** The change assistant: every contract line that sells the product, which version it holds to, and what another would change for it. */
export default function AffectedScreen() {
  const say = useSay()
  const go = useGo()
  const culture = useCulture()
  const code = useParam('product')
  const { manifest } = useHarmony()
  const [chosen, setChosen] = useState<number | null>(null)
  const { data, error } = useAsk<ProductCard>('catalog.product', { product: code })
  const name = data ? textIn(manifest.language, data.product.names) : ''
  useTitle(data ? say('catalog.ui.affected', { product: name }) : undefined)
  if (error) return <Nothing icon="danger" whole title={say('catalog.product')} lead={error.message} />
  if (!data) return <Bones label={say('catalog.product')} lines={8} />
  const version = chosen ?? data.product.version
  const behind = data.linesByVersion.filter((v) => v.version < data.product.version).reduce((sum, v) => sum + v.lineCount, 0)
  return (
    <Page>
      <PageHead title={say('catalog.ui.affected', { product: name })} lead={say('catalog.ui.affectedLead')}>
        <Button icon="left" onClick={() => go(`/products/${encodeURIComponent(code)}`)}>
          {say('catalog.product')}
        </Button>
      </PageHead>
      <Card
        title={say('catalog.effects')}
        actions={
          <Choose
            label={say('catalog.ui.compareWith')}
            value={`${version}`}
            onChange={(next) => setChosen(next ? Number(next) : null)}
            options={data.versions.map((v) => ({
              value: `${v.version}`,
              label: `${culture.count(v.version)} · ${culture.day(v.validFrom)}`,
            }))}
          />
        }
      >
        <Stack>
          <Notice tone="info">{say('catalog.ui.behind', { count: behind, figure: culture.count(behind) })}</Notice>
          <Effects product={code} version={version} />
        </Stack>
      </Card>
    </Page>
  )
}
