import { useMemo, useState } from 'react'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Button } from '../../kit/parts.tsx'
import { Inset } from '../../kit/tall.tsx'
import { responseTone } from './tones.ts'
import type { Campaign } from './types.ts'

firstWidths('campaigns.members', { name: 180, customerName: 220, notContacted: 160, response: 220, email: 240, phone: 160, note: 220 })

/** Whom the campaign is for, whether they are contacted, and what they answered. */
export function Members({ campaign }: { campaign: Campaign }) {
  const say = useSay()
  const may = useMay()
  const [doing, setDoing] = useState<{ readonly member: Row } | 'add' | null>(null)
  const mayWrite = may('campaigns.write')
  const cells = useMemo(
    () => ({
      notContacted: (row: Row) => {
        const why = row['notContacted'] as string | null
        return why === null ? null : <Chip tone={why === 'optedOut' ? 'danger' : 'warn'}>{say(`choice.notContacted.${why}`)}</Chip>
      },
      response: (row: Row) => {
        const answer = row['response'] as string | null
        if (answer !== null) return <Chip tone={responseTone(answer)}>{say(`choice.response.${answer}`)}</Chip>
        return mayWrite ? (
          <Button
            small
            look="quiet"
            onClick={() => setDoing({ member: row })}
            aria-label={say('campaigns.ui.respondOf', { name: String(row['name']) })}
          >
            {say('campaigns.ui.answer')}
          </Button>
        ) : null
      },
    }),
    [say, mayWrite],
  )
  return (
    <Inset>
      <Grid
        view="campaigns.members"
        label={say('campaigns.members')}
        fixed={{ field: 'campaign', is: 'equal', value: campaign.id }}
        columns={['name', 'customerName', 'notContacted', 'response', 'note', 'email', 'phone']}
        cells={cells}
        address={false}
        opens={(row) =>
          row['madeLead']
            ? `/leads/${String(row['madeLead'])}`
            : row['lead']
              ? `/leads/${String(row['lead'])}`
              : row['customer']
                ? `/customers/${String(row['customer'])}`
                : undefined
        }
        actions={
          mayWrite && campaign.state !== 'done' ? (
            <Button icon="plus" onClick={() => setDoing('add')}>
              {say('campaigns.ui.addMember')}
            </Button>
          ) : null
        }
        {...(mayWrite
          ? {
              bulk: (rows: readonly Row[]) =>
                rows.length === 1 ? (
                  <Button small icon="draft" onClick={() => setDoing({ member: rows[0]! })}>
                    {say('campaigns.respond')}
                  </Button>
                ) : null,
            }
          : {})}
        empty={{ title: say('campaigns.ui.noMembers'), lead: say('campaigns.ui.noMembersLead') }}
      />
      {doing === 'add' ? (
        <FormDrawer
          operation="campaigns.addMember"
          title={say('campaigns.ui.addMember')}
          submit={say('campaigns.ui.add')}
          fixed={{ campaign: campaign.id }}
          fields={['contact', 'lead']}
          hints={{ contact: say('campaigns.ui.eitherHint') }}
          at={{ 'campaigns.unknownPerson': 'contact' }}
          onClose={() => setDoing(null)}
        />
      ) : doing ? (
        <FormDrawer
          operation="campaigns.respond"
          title={String(doing.member['name'])}
          submit={say('campaigns.respond')}
          fixed={{ member: String(doing.member['id']) }}
          fields={['response', 'note']}
          initial={{ response: doing.member['response'] ?? null, note: doing.member['note'] ?? null }}
          hints={{ response: say('campaigns.ui.responseHint') }}
          onClose={() => setDoing(null)}
        />
      ) : null}
    </Inset>
  )
}
