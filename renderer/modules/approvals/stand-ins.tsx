import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { Delegation, Rules } from './types.ts'

/** Who stands in for whom, today and later. */
export function StandIns() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [naming, setNaming] = useState(false)
  const { data, error } = useAsk<Rules>('approvals.delegations', {})
  const { data: me } = useAsk<{ user: string }>('people.me', {})
  const { act, busy } = useAct('approvals.endDelegation')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('approvals.delegations')} lines={4} />
  const ends = (one: Delegation): boolean =>
    may('approvals.decide') && (may('approvals.write') || one.person === me?.user || one.standIn === me?.user)
  const end = async (one: Delegation): Promise<void> => {
    const reply = await act({ id: one.id })
    toast(reply.ok ? { tone: 'ok', text: say('approvals.ui.standInEnded') } : { tone: 'danger', text: reply.refusal.message })
  }
  return (
    <Card
      title={say('approvals.delegations')}
      actions={
        may('approvals.decide') ? (
          <Button small icon="plus" onClick={() => setNaming(true)}>
            {say('approvals.delegate')}
          </Button>
        ) : undefined
      }
    >
      <Table
        caption={say('approvals.delegations')}
        empty={say('approvals.ui.noStandIns')}
        columns={[
          { name: say('field.standIn') },
          { name: say('approvals.ui.insteadOf') },
          { name: say('approvals.ui.days') },
          { name: say('field.note') },
          { name: say('approvals.ui.change'), figures: true },
        ]}
        rows={data.delegations.map((one) => [
          one.standInName,
          one.personName,
          `${culture.day(one.firstDay)} – ${culture.day(one.lastDay)}`,
          one.note ?? '',
          ends(one) ? (
            <Button key="e" small busy={busy} onClick={() => void end(one)}>
              {say('approvals.endDelegation')}
            </Button>
          ) : (
            ''
          ),
        ])}
      />
      {naming ? <Naming rules={data} me={me?.user ?? null} onClose={() => setNaming(false)} /> : null}
    </Card>
  )
}

function Naming({ rules, me, onClose }: { rules: Rules; me: string | null; onClose: () => void }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [person, setPerson] = useState<string | null>(rules.people.some((p) => p.user === me) ? me : null)
  const [standIn, setStandIn] = useState<string | null>(null)
  const people = (without: string | null) =>
    rules.people.filter((p) => p.user !== without).map((p) => ({ value: p.user, label: p.title ? `${p.name} · ${p.title}` : p.name }))
  return (
    <Drawer opened onClose={onClose} title={say('approvals.delegate')} close={say('app.close')} size={560}>
      <Stack>
        {may('approvals.write') ? (
          <Choose label={say('approvals.ui.insteadOf')} value={person} onChange={setPerson} options={people(standIn)} searchable />
        ) : null}
        <Choose label={say('field.standIn')} value={standIn} onChange={setStandIn} options={people(person)} searchable />
        {standIn !== null ? (
          <Form
            operation="approvals.delegate"
            fixed={{ standIn, person }}
            initial={{ firstDay: today, lastDay: today }}
            fields={['firstDay', 'lastDay', 'note']}
            onCancel={onClose}
            onDone={() => {
              toast({ tone: 'ok', text: say('approvals.ui.standInNamed') })
              onClose()
            }}
          />
        ) : null}
      </Stack>
    </Drawer>
  )
}
