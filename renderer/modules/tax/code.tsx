import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'

interface TaxCode {
  readonly code: string
  readonly short: string
  readonly country: string
  readonly rate: string
  readonly category: string
  readonly names: Readonly<Record<string, string>>
  readonly notes: Readonly<Record<string, string>>
  readonly validFrom: string
  readonly validTo: string | null
}

/** A tax code: its rate, what it is called and what invoices say about it. */
export default function TaxCodeScreen() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const code = useParam('code')
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<{ rows: readonly TaxCode[] }>('tax.list', {
    filter: { field: 'code', is: 'equal', value: code },
    limit: 1,
  })
  const tax = data?.rows[0]
  useTitle(tax?.code)
  if (error) return <Nothing icon="danger" title={say('tax.ui.code')} lead={error.message} />
  if (!data) return <Bones label={say('tax.ui.code')} />
  if (!tax) return <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  const fact = (name: string, value: string, wide = false) => ({ name: say(`field.${name}`), value, wide })
  return (
    <Page narrow>
      <PageHead title={`${tax.code} · ${textIn(manifest.language, tax.names)}`}>
        {may('tax.write') ? (
          <Button icon="draft" onClick={() => setEditing(true)}>
            {say('tax.ui.edit')}
          </Button>
        ) : null}
      </PageHead>
      <Card>
        <Facts
          facts={[
            fact('rate', `${culture.decimal(tax.rate)} %`),
            fact('short', tax.short),
            fact('country', countryName(tax.country)),
            fact('category', say(`choice.category.${tax.category}`)),
            fact('validFrom', culture.day(tax.validFrom)),
            ...(tax.validTo ? [fact('validTo', culture.day(tax.validTo))] : []),
            ...(textIn(manifest.language, tax.notes) ? [fact('notes', textIn(manifest.language, tax.notes), true)] : []),
          ]}
        />
      </Card>
      {editing ? (
        <FormDrawer
          operation="tax.save"
          title={say('tax.ui.edit')}
          fixed={{ code: tax.code }}
          initial={{ ...tax }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Page>
  )
}
