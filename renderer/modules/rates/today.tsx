import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Switch } from '../../kit/choices.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './rates.module.css'
import { recordPath, type MissingRate, type Policy, type Standing } from './types.ts'

const tones: Readonly<Record<Standing['state'], Tone>> = { fresh: 'ok', tooOld: 'danger', missing: 'danger', none: 'neutral' }

/** What is missing, how old the rates of each legal entity are, whose rates they are, and whether the clock fetches any. */
export function Today() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState<Policy | null>(null)
  const { data, error } = useAsk<{ day: string; recorders: string; entities: readonly Standing[] }>('rates.standing')
  const policies = useAsk<{ policies: readonly Policy[] }>('rates.policies')
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('rates.standing')} lines={6} />
  const policyOf = (entity: string): Policy | undefined => policies.data?.policies.find((policy) => policy.entity === entity)
  const age = (one: Standing): string =>
    one.published === null || one.ageDays === null ? say('app.none') : say('rates.ui.age', { day: culture.day(one.published), days: culture.count(one.ageDays) }) // prettier-ignore
  return (
    <div className={styles['stack']}>
      <Missing />
      <Card title={say('rates.standing')}>
        <Table
          caption={say('rates.standing')}
          stacks
          columns={[
            { name: say('field.entity') },
            { name: say('field.source') },
            { name: say('rates.ui.pair') },
            { name: say('field.state') },
            { name: say('rates.ui.last') },
            ...(may('rates.setPolicy') ? [{ name: '' }] : []),
          ]}
          rows={data.entities.map((one) => [
            <span key="e" className={styles['two']}>
              {one.entity}
              <small>{one.name}</small>
            </span>,
            <span key="s" className={styles['two']}>
              {one.source}
              <small>{say('rates.ui.policy', { type: say(`choice.type.${one.type}`), days: culture.count(one.maxAgeDays) })}</small>
            </span>,
            one.state === 'none' ? one.currency : `${one.currency}/${one.groupCurrency}`,
            <Chip key="c" tone={tones[one.state]}>
              {say(`choice.state.${one.state}`)}
            </Chip>,
            age(one),
            ...(may('rates.setPolicy')
              ? [
                  <Button key="b" small disabled={!policyOf(one.entity)} onClick={() => setEditing(policyOf(one.entity) ?? null)}>
                    {say('rates.ui.choose')}
                  </Button>,
                ]
              : []),
          ])}
        />
        <p className={styles['note']}>{say('rates.ui.recorders', { who: data.recorders })}</p>
      </Card>
      <Feed />
      {editing ? (
        <FormDrawer
          operation="rates.savePolicy"
          fixed={{ entity: editing.entity }}
          fields={['source', 'type', 'maxAgeDays', 'taxSource', 'taxType']}
          initial={{ ...editing }}
          hints={{ source: say('rates.ui.sourceHint'), taxSource: say('rates.ui.taxSourceHint') }}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </div>
  )
}

/** What billing waits for: from here one click to the form with the pair filled in. */
function Missing() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const { data } = useAsk<{ rates: readonly MissingRate[] }>('billing.missingRates', {}, { enabled: may('billing.read') })
  return (
    <>
      {(data?.rates ?? []).map((one) => (
        <Notice
          key={`${one.entity}${one.from}${one.to}${one.day}`}
          tone="danger"
          title={say('rates.ui.missing', { pair: `${one.from}/${one.to}`, day: culture.day(one.day) })}
          action={
            may('rates.write') ? (
              <Button small look="primary" onClick={() => go(recordPath(one))}>
                {say('rates.record')}
              </Button>
            ) : undefined
          }
        >
          {say('rates.ui.missingLead', { entity: one.entity, source: one.source, lines: culture.count(one.lines) })}
        </Notice>
      ))}
    </>
  )
}

/** The clock calls the ECB only where somebody has said so. */
function Feed() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data } = useAsk<{ active: boolean; lastDay: string | null; changedBy: string | null }>('rates.feed')
  const { act } = useAct('rates.switchFeed')
  if (!data) return null
  const last = data.lastDay ? say('rates.ui.feedLast', { day: culture.day(data.lastDay) }) : say('rates.ui.feedNone')
  const turn = async (active: boolean): Promise<void> => {
    const reply = await act({ active })
    if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
  }
  return (
    <Card title={say('rates.ui.feed')}>
      {may('rates.setPolicy') ? (
        <Switch label={say('rates.ui.feedSwitch')} checked={data.active} onChange={(active) => void turn(active)} />
      ) : (
        <p>{say(data.active ? 'rates.ui.feedOn' : 'rates.ui.feedOff')}</p>
      )}
      <p>{last}</p>
    </Card>
  )
}
