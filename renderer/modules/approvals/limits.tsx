import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, IconButton } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { NewLimit } from './new-limit.tsx'
import { StandIns } from './stand-ins.tsx'
import type { Limit } from './types.ts'

/** Who decides how far, and who stands in for whom. */
export default function LimitsScreen() {
  const say = useSay()
  useTitle(say('approvals.limits'))
  return (
    <Page>
      <PageHead title={say('approvals.limits')} lead={say('approvals.ui.limitsLead')} />
      <Stack>
        <LimitsCard />
        <StandIns />
      </Stack>
    </Page>
  )
}

function LimitsCard() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState<Limit | 'new' | null>(null)
  const { data, error } = useAsk<{ rows: readonly Limit[] }>('approvals.limits', { limit: 1000 })
  const { act, busy } = useAct('approvals.removeLimit')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('approvals.limits')} lines={5} />
  const edits = may('approvals.write')
  const name = (limit: Limit): string => `${limit.roleName ?? limit.role} · ${say(`approvals.kind.${limit.kind}`)}`
  const remove = async (limit: Limit): Promise<void> => {
    const reply = await act({ id: limit.id })
    toast(reply.ok ? { tone: 'ok', text: say('approvals.ui.limitRemoved') } : { tone: 'danger', text: reply.refusal.message })
  }
  const figure = ({ percent, currency, amount }: Limit): string =>
    [percent === null ? null : `${culture.decimal(percent)} %`, currency && amount ? culture.money(currency, amount) : null]
      .filter(Boolean)
      .join(' · ') || say('approvals.ui.everything')
  return (
    <Card
      title={say('approvals.ui.howFar')}
      actions={
        edits ? (
          <Button small icon="plus" onClick={() => setEditing('new')}>
            {say('approvals.ui.newLimit')}
          </Button>
        ) : undefined
      }
    >
      <Table
        caption={say('approvals.limits')}
        empty={say('approvals.ui.noLimits')}
        columns={[
          { name: say('field.role') },
          { name: say('field.kind') },
          { name: say('approvals.ui.upTo'), figures: true },
          ...(edits ? [{ name: say('approvals.ui.change'), figures: true }] : []),
        ]}
        rows={data.rows.map((limit) => [
          limit.roleName ?? limit.role,
          say(`approvals.kind.${limit.kind}`),
          figure(limit),
          ...(edits
            ? [
                <Line key="a" end>
                  <IconButton icon="draft" label={say('approvals.ui.changeOf', { name: name(limit) })} onClick={() => setEditing(limit)} />
                  <IconButton
                    icon="trash"
                    label={say('approvals.ui.removeOf', { name: name(limit) })}
                    disabled={busy}
                    onClick={() => void remove(limit)}
                  />
                </Line>,
              ]
            : []),
        ])}
      />
      {editing === 'new' ? (
        <NewLimit onClose={() => setEditing(null)} />
      ) : editing ? (
        <FormDrawer
          operation="approvals.saveLimit"
          title={name(editing)}
          fixed={{ id: editing.id, role: editing.role, kind: editing.kind }}
          initial={{
            ...(editing.percent === null ? {} : { percent: editing.percent }),
            ...(editing.currency === null ? {} : { currency: editing.currency, amount: editing.amount }),
          }}
          fields={['percent', 'currency', 'amount']}
          hints={{ percent: say('approvals.ui.hint.percent') }}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Card>
  )
}
