import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Check, Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { price } from '../billing/amounts.ts'
import { textIn } from '../catalog/product-text.ts'
import styles from './terms.module.css'
import { Signed } from './rehearsal.tsx'
import { lastDay } from './states.ts'
import type { Contract, ContractEvent, KnownBilling, KnownTerms, Line } from './types.ts'

type Side = 'signed' | 'amended' | 'billed'
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The time machine: the terms as they were signed, as they hold on a day, and as they were billed; as known then or now. */
export function TermsOverTime({ of }: { of: Contract }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [side, setSide] = useState<Side>('amended')
  const [day, setDay] = useState(today)
  const [knownAt, setKnownAt] = useState<string | null>(null)
  const effective = isDay(day) ? day : today
  const sides = (['signed', 'amended', 'billed'] as const).filter((one) => one !== 'billed' || may('billing.read'))
  return (
    <Stack>
      <Card title={say('contracts.ui.tab.terms')}>
        <div className={styles['tools']}>
          <Segments
            label={say('contracts.ui.termsAs')}
            value={side}
            onChange={setSide}
            options={sides.map((value) => ({ value, label: say(`contracts.ui.as.${value}`) }))}
          />
        </div>
        {side === 'signed' ? null : (
          <div className={styles['fields']}>
            <DayField label={say('contracts.ui.onDay')} value={day} onChange={setDay} hint={say(`contracts.ui.onDayHint.${side}`)} />
            {side === 'amended' ? <KnownAt of={of} value={knownAt} onChange={setKnownAt} /> : null}
          </div>
        )}
        {side === 'signed' ? (
          <AsSigned of={of} />
        ) : side === 'amended' ? (
          <AsAmended of={of} effective={effective} knownAt={knownAt} />
        ) : (
          <AsBilled of={of} day={effective} />
        )}
      </Card>
      {side === 'amended' && may('billing.read') ? <WouldBill of={of} asOf={effective} knownAt={knownAt} /> : null}
    </Stack>
  )
}

/** Now, just before something was recorded, or the end of any day. */
function KnownAt({ of: { contract }, value, onChange }: { of: Contract; value: string | null; onChange: (at: string | null) => void }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [other, setOther] = useState<string | null>(null)
  const { data } = useAsk<{ events: readonly ContractEvent[] }>('contracts.timeline', { contract: contract.id })
  const moments = new Map<string, string>()
  for (const { recordedAt, event, lineNumber } of data?.events ?? []) {
    if (recordedAt === null || moments.has(recordedAt)) continue
    const what = `${say(`choice.event.${event}`)}${lineNumber === null ? '' : `, ${say('contracts.ui.ofLines', { count: 1, lines: lineNumber })}`}`
    moments.set(recordedAt, say('contracts.ui.beforeRecorded', { what, at: culture.instant(recordedAt) }))
  }
  const before = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString()
  const ordered = [...moments].toSorted(([a], [b]) => (a < b ? 1 : -1))
  const endOf = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString()
  return (
    <>
      <Choose
        label={say('contracts.ui.knownAt')}
        value={other === null ? (value ?? 'now') : 'day'}
        onChange={(next) => {
          setOther(next === 'day' ? today : null)
          onChange(next === 'now' || next === null ? null : next === 'day' ? endOf(today) : next)
        }}
        options={[
          { value: 'now', label: say('contracts.ui.knownNow') },
          ...ordered.map(([moment, label]) => ({ value: before(moment), label })),
          { value: 'day', label: say('contracts.ui.knownDay') },
        ]}
      />
      {other === null ? null : (
        <DayField
          label={say('contracts.ui.endOfDay')}
          value={other}
          onChange={(day) => {
            setOther(day)
            if (isDay(day)) onChange(endOf(day))
          }}
        />
      )}
    </>
  )
}

interface Shown {
  readonly key: string
  readonly line: Line | undefined
  readonly quantity: string
  readonly unitPrice: string | null
  readonly version: number | null
  readonly start: string
  readonly end: string | null
  readonly billing: boolean | null
}
function TermsTable({ rows, caption }: { rows: readonly Shown[]; caption: string }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const charged = rows.some((row) => row.billing !== null)
  return (
    <Table
      caption={caption}
      empty={say('contracts.ui.noTerms')}
      columns={[
        { name: say('field.line') },
        { name: say('field.quantity'), figures: true },
        { name: say('field.unitPrice'), figures: true },
        { name: say('field.version'), figures: true },
        { name: say('contracts.ui.term') },
        ...(charged ? [{ name: say('field.billing') }] : []),
      ]}
      rows={rows.map(({ line, quantity, unitPrice, version, start, end, billing }) => [
        line
          ? say('contracts.ui.lineOf', { line: line.number, product: line.description ?? textIn(manifest.language, line.productNames) })
          : '',
        culture.decimal(quantity),
        unitPrice === null ? say('contracts.ui.listPrice') : line ? price(culture, line.currency, unitPrice) : culture.decimal(unitPrice),
        version === null ? '' : culture.count(version),
        end ? `${culture.day(start)} – ${culture.day(end)}` : say('contracts.ui.since', { day: culture.day(start) }),
        ...(charged
          ? [
              <Chip key="b" tone={billing ? 'ok' : 'neutral'}>
                {say(billing ? 'app.yes' : 'app.no')}
              </Chip>,
            ]
          : []),
      ])}
    />
  )
}

function AsSigned({ of: { contract, lines } }: { of: Contract }) {
  const say = useSay()
  const { data, error } = useAsk<{ events: readonly ContractEvent[] }>('contracts.timeline', { contract: contract.id })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('contracts.ui.as.signed')} lines={4} />
  const rows = data.events
    .filter(({ event, quantity }) => event === 'start' && quantity !== null)
    .map((event) => ({
      ...event,
      key: event.line!,
      line: lines.find((one) => one.id === event.line),
      quantity: event.quantity!,
      start: event.on,
      billing: null,
    }))
    .toSorted((a, b) => (a.line?.number ?? 0) - (b.line?.number ?? 0))
  return <TermsTable caption={say('contracts.ui.as.signed')} rows={rows} />
}

function AsAmended({ of: { contract, lines }, effective, knownAt }: { of: Contract; effective: string; knownAt: string | null }) {
  const say = useSay()
  const { data, error } = useAsk<KnownTerms>('contracts.asKnown', { contract: contract.id, effective, knownAt }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('contracts.asKnown')} lines={4} />
  return (
    <TermsTable
      caption={say('contracts.asKnown')}
      rows={data.lines.map((row) => ({ ...row, key: row.line, line: lines.find((one) => one.id === row.line) }))}
    />
  )
}

interface Charge {
  readonly id: string
  readonly lineNumber: number
  readonly from: string
  readonly lastDay: string
  readonly quantity: string
  readonly currency: string
  readonly net: string
}
/** What was charged for the day: every charge whose period it is in. */
function AsBilled({ of: { contract, lines }, day }: { of: Contract; day: string }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { data, error } = useAsk<{ rows: readonly Charge[] }>(
    'billing.chargeList',
    {
      filter: {
        all: [
          { field: 'contract', is: 'equal', value: contract.id },
          { field: 'from', is: 'atMost', value: day },
          { field: 'lastDay', is: 'atLeast', value: day },
        ],
      },
      limit: 500,
    },
    { keep: true },
  )
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('contracts.ui.as.billed')} lines={4} />
  const name = (number: number): string => {
    const line = lines.find((one) => one.number === number)
    return say('contracts.ui.lineOf', {
      line: number,
      product: line ? (line.description ?? textIn(manifest.language, line.productNames)) : '',
    })
  }
  return (
    <Table
      caption={say('contracts.ui.as.billed')}
      empty={say('contracts.ui.notBilledThen')}
      columns={[
        { name: say('field.line') },
        { name: say('contracts.ui.period') },
        { name: say('field.quantity'), figures: true },
        { name: say('field.net'), figures: true },
      ]}
      rows={data.rows.map((c) => [
        name(c.lineNumber),
        `${culture.day(c.from)} – ${culture.day(c.lastDay)}`,
        culture.decimal(c.quantity),
        culture.money(c.currency, c.net),
      ])}
    />
  )
}

/** What a run on the day would have billed with what was known then. */
function WouldBill({ of: { contract, lines }, asOf, knownAt }: { of: Contract; asOf: string; knownAt: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [afresh, setAfresh] = useState(false)
  const { data, error } = useAsk<KnownBilling>('billing.asKnown', { contract: contract.id, asOf, knownAt, afresh }, { keep: true })
  const name = (id: string): string => {
    const line = lines.find((one) => one.id === id)
    return line
      ? say('contracts.ui.lineOf', { line: line.number, product: line.description ?? textIn(manifest.language, line.productNames) })
      : ''
  }
  return (
    <Card
      title={say('contracts.ui.wouldBill', { day: culture.day(asOf) })}
      actions={<Check label={say('contracts.ui.afresh')} checked={afresh} onChange={setAfresh} />}
    >
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!data && !error ? <Bones label={say('billing.asKnown')} lines={4} /> : null}
      {data ? (
        <Stack>
          {data.blocked.map((block) => (
            <Notice key={`${block.lineNumber} ${block.reason}`} tone="warn">
              {say('contracts.ui.blocked', { line: block.lineNumber, reason: say(`choice.reason.${block.reason}`) })}
            </Notice>
          ))}
          <Table
            caption={say('billing.asKnown')}
            empty={say('contracts.ui.nothingDue')}
            columns={[
              { name: say('field.line') },
              { name: say('field.kind') },
              { name: say('contracts.ui.period') },
              { name: say('field.quantity'), figures: true },
              { name: say('field.net'), figures: true },
            ]}
            rows={[
              ...data.charges.map((c) => [
                name(c.line),
                say(`choice.kind.${c.kind}`),
                `${culture.day(c.from)} – ${culture.day(lastDay(c.to))}`,
                culture.decimal(c.quantity),
                c.kind === 'charge' ? culture.money(c.currency, c.net) : <Signed key="n" currency={c.currency} minor={c.net} />,
              ]),
              ...(data.charges.length > 1
                ? data.totals.map((t) => [
                    <strong key="t">{say('contracts.ui.total')}</strong>,
                    '',
                    '',
                    '',
                    <strong key="n">{culture.money(t.currency, t.net)}</strong>,
                  ])
                : []),
            ]}
          />
        </Stack>
      ) : null}
    </Card>
  )
}
