import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useInField } from '../../app/field.ts'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Amending, useAmendable } from './amending.tsx'
import { Captured } from './captured.tsx'
import styles from './sync.module.css'
import { ThreeWays, type Side } from './three-ways.tsx'
import { reasonIn, skewIn } from './worded.ts'

export interface Attention {
  readonly id: string
  readonly kind: 'decide' | 'note'
  readonly operation: string
  readonly code: string
  readonly about: Readonly<Record<string, string>>
  readonly matter: string | null
  readonly record: string | null
  readonly subject: string | null
  readonly customer: string | null
  readonly mine: Readonly<Record<string, unknown>>
  readonly original: Readonly<Record<string, unknown>>
  readonly theirs: Readonly<Record<string, unknown>>
  readonly fields: readonly string[]
  readonly cause: string | null
  readonly state: 'open' | 'taken' | 'resolved'
  readonly resolution: string | null
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
  readonly note: string | null
}
interface Shown {
  readonly attention: Attention
  readonly capturedAt: string | null
  readonly receivedAt: string | null
  readonly clock: 'fine' | 'skewed' | 'unknown' | null
  readonly skew: number | null
  readonly reference: string | null
  readonly followers: readonly string[]
}

/** Something from the field that a person decides: three versions field by field, or what was captured and why it waits. */
export default function ConflictScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Shown>('sync.attention', { attention: id })
  useTitle(data ? (data.attention.matter ?? say(data.attention.operation)) : undefined)
  if (error) return <Nothing whole icon="danger" title={say('sync.attention')} lead={error.message} />
  if (!data) return <Bones label={say('sync.attention')} lines={8} />
  return <Desk key={`${id}/${data.attention.state}`} shown={data} />
}

function Desk({ shown }: { shown: Shown }) {
  const say = useSay()
  const { attention } = shown
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>(
    Object.fromEntries(attention.fields.map((field) => [field, 'theirs' as const])),
  )
  const culture = useCulture()
  const about = {
    ...attention.about,
    ...(attention.fields.length > 0 ? { fields: attention.fields.join(', ') } : {}),
    operation: attention.about['operation'] ?? attention.operation,
  }
  const open = attention.state !== 'resolved'
  // The hub decides; a laptop shows what waits there and what came of it.
  const [may, inField] = [useMay(), useInField()]
  const decides = may('sync.decide') && !inField
  return (
    <Page narrow>
      <PageHead
        title={attention.matter ?? say(attention.operation)}
        lead={say(attention.operation)}
        chip={<Chip tone={open ? (attention.kind === 'note' ? 'info' : 'warn') : 'ok'}>{say(`choice.state.${attention.state}`)}</Chip>}
      />
      <Stack>
        <Card title={say('sync.ui.why')}>
          <div className={styles['about']}>
            <p>{reasonIn(say, culture, attention.code, about)}</p>
            {attention.cause && open ? <Go to={`/field/waiting/${attention.cause}`}>{say('sync.ui.waitsFor')}</Go> : null}
            {shown.followers.length > 0 && open ? (
              <p className={styles['quiet']}>{say('sync.ui.followers', { count: shown.followers.length })}</p>
            ) : null}
            <Circumstances shown={shown} />
          </div>
        </Card>
        <Card title={say('sync.ui.captured')}>
          {attention.fields.length > 0 ? (
            <ThreeWays attention={attention} choices={choices} {...(open && decides ? { onChoose: setChoices } : {})} />
          ) : (
            <Captured attention={attention} />
          )}
        </Card>
        {open && decides ? <Decide attention={attention} choices={choices} /> : null}
        {open && !decides ? (
          <Notice tone="info">{say(attention.kind === 'note' ? 'sync.ui.onlyToKnow' : 'sync.ui.officeDecides')}</Notice>
        ) : null}
        {open ? null : <Decided attention={attention} />}
      </Stack>
    </Page>
  )
}

function Circumstances({ shown }: { shown: Shown }) {
  const say = useSay()
  const culture = useCulture()
  const { attention } = shown
  return (
    <Facts
      facts={[
        ...(shown.reference ? [{ name: say('field.reference'), value: shown.reference }] : []),
        ...(shown.capturedAt ? [{ name: say('field.capturedAt'), value: culture.instant(shown.capturedAt) }] : []),
        ...(shown.receivedAt ? [{ name: say('field.receivedAt'), value: culture.instant(shown.receivedAt) }] : []),
        ...(shown.clock === 'skewed' ? [{ name: say('sync.ui.clock'), value: skewIn(say, culture.name, shown.skew ?? 0) }] : []),
        ...(attention.customer
          ? [{ name: say('field.customer'), value: <Go to={`/customers/${attention.customer}`}>{say('sync.ui.customerOpen')}</Go> }]
          : []),
        ...(attention.subject && attention.record && attention.record in papers
          ? [{ name: say(attention.record), value: <Go to={`/${attention.record}/${attention.subject}`}>{say('sync.ui.paperOpen')}</Go> }]
          : []),
      ]}
    />
  )
}

/** Kinds of rows with a page of their own, at an address of the same name. */
const papers: Readonly<Record<string, true>> = { quotes: true, orders: true, opportunities: true, contracts: true }

function Decided({ attention }: { attention: Attention }) {
  const say = useSay()
  const culture = useCulture()
  const text = say('sync.ui.decided', {
    how: say(`choice.resolution.${attention.resolution ?? 'apply'}`),
    name: attention.resolvedBy ?? '',
    at: attention.resolvedAt ? culture.instant(attention.resolvedAt) : '',
  })
  return (
    <Card>
      <p>{text}</p>
      {attention.note ? <p className={styles['quiet']}>{attention.note}</p> : null}
    </Card>
  )
}

function Decide({ attention, choices }: { attention: Attention; choices: Readonly<Record<string, Side>> }) {
  const say = useSay()
  const go = useGo()
  const { act, busy } = useAct('sync.resolve')
  const [note, setNote] = useState('')
  const [amending, setAmending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const decide = async (how: string, more: object = {}): Promise<void> => {
    if (how === 'drop' && note.trim() === '') return setFault(say('sync.ui.reasonWanted'))
    try {
      const reply = await act({ attention: attention.id, how, note: note.trim() || null, ...more })
      if (!reply.ok) return setFault(reply.refusal.message)
      toast({ tone: 'ok', text: say(`choice.resolution.${how}`) })
      go('/field/waiting')
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  const amendable = useAmendable(attention)
  const conflict = attention.fields.length > 0
  const apply = attention.code === 'sync.gone' ? say('sync.ui.restore') : say('sync.ui.apply')
  return (
    <Card>
      <div className={styles['dialog']}>
        {fault ? <Notice tone="danger">{fault}</Notice> : null}
        {attention.kind === 'note' ? null : <LongField label={say('sync.ui.reason')} value={note} onChange={setNote} rows={2} />}
        {amending ? (
          <Amending
            attention={attention}
            note={note.trim() || null}
            onCancel={() => setAmending(false)}
            onDone={() => {
              toast({ tone: 'ok', text: say('choice.resolution.amend') })
              go('/field/waiting')
            }}
          />
        ) : (
          <div className={styles['buttons']}>
            {attention.kind === 'note' ? (
              <Button look="primary" icon="check" busy={busy} onClick={() => void decide('seen')}>
                {say('sync.ui.seen')}
              </Button>
            ) : (
              <>
                {conflict ? (
                  <Button
                    look="primary"
                    icon="check"
                    busy={busy}
                    onClick={() => void decide('merge', { choices: Object.entries(choices).map(([field, side]) => ({ field, side })) })}
                  >
                    {say('sync.ui.merge')}
                  </Button>
                ) : (
                  <Button look="primary" icon="check" busy={busy} onClick={() => void decide('apply')}>
                    {apply}
                  </Button>
                )}
                {conflict || !amendable ? null : (
                  <Button
                    busy={busy}
                    onClick={() => {
                      setFault(null)
                      setAmending(true)
                    }}
                  >
                    {say('sync.ui.amend')}
                  </Button>
                )}
                <Button look="danger" busy={busy} onClick={() => void decide('drop')}>
                  {say('sync.ui.drop')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </Card>
  )
}
