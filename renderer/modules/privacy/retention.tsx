import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { useCountry } from './fates.tsx'
import type { Period } from './types.ts'

/** How long what is kept in each country: what the law asks for, and what the house has decided beyond that. */
export default function RetentionScreen() {
  const say = useSay()
  const culture = useCulture()
  const called = useCountry()
  const may = useMay()
  const { data, error } = useAsk<readonly Period[]>('privacy.retention')
  const [changing, change] = useState<Period | null>(null)
  useTitle(say('privacy.retention'))
  if (error) return <Nothing whole icon="danger" title={say('privacy.retention')} lead={error.message} />
  if (!data) return <Bones label={say('privacy.retention')} lines={8} />
  const countries = [...new Set(data.map(({ country }) => country))]
  return (
    <Page>
      <PageHead title={say('privacy.retention')} lead={say('privacy.ui.retentionLead')} />
      {countries.length === 0 ? <Nothing icon="calendar" title={say('privacy.ui.noEntity')} /> : null}
      <Stack>
        {countries.map((country) => {
          const periods = data.filter((one) => one.country === country)
          const title = called(country)
          return (
            <Card key={country} title={title}>
              <Stack>
                {periods[0]!.lawKnown ? <p>{periods[0]!.source}</p> : <Notice tone="warn">{say('privacy.ui.lawUnknown')}</Notice>}
                <Table
                  caption={title}
                  stacks
                  columns={[
                    { name: say('field.keep') },
                    { name: say('field.years'), figures: true },
                    { name: say('field.law'), figures: true },
                    { name: say('field.note') },
                    { name: '' },
                  ]}
                  rows={periods.map((one) => [
                    say(`choice.keep.${one.keep}`),
                    culture.count(one.years),
                    culture.count(one.law),
                    one.note ?? '',
                    may('privacy.setRetention') ? (
                      <Button key="change" small icon="settings" onClick={() => change(one)}>
                        {say('privacy.ui.change')}
                      </Button>
                    ) : null,
                  ])}
                />
              </Stack>
            </Card>
          )
        })}
      </Stack>
      {changing ? (
        <Modal
          opened
          title={`${called(changing.country)} · ${say(`choice.keep.${changing.keep}`)}`}
          onClose={() => change(null)}
          close={say('app.close')}
        >
          <Form
            operation="privacy.saveRetention"
            initial={{ years: changing.years, note: changing.note }}
            fixed={{ country: changing.country, keep: changing.keep }}
            fields={['years', 'note']}
            at={{ 'privacy.belowLaw': 'years', 'privacy.badYears': 'years' }}
            onDone={() => {
              toast({ tone: 'ok', text: say('privacy.ui.saved') })
              change(null)
            }}
            onCancel={() => change(null)}
          />
        </Modal>
      ) : null}
    </Page>
  )
}
