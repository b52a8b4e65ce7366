import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { useDo } from './acting.ts'
import { PostDialog } from './posting.tsx'
import type { Approvals as State } from './review-types.ts'
import type { Run } from './types.ts'

interface Settings {
  readonly approvals: number
  readonly changeThreshold: string
  readonly zero: string
  readonly creditPrefix: string | null
}

/** Who must still agree before anything is posted, by legal entity, and what is posted already. */
export function Approvals({ run }: { run: Run }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data, error } = useAsk<State>('billing.approvals', { run: run.id })
  const [posting, setPosting] = useState<string | null>(null)
  const approve = useDo<{ entities: readonly string[] }>('billing.approve', (r) =>
    say('billing.ui.approved', { entities: r.entities.join(', ') }),
  )
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('billing.approvals')} lines={3} />
  const open = run.state === 'proposed'
  return (
    <Card title={say('billing.approvals')}>
      <Table
        caption={say('billing.approvals')}
        columns={[
          { name: say('field.entity') },
          { name: say('field.state') },
          { name: say('field.approvals') },
          { name: say('field.held') },
          { name: say('billing.ui.actions') },
        ]}
        rows={data.entities.map((one) => [
          one.entity,
          one.posted ? (
            <Chip key="s" tone="ok" icon="check">
              {say('choice.state.posted')}
            </Chip>
          ) : one.missing > 0 ? (
            <Chip key="s" tone="warn">
              {say('billing.ui.waits', { count: one.missing })}
            </Chip>
          ) : (
            <Chip key="s" tone="accent">
              {say('field.ready')}
            </Chip>
          ),
          one.needed === 0
            ? say('billing.ui.noneNeeded')
            : say('billing.ui.ofNeeded', { given: culture.count(one.approvedWhole), needed: culture.count(one.needed) }),
          one.held === 0 ? say('app.none') : culture.count(one.held),
          <span key="a">
            {open && !one.posted && may('billing.review') && one.needed > 0 && !data.own ? (
              <Button small busy={approve.busy} onClick={() => void approve.go({ run: run.id, entity: one.entity })}>
                {say('choice.decision.approve')}
              </Button>
            ) : null}{' '}
            {open && !one.posted && may('billing.post') && run.entities.length > 1 ? (
              <Button small disabled={one.missing > 0} onClick={() => setPosting(one.entity)}>
                {say('billing.ui.postEntity', { entity: one.entity })}
              </Button>
            ) : null}{' '}
            {may('billing.post') ? <SettingsLink entity={one.entity} run={run.id} /> : null}
          </span>,
        ])}
      />
      {open && data.own && data.entities.some((one) => !one.posted && one.missing > 0) ? <p>{say('billing.ui.othersApprove')}</p> : null}
      {posting ? <PostDialog run={run} entity={posting} onClose={() => setPosting(null)} /> : null}
    </Card>
  )
}

/** Opens the settings with what is set now. */
function SettingsLink({ entity, run }: { entity: string; run: string }) {
  const say = useSay()
  const { data } = useAsk<Settings>('billing.settings', { entity })
  if (!data) return null
  const asked = new URLSearchParams({
    entity,
    approvals: `${data.approvals}`,
    changeThreshold: data.changeThreshold,
    zero: data.zero,
    ...(data.creditPrefix ? { creditPrefix: data.creditPrefix } : {}),
    back: `/billing/runs/${run}`,
  })
  return <Go to={`/do/billing.saveSettings?${asked.toString()}`}>{say('billing.ui.settings')}</Go>
}
