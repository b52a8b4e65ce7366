import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './transfer.module.css'
import { YearEnd } from './year-end.tsx'

interface Target {
  readonly id: string
  readonly provider: string
  readonly receiver: string
  readonly percent: string
  readonly from: string
  readonly end: string | null
  readonly agreement: string
  readonly state: 'proposed' | 'approved' | 'withdrawn'
  readonly proposedBy: string
  readonly proposedByName: string | null
  readonly approvedByName: string | null
}
const mostTargets = 200

/** Which margin entities reach with each other over a year: agreed by two people, and brought about at its end. */
export default function Targets() {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [proposing, setProposing] = useState(false)
  const { data, error } = useAsk<{ rows: readonly Target[] }>('transfer.targets', { limit: mostTargets })
  useTitle(say('transfer.targets'))
  return (
    <Page>
      <PageHead title={say('transfer.targets')} lead={say('transfer.ui.targetsLead')}>
        {may('transfer.write') ? (
          <Button look="primary" icon="plus" onClick={() => setProposing(true)}>
            {say('transfer.proposeTarget')}
          </Button>
        ) : null}
      </PageHead>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('transfer.targets')} lines={4} /> : null}
      {data?.rows.length === 0 ? (
        <Nothing icon="percent" title={say('transfer.ui.noTarget')} lead={say('transfer.ui.noTargetLead')} />
      ) : null}
      {data && data.rows.length > 0 ? <Agreed targets={data.rows} /> : null}
      <YearEnd />
      {proposing ? (
        <FormDrawer
          operation="transfer.proposeTarget"
          initial={{ from: `${today.slice(0, 4)}-01-01` }}
          onClose={() => setProposing(false)}
        />
      ) : null}
    </Page>
  )
}

function Agreed({ targets }: { targets: readonly Target[] }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card title={say('transfer.ui.agreed')}>
      <Table
        caption={say('transfer.ui.agreed')}
        stacks
        columns={[
          { name: say('transfer.ui.pair') },
          { name: say('field.percent'), figures: true },
          { name: say('field.from') },
          { name: say('field.end') },
          { name: say('field.agreement') },
          { name: say('field.state') },
          { name: say('field.proposedBy') },
        ]}
        rows={targets.map((target) => [
          `${target.provider} → ${target.receiver}`,
          `${culture.decimal(target.percent)} %`,
          culture.day(target.from),
          target.end === null ? '–' : culture.day(target.end),
          target.agreement,
          <State key="s" target={target} />,
          target.proposedByName ?? '',
        ])}
      />
    </Card>
  )
}

/** How it stands; whoever did not propose it agrees or turns it down. */
function State({ target: { id, state, provider, receiver, proposedBy, approvedByName } }: { target: Target }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const decide = useDo<Target>('transfer.decideTarget', (done) => say(`choice.state.${done.state}`))
  const pair = `${provider} → ${receiver}`
  const mine = proposedBy === manifest.caller?.user
  return (
    <span className={styles['state']}>
      <Chip tone={toneOf(state === 'approved' ? 'active' : state)}>{say(`choice.state.${state}`)}</Chip>
      {state !== 'proposed' && approvedByName !== null ? <small className={styles['small']}>{approvedByName}</small> : null}
      {state === 'proposed' && mine ? <small className={styles['small']}>{say('transfer.ui.othersDecide')}</small> : null}
      {state === 'proposed' && may('transfer.approve') ? (
        <>
          {mine ? null : (
            <Button
              small
              look="primary"
              busy={decide.busy}
              aria-label={`${say('field.approve')}: ${pair}`}
              onClick={() => void decide.go({ targetMargin: id, approve: true })}
            >
              {say('field.approve')}
            </Button>
          )}
          <Button
            small
            busy={decide.busy}
            aria-label={`${say('transfer.ui.withdraw')}: ${pair}`}
            onClick={() => void decide.go({ targetMargin: id, approve: false })}
          >
            {say('transfer.ui.withdraw')}
          </Button>
        </>
      ) : null}
    </span>
  )
}
