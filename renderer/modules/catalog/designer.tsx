import { useId, useMemo, useState, type ReactNode } from 'react'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGuard } from '../../app/guard.tsx'
import { useGo } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { announce, toast } from '../../app/toasts.ts'
import { fieldWord, useSay, type Say } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { numberExample } from '../../kit/form/fields.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Parts, Stack } from '../../kit/tall.tsx'
import { useSettled } from '../pricing/settled.ts'
import {
  placeOf,
  readDocument,
  sectionNames,
  sectionPlan,
  withKind,
  type Behaviours,
  type DocumentDraft,
  type SectionName,
} from './document-draft.ts'
import styles from './designer.module.css'
import { Effects } from './effects.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { SectionFields } from './section-fields.tsx'
import { TextsField, textsIn } from '../../kit/form/texts-field.tsx'
import { Told, type CardText } from './told.tsx'

interface DraftCard extends CardText {
  readonly problems: readonly { readonly code: string; readonly about: Readonly<Record<string, string>> }[]
}
export interface DesignerProps {
  readonly title: string
  readonly lead: string
  /** `null`: a new product, which is named here. */
  readonly product: string | null
  readonly plan: FieldPlan
  readonly behaviours: Behaviours
  readonly first: DocumentDraft
}

/** Builds a product, or its next version: its parts as forms, and beside them what it then says of itself. */
export function Designer({ title, lead, product, plan, behaviours, first }: DesignerProps) {
  const say = useSay()
  const go = useGo()
  const today = useToday()
  const formId = useId().replace(/[^\w]/g, '')
  const { culture, manifest } = useHarmony()
  const [draft, setDraft] = useState(first)
  const [tab, setTab] = useState<SectionName>('sell')
  const [code, setCode] = useState('')
  const [names, setNames] = useState('')
  const [validFrom, setValidFrom] = useState(today)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<{ readonly at: string; readonly message: string } | null>(null)
  const { act, busy } = useAct<{ product: string; version: number }>('catalog.publishVersion')
  const release = useGuard((draft !== first || code !== '' || names !== '') && !busy)
  const read = useMemo(() => readDocument(plan, behaviours, draft, culture), [draft, culture, plan, behaviours])
  const settled = useSettled(read.document)
  const card = useAsk<DraftCard>(
    'catalog.cardOfDraft',
    { behaviours: settled, language: manifest.language },
    { enabled: settled !== null, keep: true },
  )
  const errors = new Map<string, string>()
  // A field is only scolded for being empty when somebody wanted to go on.
  for (const t of read.troubles) if (tried || t.kind !== 'required') errors.set(t.at, troubleText(say, t, culture))
  if (read.document) for (const { code: fault, about } of card.data?.problems ?? []) errors.set(placeOf(about), told(say, fault, about))
  if (refused && refused.at !== '') errors.set(refused.at, refused.message)
  const wrongIn = (name: SectionName): number => [...errors.keys()].filter((at) => at.startsWith(`${name}.`)).length
  const change = (next: DocumentDraft): void => {
    setRefused(null)
    setDraft(next)
  }
  const publish = async (): Promise<void> => {
    setTried(true)
    const broken = sectionNames.find((name) => read.troubles.some(({ at }) => at.startsWith(`${name}.`)))
    if (product === null && (code.trim() === '' || textsIn(names)['en'] === undefined)) return
    if (broken || !read.document) {
      setTab(broken ?? tab)
      return
    }
    const given = product === null ? { product: code.trim(), names: names === '' ? null : (JSON.parse(names) as object) } : { product }
    const reply = await act({ ...given, validFrom, behaviours: read.document })
    if (!reply.ok) {
      const at = placeOf(reply.refusal.about)
      setRefused({ at: at === '.' ? '' : at, message: reply.refusal.message })
      const section = sectionNames.find((name) => name === reply.refusal.about['section'])
      if (section) setTab(section)
      announce(reply.refusal.message)
      return
    }
    release()
    toast({ tone: 'ok', text: say('catalog.ui.published') })
    go(`/products/${encodeURIComponent(reply.result.product)}`)
  }
  useKeys([{ keys: 'Ctrl Enter', word: say('catalog.publishVersion'), group: 'form', does: () => void publish() }])
  const section = (name: SectionName): ReactNode => (
    <SectionFields
      name={name}
      by={behaviours.sections.find((s) => s.section === name)!.by}
      plan={sectionPlan(plan, behaviours, name, draft[name])}
      draft={draft[name]}
      onChange={(next) => change({ ...draft, [name]: next })}
      onChoose={(key) =>
        change(
          name === 'sell'
            ? withKind(plan, behaviours, draft, key as 'recurring', culture)
            : { ...draft, [name]: { ...draft[name], [behaviours.sections.find((s) => s.section === name)!.by]: key } },
        )
      }
      errors={errors}
      formId={formId}
      kindStays={product !== null}
    />
  )
  return (
    <Page>
      <PageHead title={title} lead={lead}>
        {product === null ? null : <Button onClick={() => go(`/products/${encodeURIComponent(product)}`)}>{say('app.cancel')}</Button>}
        <Button look="primary" icon="check" busy={busy} onClick={() => void publish()}>
          {say('catalog.publishVersion')}
        </Button>
      </PageHead>
      <Parts aside={<Beside card={card.data} ready={read.document !== null} error={card.error} stale={card.isPlaceholderData} />}>
        {refused ? (
          <Notice tone="danger" title={say('catalog.ui.notPublished')}>
            <p>{refused.message}</p>
          </Notice>
        ) : null}
        <Card title={say('catalog.ui.head')}>
          <Stack>
            {product === null ? (
              <>
                <TextField
                  label={say('field.code')}
                  error={tried && code.trim() === '' ? say('app.form.required', { field: say('field.code') }) : undefined}
                  hint={say('catalog.ui.codeHint')}
                  value={code}
                  onChange={setCode}
                  required
                  autoComplete="off"
                />
                <TextsField
                  label={say('field.name')}
                  draft={names}
                  onChange={setNames}
                  error={tried && textsIn(names)['en'] === undefined ? say('app.form.required', { field: say('field.name') }) : undefined}
                />
              </>
            ) : null}
            <DayField id={`${formId}-validFrom`} label={say('field.validFrom')} value={validFrom} onChange={setValidFrom} required />
            <p className={styles['quiet']}>{say('catalog.ui.publishEffect')}</p>
          </Stack>
        </Card>
        <Card title={say('catalog.ui.parts')}>
          <Tabs<SectionName>
            label={say('catalog.ui.parts')}
            value={tab}
            onChange={setTab}
            tabs={sectionNames.map((value) => ({
              value,
              label: say(`catalog.ui.section.${value}`),
              ...(wrongIn(value) > 0 ? { count: `${wrongIn(value)}` } : {}),
              content: value === tab ? section(value) : null,
            }))}
          />
          <Line end>
            <StepButton to={sectionNames[sectionNames.indexOf(tab) - 1]} onGo={setTab} icon="left" />
            <StepButton to={sectionNames[sectionNames.indexOf(tab) + 1]} onGo={setTab} icon="right" />
          </Line>
        </Card>
        {product !== null && read.document && card.data?.problems.length === 0 ? (
          <Tries product={product} document={settled ?? read.document} />
        ) : null}
      </Parts>
    </Page>
  )
}

function StepButton({ to, onGo, icon }: { to: SectionName | undefined; onGo: (name: SectionName) => void; icon: 'left' | 'right' }) {
  const say = useSay()
  return to ? (
    <Button look="quiet" icon={icon} onClick={() => onGo(to)}>
      {say(`catalog.ui.section.${to}`)}
    </Button>
  ) : null
}

/** What the draft says of itself, as it is typed. */
function Beside({ card, ready, error, stale }: { card: DraftCard | undefined; ready: boolean; error: Error | null; stale: boolean }) {
  const say = useSay()
  return (
    <Card title={say('catalog.ui.card')}>
      <div aria-live="polite" className={stale && ready ? styles['stale'] : undefined}>
        <Stack>
          {!ready ? <Notice tone="info">{say('catalog.ui.incomplete')}</Notice> : null}
          {error && ready ? <Notice tone="danger">{error.message}</Notice> : null}
          {card && card.problems.length > 0 ? (
            <Notice tone="warn" title={say('catalog.ui.problems', { count: card.problems.length })}>
              <ul className={styles['problems']}>
                {card.problems.map(({ code, about }, i) => (
                  <li key={i}>
                    {say(`catalog.ui.section.${about['section'] ?? 'sell'}`)}: {told(say, code, about)}
                  </li>
                ))}
              </ul>
            </Notice>
          ) : null}
          {card ? <Told card={card} /> : ready && !error ? <Bones label={say('catalog.ui.card')} lines={10} /> : null}
        </Stack>
      </div>
    </Card>
  )
}

/** The draft against last year's invoices, and the contract lines that it would touch: asked for, for it is work. */
function Tries({ product, document }: { product: string; document: object }) {
  const say = useSay()
  const go = useGo()
  const [shown, setShown] = useState<'rehearsal' | 'effects' | null>(null)
  const culture = useCulture()
  return (
    <>
      <Card title={say('catalog.ui.tries')}>
        <Stack>
          <p className={styles['quiet']}>{say('catalog.ui.triesLead')}</p>
          <Line>
            <Button icon="play" onClick={() => setShown('rehearsal')}>
              {say('catalog.ui.rehearse')}
            </Button>
            <Button icon="chart" onClick={() => go(`/price-lab?product=${encodeURIComponent(product)}`)}>
              {say('catalog.ui.moreInLab')}
            </Button>
            <Button icon="contract" onClick={() => setShown('effects')}>
              {say('catalog.ui.showEffects')}
            </Button>
          </Line>
        </Stack>
      </Card>
      {shown === 'rehearsal' ? <Rehearsal product={product} document={document} key={culture.name} /> : null}
      {shown === 'effects' ? (
        <Card title={say('catalog.ui.effects')}>
          <Effects product={product} document={document} />
        </Card>
      ) : null}
    </>
  )
}

const told = (say: Say, code: string, about: Readonly<Record<string, string>>): string =>
  code === 'catalog.termMissing'
    ? say('catalog.ui.missing', { field: fieldWord(say, (about['field'] ?? '').split('.').at(-1) ?? '') })
    : (say as (key: string, about: Readonly<Record<string, string>>) => string)(code, about)

function troubleText(say: Say, { at, kind, currency }: { at: string; kind: string; currency?: string }, culture: string): string {
  const name = at.replace(/\[\d+\]/g, '').split('.').at(-1) ?? at // prettier-ignore
  return (say as (key: string, about: Readonly<Record<string, string>>) => string)(`app.form.${kind}`, {
    field: fieldWord(say, name),
    example: numberExample(culture),
    currency: currency ?? '',
  })
}
