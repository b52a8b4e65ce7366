import { useEffect, useMemo, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { Pending } from '../../app/pending.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { useOwnEntity } from '../opportunities/own-entity.ts'
import { CurrencyAndLanguage } from './sale-terms.tsx'
import { LinesEditor } from './lines-editor.tsx'
import { MarginTable } from './margin.tsx'
import { bundleDraft, givenOf, lineDraft, newBundle, type BundleDraft, type LineDraft } from './sale-draft.ts'
import styles from './selling.module.css'
import { SaleSums } from './sums.tsx'
import { calledOf, type Quote, type ShownQuote } from './types.ts'
import { useAutosave, useWorkedOut } from './working.ts'

interface QuoteDraft {
  readonly customer: string
  readonly entity: string
  readonly title: string
  readonly opportunity: string
  readonly validUntil: string
  readonly start: string
  readonly currency: string
  readonly language: string
  readonly note: string
  readonly lines: readonly LineDraft[]
  readonly bundles: readonly BundleDraft[]
}
const blank = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())
const day = (typed: string): boolean => typed === '' || /^\d{4}-\d{2}-\d{2}$/.test(typed)

function draftOf(culture: string, quote: Quote): QuoteDraft {
  return {
    customer: quote.customer ?? '',
    entity: quote.entity,
    title: quote.title ?? '',
    opportunity: quote.opportunity ?? '',
    validUntil: quote.validUntil,
    start: quote.start ?? '',
    currency: quote.currency,
    language: quote.language,
    note: quote.note ?? '',
    lines: quote.lines.map((line) => lineDraft(culture, line, line.costs)),
    bundles: quote.bundles.map((bundle) => bundleDraft(culture, bundle)),
  }
}

/** Writes a quote: for whom, what, in which bundles and options, with what it earns beside it. Kept as one types. */
export default function QuoteEditor() {
  const say = useSay()
  const [search] = useSearchState()
  const [first] = useState(() => (typeof search['quote'] === 'string' ? search['quote'] : null))
  const { data, error } = useAsk<ShownQuote>('quotes.get', { quote: first }, { enabled: first !== null })
  const [loaded, setLoaded] = useState<ShownQuote | null>(null)
  useEffect(() => {
    if (data) setLoaded((was) => was ?? data)
  }, [data])
  if (error) return <Nothing whole icon="danger" title={say('quotes.get')} lead={error.message} />
  if (first !== null && !loaded) return <Bones label={say('quotes.get')} lines={8} />
  return <Editor key={first ?? 'new'} saved={loaded} />
}

function Editor({ saved }: { saved: ShownQuote | null }) {
  const say = useSay()
  const go = useGo()
  const culture = useCulture()
  const own = useOwnEntity()
  const [search, setSearch] = useSearchState()
  const from = (name: string): string => (typeof search[name] === 'string' ? search[name] : '')
  const [draft, setDraft] = useState<QuoteDraft>(
    () =>
    saved
      ? draftOf(culture.name, saved)
      : {
          customer: from('customer'), entity: from('entity') || (own.entity ?? ''), title: from('title'), opportunity: from('opportunity'), validUntil: '', start: '', currency: '',
          language: '', note: '', lines: [], bundles: [],
        }, // prettier-ignore
  )
  const put = (more: Partial<QuoteDraft>): void => setDraft((was) => ({ ...was, ...more }))
  const { work, save, unclear } = useMemo(() => {
    const { lines, bundles, unclear: wrong } = givenOf(culture.name, draft.lines, draft.bundles)
    const sale = {
      entity: draft.entity, customer: blank(draft.customer), currency: blank(draft.currency), language: blank(draft.language), start: blank(draft.start), bundles, lines,
    } // prettier-ignore
    const clear = draft.entity !== '' && wrong.length === 0 && day(draft.start) && day(draft.validUntil)
    const rest = {
      title: blank(draft.title),
      opportunity: blank(draft.opportunity),
      validUntil: blank(draft.validUntil),
      note: blank(draft.note),
    }
    const begun = draft.customer !== '' || lines.length > 0
    return { work: clear ? sale : null, save: clear && begun ? { ...sale, ...rest } : null, unclear: wrong }
  }, [culture.name, draft])
  const { sale, trouble } = useWorkedOut(work)
  const autosave = useAutosave<Quote>('quotes.save', save, saved?.id ?? null)
  const quote = autosave.result ?? saved
  const id = quote?.id ?? null
  useEffect(() => {
    if (id !== null && search['quote'] !== id) setSearch({ quote: id, customer: undefined, entity: undefined, opportunity: undefined, title: undefined }) // prettier-ignore
  }, [id])
  const title = quote ? say('quotes.ui.called', { number: calledOf(quote) }) : say('quotes.ui.new')
  useTitle(title)
  const words = autosave.trouble ?? trouble?.message
  return (
    <Page>
      <PageHead
        title={title}
        chip={
          <>
            <Chip tone={autosave.state === 'failed' ? 'danger' : autosave.state === 'saved' ? 'ok' : 'neutral'}>
              {say(`quotes.ui.saveState.${autosave.state}`)}
            </Chip>
            <Pending record="quotes" id={quote?.id} />
          </>
        }
      >
        <Button
          look="primary"
          icon="eye"
          disabled={id === null}
          onClick={() => void autosave.flush().then(() => (id === null ? undefined : go(`/quotes/${id}`)))}
        >
          {say('quotes.ui.toQuote')}
        </Button>
      </PageHead>
      {words ? <Notice tone="danger">{words}</Notice> : null}
      <Stack>
        <ForWhom draft={draft} onPut={put} saved={id !== null} validUntil={quote?.validUntil ?? ''} />
        <Card title={say('field.lines')}>
          <LinesEditor
            drafts={draft.lines}
            onChange={(lines) => put({ lines })}
            worked={sale?.lines ?? []}
            margins={sale?.margins ?? []}
            unclear={unclear}
            currency={sale?.currency ?? draft.currency}
            bundles={draft.bundles.map(({ name }) => name.trim()).filter((name) => name !== '')}
            options
          />
          {sale ? <SaleSums sums={sale} /> : null}
        </Card>
        <Bundles bundles={draft.bundles} onChange={(bundles) => put({ bundles })} />
        {sale && sale.figures.length > 0 ? (
          <Card title={say('quotes.ui.margin')}>
            <MarginTable figures={sale.figures} />
          </Card>
        ) : null}
      </Stack>
    </Page>
  )
}

function ForWhom({
  draft,
  onPut,
  saved,
  validUntil,
}: {
  draft: QuoteDraft
  onPut: (more: Partial<QuoteDraft>) => void
  saved: boolean
  validUntil: string
}) {
  const say = useSay()
  const may = useMay()
  const customers = useLookup('customers')
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 200 })
  // Those of the customer; an opportunity of another one is none of theirs.
  const opportunities = useAsk<{ rows: readonly { id: string; name: string }[] }>(
    'opportunities.list',
    { filter: { field: 'customer', is: 'equal', value: draft.customer }, order: ['closeOn'], limit: 200 },
    { enabled: draft.customer !== '' && may('opportunities.read') },
  )
  const change = (what: Partial<QuoteDraft>): void => onPut({ ...what, lines: draft.lines.map((line) => ({ ...line, taxCodes: null })) })
  return (
    <Card title={say('quotes.ui.forWhom')}>
      <div className={styles['pair']}>
        {customers ? (
          <ReferenceField
            label={say('field.customer')}
            view={customers}
            value={draft.customer}
            onChange={(customer) => change({ customer, currency: '', language: '', opportunity: '' })}
          />
        ) : null}
        <Choose
          label={say('field.entity')}
          value={draft.entity || null}
          onChange={(entity) => change({ entity: entity ?? '', currency: '' })}
          options={(entities.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          disabled={saved}
          required
        />
        <TextField label={say('quotes.ui.subject')} value={draft.title} onChange={(title) => onPut({ title })} autoComplete="off" />
        <DayField
          label={say('field.validUntil')}
          value={draft.validUntil || validUntil}
          onChange={(until) => onPut({ validUntil: until })}
        />
        <DayField label={say('field.start')} value={draft.start} onChange={(start) => onPut({ start })} />
        <Choose
          label={say('field.opportunity')}
          value={draft.opportunity || null}
          onChange={(opportunity) => onPut({ opportunity: opportunity ?? '' })}
          options={(opportunities.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          nothing={say('app.form.nothingFound')}
          clearable
        />
        <CurrencyAndLanguage draft={draft} onPut={onPut} asCustomer={{ placeholder: say('quotes.ui.asCustomer') }} />
        <LongField label={say('field.note')} value={draft.note} onChange={(note) => onPut({ note })} rows={2} />
      </div>
    </Card>
  )
}

function Bundles({ bundles, onChange }: { bundles: readonly BundleDraft[]; onChange: (bundles: readonly BundleDraft[]) => void }) {
  const say = useSay()
  const put = (key: string, more: Partial<BundleDraft>): void =>
    onChange(bundles.map((bundle) => (bundle.key === key ? { ...bundle, ...more } : bundle)))
  return (
    <Card title={say('quotes.ui.bundles')}>
      <Stack>
        <p className={styles['quiet']}>{say('quotes.ui.bundlesLead')}</p>
        {bundles.map((bundle, i) => (
          <div key={bundle.key} className={styles['pair']}>
            <TextField
              label={say('quotes.ui.bundleName', { number: i + 1 })}
              value={bundle.name}
              onChange={(name) => put(bundle.key, { name })}
              autoComplete="off"
            />
            <TextField
              label={say('quotes.ui.bundlePrice', { number: i + 1 })}
              value={bundle.price}
              onChange={(price) => put(bundle.key, { price })}
              figures
            />
            <IconButton
              icon="trash"
              label={say('quotes.ui.removeBundle', { name: bundle.name || i + 1 })}
              onClick={() => onChange(bundles.filter(({ key }) => key !== bundle.key))}
            />
          </div>
        ))}
        <div>
          <Button
            small
            icon="plus"
            onClick={() => onChange([...bundles, newBundle(say('quotes.ui.bundleCalled', { number: bundles.length + 1 }))])}
          >
            {say('quotes.ui.addBundle')}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
