import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './transfer.module.css'

interface Policy {
  readonly id: string
  readonly provider: string
  readonly receiver: string
  readonly kind: string
  readonly method: string
  readonly percent: string | null
  readonly rate: string | null
  readonly currency: string
  readonly from: string
  readonly end: string | null
  readonly agreement: string
  readonly state: string
  readonly proposedBy: string
  readonly proposedByName: string | null
  readonly approvedByName: string | null
}

/** One policy, as it was agreed; whoever did not propose it approves it or turns it down. */
export default function PolicyScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<{ rows: Policy[] }>('transfer.policies', { filter: { field: 'id', is: 'equal', value: id } })
  const policy = data?.rows[0]
  useTitle(policy && `${policy.provider} → ${policy.receiver}`)
  if (error) return <Nothing whole icon="danger" title={say('transfer.policies')} lead={error.message} />
  if (!data) return <Bones label={say('transfer.policies')} lines={6} />
  return policy ? (
    <Shown policy={policy} />
  ) : (
    <Nothing whole icon="danger" title={say('transfer.policies')} lead={say('transfer.unknownPolicy', { policy: id })} />
  )
}

function Shown({ policy }: { policy: Policy }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct('transfer.decidePolicy')
  const decide = async (approve: boolean): Promise<void> => {
    setTrouble(null)
    const reply = await act({ policy: policy.id, approve })
    if (!reply.ok) setTrouble(reply.refusal.message)
  }
  const mine = policy.proposedBy === manifest.caller?.user
  return (
    <Page narrow>
      <PageHead
        title={`${policy.provider} → ${policy.receiver}`}
        chip={<Chip tone={toneOf(policy.state)}>{say(`choice.state.${policy.state}`)}</Chip>}
        lead={say(`choice.method.${policy.method}`)}
      />
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      {policy.state === 'proposed' && may('transfer.approve') ? (
        <div className={styles['acts']}>
          {mine ? <Notice tone="info">{say('transfer.samePerson')}</Notice> : null}
          {mine ? null : (
            <Button look="primary" busy={busy} onClick={() => void decide(true)}>
              {say('field.approve')}
            </Button>
          )}
          <Button busy={busy} onClick={() => void decide(false)}>
            {say('transfer.ui.withdraw')}
          </Button>
        </div>
      ) : null}
      <Card>
        <Facts
          facts={[
            { name: say('field.kind'), value: say(`choice.kind.${policy.kind}`) },
            { name: say('field.method'), value: say(`choice.method.${policy.method}`) },
            ...(policy.percent === null ? [] : [{ name: say('field.percent'), value: `${culture.decimal(policy.percent)} %` }]),
            ...(policy.rate === null ? [] : [{ name: say('field.rate'), value: `${culture.decimal(policy.rate)} ${policy.currency}` }]),
            { name: say('field.currency'), value: policy.currency },
            { name: say('field.from'), value: culture.day(policy.from) },
            ...(policy.end === null ? [] : [{ name: say('field.end'), value: culture.day(policy.end) }]),
            { name: say('field.agreement'), value: policy.agreement },
            ...(policy.proposedByName === null ? [] : [{ name: say('field.proposedBy'), value: policy.proposedByName }]),
            ...(policy.approvedByName === null ? [] : [{ name: say('field.approvedBy'), value: policy.approvedByName }]),
          ]}
        />
      </Card>
    </Page>
  )
}
