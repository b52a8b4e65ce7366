import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'

interface Profile {
  readonly entity: string
  readonly region: string | null
  readonly registrations: readonly { readonly country: string; readonly taxId: string; readonly validFrom: string; readonly validTo: string | null }[]
  readonly undertaking: string | null
  readonly undertakingFrom: string | null
  readonly undertakingTo: string | null
  readonly rounding: string
  readonly returnMonths: number
} // prettier-ignore

/** How a legal entity is taxed: state, registrations, rounding, returns. */
export function TaxProfileCard({ entity }: { entity: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<Profile>('tax.profile', { entity })
  const span = (from: string | null, to: string | null): string => [from, to].map((day) => (day ? culture.day(day) : '')).join(' – ')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('tax.profile')} lines={3} />
  const { entity: _entity, ...rest } = data
  return (
    <Card
      title={say('tax.ui.profile')}
      actions={
        may('tax.write') ? (
          <Button small icon="draft" onClick={() => setEditing(true)}>
            {say('tax.ui.editProfile')}
          </Button>
        ) : null
      }
    >
      <Facts
        facts={[
          ...(data.region ? [{ name: say('field.region'), value: data.region }] : []),
          { name: say('field.rounding'), value: say(`choice.rounding.${data.rounding}`) },
          { name: say('field.returnMonths'), value: culture.count(data.returnMonths) },
          ...(data.undertaking ? [{ name: say('field.undertaking'), value: `${data.undertaking} (${span(data.undertakingFrom, data.undertakingTo)})`, wide: true }] : []),
          ...data.registrations.map((r) => ({ name: `${say('field.registrations')} ${countryName(r.country)}`, value: `${r.taxId} (${span(r.validFrom, r.validTo)})`, wide: true })),
        ]}
      />
      {editing ? (
        <FormDrawer operation="tax.saveProfile" fixed={{ entity }} initial={{ ...rest }} onClose={() => setEditing(false)} />
      ) : null}
    </Card>
  )
} // prettier-ignore
