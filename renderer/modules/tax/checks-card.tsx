import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'

interface Check {
  readonly id: string
  readonly authority: string
  readonly valid: boolean
  readonly checkedOn: string
  readonly registeredTo: string | null
  readonly reference: string | null
}
const authorityOf = (country: string): string => ({ GB: 'HMRC', IN: 'GSTN', AU: 'ABR' })[country] ?? 'VIES'

/** What tax authorities said of a customer's tax number: the evidence that a reverse charge rests on. */
export function TaxChecksCard({ country, taxId }: { country: string; taxId: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [adding, setAdding] = useState(false)
  const plain = taxId.toUpperCase().replace(/[^A-Z0-9+*]/g, '')
  const { data, error } = useAsk<{ rows: readonly Check[] }>('tax.checks', {
    filter: { all: [{ field: 'taxId', is: 'equal', value: plain }, { field: 'country', is: 'equal', value: country }] },
    limit: 20,
  }) // prettier-ignore
  return (
    <Card
      title={say('tax.checks')}
      actions={
        may('tax.write') ? (
          <Button small icon="plus" onClick={() => setAdding(true)}>
            {say('tax.ui.check')}
          </Button>
        ) : null
      }
    >
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      <Table
        caption={say('tax.checks')}
        stacks
        empty={data ? say('tax.ui.unchecked', { taxId }) : say('app.grid.loading')}
        columns={[{ name: say('field.checkedOn') }, { name: say('field.authority') }, { name: say('field.valid') }, { name: say('field.reference') }]}
        rows={(data?.rows ?? []).map((check) => [
          culture.day(check.checkedOn),
          say(`choice.authority.${check.authority}`),
          <Chip key="v" tone={check.valid ? 'ok' : 'danger'}>
            {say(check.valid ? 'tax.ui.valid' : 'tax.ui.invalid')}
          </Chip>,
          [check.reference, check.registeredTo].filter(Boolean).join(' · '),
        ])}
      />
      {adding ? (
        <FormDrawer
          operation="tax.recordCheck"
          fixed={{ country, taxId }}
          initial={{ authority: authorityOf(country), valid: true, checkedOn: today }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Card>
  )
} // prettier-ignore
