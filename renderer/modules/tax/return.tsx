import { useEffect, useRef, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card, Choices, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround } from '../recognition/months.ts'
import styles from './tax.module.css'

interface Box {
  readonly box: string
  readonly amount: string
  readonly side: 'sale' | 'purchase' | null
  readonly codes: readonly string[]
}
interface Return {
  readonly entity: string
  readonly form: string
  readonly from: string
  readonly to: string
  readonly entityCurrency: string
  readonly boxes: readonly Box[]
  /** Boxes that Harmony never fills. */
  readonly unfilled: readonly string[]
  readonly documents: number
  readonly accounts: { readonly owed: string; readonly input: string; readonly others: string }
  readonly agrees: boolean
}
/** The box in which a form says what is to be paid. */
const dueBox: Readonly<Record<string, string>> = { GB: '5', DE: '83', IN: '6.1', AU: '9', other: 'due' }

/** The figures of a tax return, and the documents behind each of them. */
export default function TaxReturn() {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [search, setSearch] = useSearchState()
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const entity = String(search['entity'] ?? entities.data?.rows[0]?.code ?? '')
  const period = String(search['period'] ?? monthOf(today))
  const months = String(search['months'] ?? '')
  const [behind, setBehind] = useState<Box | null>(null)
  const asked = { entity, period, ...(months ? { months: Number(months) } : {}) }
  const { data, error } = useAsk<Return>('tax.return', asked, { enabled: entity !== '', keep: true })
  useTitle(say('tax.return'))
  const choose = (next: Record<string, string | undefined>) => {
    setBehind(null)
    setSearch(next)
  }
  return (
    <Page>
      <PageHead title={say('tax.return')} lead={say('tax.ui.returnLead')}>
        <Go to="/tax/sales-list">{say('tax.salesList')}</Go>
      </PageHead>
      <Choices>
        <Choose
          label={say('field.entity')}
          value={entity}
          onChange={(next) => next && choose({ entity: next })}
          options={(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` }))}
        />
        <Choose
          label={say('tax.ui.period')}
          value={period}
          onChange={(next) => next && choose({ period: next })}
          options={monthsAround(monthOf(today), culture.name, 36, 3)}
          searchable
        />
        <Choose
          label={say('tax.ui.length')}
          value={months}
          onChange={(next) => choose({ months: next || undefined })}
          options={['', '1', '3', '12'].map((value) => ({ value, label: say(`tax.ui.length.${value || 'usual'}`) }))}
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('tax.return')} lines={9} /> : null}
      {data ? <Shown data={data} behind={behind} onDrill={setBehind} /> : null}
    </Page>
  )
}

function Shown({ data, behind, onDrill }: { data: Return; behind: Box | null; onDrill: (box: Box) => void }) {
  const say = useSay()
  const culture = useCulture()
  const money = (minor: string): string => culture.money(data.entityCurrency, minor)
  const due = data.boxes.find(({ box }) => box === dueBox[data.form])
  const span = say('tax.ui.span', { from: culture.day(data.from), to: culture.day(data.to) })
  return (
    <>
      <Figures>
        <Figure word={due ? say(`tax.box.${data.form}.${due.box}`) : say('tax.return')} value={money(due?.amount ?? '0')} lead={span} />
        <Figure word={say('tax.ui.owed')} value={money(data.accounts.owed)} lead={say('tax.ui.account')} />
        <Figure word={say('tax.ui.input')} value={money(data.accounts.input)} lead={say('tax.ui.account')} />
        <Figure word={say('field.documents')} value={culture.count(data.documents)} lead={<Agreement data={data} />} />
      </Figures>
      {data.accounts.others === '0' ? null : <Notice tone="info">{say('tax.ui.others', { amount: money(data.accounts.others) })}</Notice>}
      {data.documents === 0 ? (
        <Nothing icon="percent" title={say('tax.ui.none')} lead={say('tax.ui.noneLead', { span })} />
      ) : (
        <Boxes data={data} onDrill={onDrill} />
      )}
      {data.documents === 0 ? null : <Documents data={data} behind={behind} />}
      {data.unfilled.length === 0 ? null : <Unfilled data={data} />}
    </>
  )
}

/** Do the figures come to what the tax accounts moved by? */
function Agreement({ data }: { data: Return }) {
  const say = useSay()
  return <Chip tone={data.agrees ? 'ok' : 'danger'}>{say(data.agrees ? 'tax.ui.agrees' : 'tax.ui.differs')}</Chip>
}

function Boxes({ data, onDrill }: { data: Return; onDrill: (box: Box) => void }) {
  const say = useSay()
  const culture = useCulture()
  const word = (box: Box): string => say(`tax.box.${data.form}.${box.box}`)
  return (
    <Card title={say(`tax.ui.form.${data.form}`)}>
      <Table
        caption={say(`tax.ui.form.${data.form}`)}
        stacks
        columns={[
          { name: say('tax.ui.box') },
          { name: say('tax.ui.what') },
          { name: say('tax.ui.amount', { currency: data.entityCurrency }), figures: true },
        ]}
        rows={data.boxes.map((box) => [
          <span key="b" className={styles['box']}>
            {box.box}
          </span>,
          word(box),
          box.codes.length === 0 ? (
            culture.figures(data.entityCurrency, box.amount)
          ) : (
            <button
              key="a"
              type="button"
              className={styles['drill']}
              onClick={() => onDrill(box)}
              aria-label={say('tax.ui.drill', { box: box.box, amount: culture.money(data.entityCurrency, box.amount) })}
            >
              {culture.figures(data.entityCurrency, box.amount)}
            </button>
          ),
        ])}
      />
    </Card>
  )
}

/** What the form asks for and nobody here can say: whoever files has to know that it stands empty. */
function Unfilled({ data: { form, unfilled } }: { data: Return }) {
  const say = useSay()
  return (
    <Card title={say('tax.ui.unfilled')}>
      <p className={styles['unfilled']}>{say('tax.ui.unfilledLead')}</p>
      <Table
        caption={say('tax.ui.unfilled')}
        stacks
        columns={[{ name: say('tax.ui.box') }, { name: say('tax.ui.what') }]}
        rows={unfilled.map((box) => [
          <span key="b" className={styles['box']}>
            {box}
          </span>,
          say(`tax.box.${form}.${box}`),
        ])}
      />
    </Card>
  )
}

/** What was posted: all of the period, or what stands in one box. */
function Documents({ data, behind }: { data: Return; behind: Box | null }) {
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (behind) place.current?.scrollIntoView({ block: 'nearest' })
  }, [behind])
  const title = behind ? say('tax.ui.behind', { box: behind.box, word: say(`tax.box.${data.form}.${behind.box}`) }) : say('tax.lines')
  const ofPeriod = [
    { field: 'entity', is: 'equal', value: data.entity },
    { field: 'postedOn', is: 'between', value: [data.from, data.to] },
  ] as const
  const ofBox = behind
    ? ([
        { field: 'code', is: 'in', value: [...behind.codes] },
        ...(behind.side ? ([{ field: 'side', is: 'equal', value: behind.side }] as const) : []),
      ] as const)
    : []
  return (
    <Card title={title}>
      <div className={styles['documents']} ref={place}>
        <Grid
          key={behind?.box ?? 'all'}
          view="tax.lines"
          label={title}
          columns={[
            'postedOn',
            'number',
            'document',
            'party',
            'partyTaxId',
            'code',
            'rate',
            'entityBase',
            'outputTax',
            'inputTax',
            'base',
            'tax',
          ]}
          fixed={{ all: [...ofPeriod, ...ofBox] }}
          opens={(row) => (row['invoice'] ? `/invoices/${String(row['invoice'])}` : `/journals/${String(row['journal'])}`)}
          address={false}
          empty={{ title: say('tax.ui.none') }}
        />
      </div>
    </Card>
  )
}
