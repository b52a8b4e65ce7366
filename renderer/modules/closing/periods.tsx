import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthName } from '../recognition/months.ts'
import styles from './closing.module.css'

type State = 'open' | 'softClosed' | 'locked'
interface Period {
  readonly month: string
  readonly state: State
  readonly over: boolean
  readonly changedBy: string | null
  readonly reason: string | null
  readonly reopeningAskedBy: string | null
  readonly reopened: number
}
interface Months {
  readonly shown: readonly string[]
  readonly entities: readonly { readonly entity: string; readonly name: string; readonly periods: readonly Period[] }[]
}
interface Chosen extends Period {
  readonly entity: string
  readonly name: string
}
const tones = { open: 'neutral', softClosed: 'warn', locked: 'ok' } as const

/** Months of each legal entity: closed and opened again from here. */
export default function Periods() {
  const say = useSay()
  const culture = useCulture()
  const [chosen, setChosen] = useState<readonly [entity: string, month: string] | null>(null)
  const { data, error } = useAsk<Months>('closing.months', {}, { keep: true })
  useTitle(say('closing.months'))
  const entity = data?.entities.find((e) => e.entity === chosen?.[0])
  const period = entity?.periods.find((p) => p.month === chosen?.[1])
  return (
    <Page>
      <PageHead title={say('closing.months')} lead={say('closing.ui.lead')} />
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('closing.months')} lines={12} /> : null}
      {data?.entities.length === 0 ? <Nothing icon="calendar" title={say('closing.months')} lead={say('closing.ui.none')} /> : null}
      {data && data.entities.length > 0 ? (
        <Card>
          <Table
            caption={say('closing.months')}
            columns={[{ name: say('field.month') }, ...data.entities.map((e) => ({ name: e.name }))]}
            rows={data.shown.toReversed().map((month) => [
              monthName(month, culture.name),
              ...data.entities.map((e) => {
                const of = e.periods.find((p) => p.month === month)!
                return (
                  <button
                    key={e.entity}
                    type="button"
                    className={styles['month']}
                    aria-label={say('closing.ui.choose', {
                      entity: e.name,
                      month: monthName(month, culture.name),
                      state: say(`choice.state.${of.state}`),
                    })}
                    onClick={() => setChosen([e.entity, month])}
                  >
                    <Chip tone={tones[of.state]}>
                      {say(of.over || of.state !== 'open' ? `choice.state.${of.state}` : 'closing.ui.goesOn')}
                    </Chip>
                    {of.reopeningAskedBy === null ? null : <Chip tone="info">{say('closing.ui.asked')}</Chip>}
                    {of.reopened > 0 ? <Chip tone="warn">{say('closing.ui.reopened')}</Chip> : null}
                  </button>
                )
              }),
            ])}
          />
        </Card>
      ) : null}
      {entity && period ? (
        <OneMonth chosen={{ ...period, entity: entity.entity, name: entity.name }} onClose={() => setChosen(null)} />
      ) : null}
    </Page>
  )
}

function OneMonth({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const softClose = useAct('closing.softClose')
  const lock = useAct('closing.lock')
  const reopen = useAct('closing.reopen')
  const decide = useAct('closing.decideReopening')
  const { entity, month, state, reopeningAskedBy } = chosen
  const busy = softClose.busy || lock.busy || reopen.busy || decide.busy
  const mine = reopeningAskedBy === manifest.caller?.user
  const doing = async (
    does: (input: object) => Promise<{ ok: true } | { ok: false; refusal: { message: string } }>,
    more: object = {},
  ): Promise<void> => {
    setTrouble(null)
    const reply = await does({ entity, month, ...more })
    if (!reply.ok) setTrouble(reply.refusal.message)
    else setReason('')
  }
  const because = reason.trim() === '' ? {} : { reason }
  return (
    <Drawer opened close={say('app.close')} title={`${chosen.name}, ${monthName(month, culture.name)}`} onClose={onClose}>
      <div className={styles['drawer']}>
        <Facts
          facts={[
            { name: say('field.state'), value: <Chip tone={tones[state]}>{say(`choice.state.${state}`)}</Chip> },
            ...(chosen.changedBy === null ? [] : [{ name: say('field.changedBy'), value: chosen.changedBy }]),
            ...(chosen.reason === null ? [] : [{ name: say('field.reason'), value: chosen.reason, wide: true }]),
            ...(chosen.reopened > 0 ? [{ name: say('field.reopened'), value: culture.count(chosen.reopened) }] : []),
          ]}
        />
        <p className={styles['means']}>{say(`closing.ui.means.${state}`)}</p>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {may('closing.close') && reopeningAskedBy !== null ? (
          <>
            <Notice tone="info">{say(mine ? 'closing.ui.yours' : 'closing.ui.theirs')}</Notice>
            {mine ? null : (
              <div className={styles['acts']}>
                <Button look="primary" busy={busy} onClick={() => void doing(decide.act, { agree: true })}>
                  {say('closing.ui.agree')}
                </Button>
                <Button busy={busy} onClick={() => void doing(decide.act, { agree: false })}>
                  {say('closing.ui.decline')}
                </Button>
              </div>
            )}
          </>
        ) : null}
        {may('closing.close') && reopeningAskedBy === null ? (
          <>
            <LongField label={say('field.reason')} value={reason} onChange={setReason} />
            <div className={styles['acts']}>
              {state === 'locked' ? null : (
                <Button look="primary" busy={busy} onClick={() => void doing(lock.act)}>
                  {say('closing.ui.lock')}
                </Button>
              )}
              {state === 'open' ? (
                <Button busy={busy} onClick={() => void doing(softClose.act, because)}>
                  {say('closing.ui.softClose')}
                </Button>
              ) : (
                <Button busy={busy} disabled={reason.trim() === ''} onClick={() => void doing(reopen.act, { reason })}>
                  {say('closing.ui.reopen')}
                </Button>
              )}
            </div>
          </>
        ) : null}
      </div>
    </Drawer>
  )
}
