import { useMemo, useState } from 'react'
import type { Condition, Filter } from '../../../core/kernel/filter.ts'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useView } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { columnsOf, saysSomething } from '../../kit/grid/columns.ts'
import { FilterEditor } from '../../kit/grid/filter-editor.tsx'
import { conditionWords } from '../../kit/grid/filters.ts'
import { Icon } from '../../kit/icon.tsx'
import { Card, Figure, Figures, Table } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { useDo } from '../opportunities/acting.ts'
import styles from './campaigns.module.css'
import { campaignInput, type Audience, type Campaign, type Reason } from './types.ts'

interface Preview {
  readonly meant: number
  readonly reached: number
  readonly leftOut: readonly { readonly notContacted: Reason; readonly people: number }[]
  readonly people: readonly Person[]
}
interface Person {
  readonly id: string
  readonly personKind: 'contact' | 'lead'
  readonly name: string
  readonly customer: string | null
  readonly customerName: string | null
  readonly country: string | null
  readonly mailConsent: Consent
  readonly phoneConsent: Consent
  readonly postConsent: Consent
}
type Consent = 'none' | 'given' | 'withdrawn'

/** The conditions of an audience one by one, where it is a plain list of them; groups that a program made are kept and shown as one. */
function conditionsIn(filter: Filter | null): readonly Condition[] | undefined {
  if (filter === null) return []
  if ('field' in filter) return [filter]
  if ('all' in filter && filter.all.every((part) => 'field' in part)) return filter.all as readonly Condition[]
  return undefined
}

/** Whom a campaign is for: conditions over contacts, leads and what their contracts say; beside it who that is today, and who is left out and why. */
export function AudienceCard({ campaign }: { campaign: Campaign }) {
  const say = useSay()
  const may = useMay()
  const [audience, setAudience] = useState<Audience>(campaign.audience)
  const { run, busy } = useDo('campaigns.save')
  const editable = campaign.state === 'draft' && may('campaigns.write')
  const changed = JSON.stringify(audience) !== JSON.stringify(campaign.audience)
  return (
    <Card
      title={say('field.audience')}
      actions={
        editable && changed ? (
          <Button
            small
            look="primary"
            busy={busy}
            onClick={() => void run({ ...campaignInput(campaign), audience }, say('campaigns.ui.audienceSaved'))}
          >
            {say('campaigns.ui.saveAudience')}
          </Button>
        ) : null
      }
    >
      <Stack>
        <Conditions audience={audience} onChange={editable ? setAudience : undefined} />
        {campaign.state === 'draft' ? (
          <PreviewShown campaign={campaign} audience={audience} />
        ) : (
          <p className={styles['quiet']}>{say('campaigns.ui.frozen')}</p>
        )}
      </Stack>
    </Card>
  )
}

function Conditions({ audience, onChange }: { audience: Audience; onChange: ((next: Audience) => void) | undefined }) {
  const say = useSay()
  const { culture } = useHarmony()
  const view = useView('campaigns.prospects')
  const [adding, setAdding] = useState(false)
  const columns = useMemo(() => (view ? columnsOf(view, say).filter(({ name, plan }) => saysSomething(view, name, plan)) : []), [view, say])
  if (!view) return null
  const conditions = conditionsIn(audience.filter)
  const set = (next: readonly Condition[]): void => onChange?.({ ...audience, filter: next.length === 0 ? null : { all: next } })
  return (
    <Line>
      {conditions === undefined ? <Chip tone="info">{say('campaigns.ui.grouped')}</Chip> : null}
      {(conditions ?? []).map((condition, i) => {
        const words = conditionWords(say, culture, view.row.fields![condition.field]!, condition)
        return onChange ? (
          <button
            key={i}
            type="button"
            className={styles['condition']}
            aria-label={say('app.grid.removeFilter', { filter: words })}
            onClick={() => set(conditions!.filter((_, j) => j !== i))}
          >
            {words}
            <Icon name="close" size={13} />
          </button>
        ) : (
          <span key={i} className={styles['condition']}>
            {words}
          </span>
        )
      })}
      {audience.filter === null && audience.termEndsWithin === null ? (
        <span className={styles['everybody']}>{say('campaigns.ui.everybody')}</span>
      ) : null}
      {onChange ? (
        <>
          <Popover
            opened={adding}
            onClose={() => setAdding(false)}
            label={say('campaigns.ui.addCondition')}
            width={320}
            target={
              <Button small icon="filter" aria-expanded={adding} disabled={conditions === undefined} onClick={() => setAdding(!adding)}>
                {say('campaigns.ui.addCondition')}
              </Button>
            }
          >
            <FilterEditor
              columns={columns}
              onAdd={(condition) => {
                set([...(conditions ?? []), condition])
                setAdding(false)
              }}
            />
          </Popover>
          <TermWithin value={audience.termEndsWithin} onChange={(termEndsWithin) => onChange({ ...audience, termEndsWithin })} />
        </>
      ) : audience.termEndsWithin === null ? null : (
        <span className={styles['condition']}>{say('campaigns.ui.termWithin', { days: `${audience.termEndsWithin}` })}</span>
      )}
    </Line>
  )
}

function TermWithin({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }) {
  const say = useSay()
  return (
    <div className={styles['within']}>
      <span>{say('field.termEndsWithin')}</span>
      <TextField
        label={say('field.termEndsWithin')}
        bare
        figures
        value={value === null ? '' : `${value}`}
        onChange={(typed) => /^\d{0,4}$/.test(typed) && onChange(typed === '' ? null : Number(typed))}
      />
    </div>
  )
}

function PreviewShown({ campaign, audience }: { campaign: Campaign; audience: Audience }) {
  const say = useSay()
  const culture = useCulture()
  const { channel, lawfulBasis } = campaign
  const { data, error } = useAsk<Preview>('campaigns.preview', { channel, lawfulBasis, audience }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('campaigns.preview')} lines={4} />
  const field = `${channel}Consent` as const
  return (
    <>
      <Figures>
        <Figure word={say('field.meant')} value={culture.count(data.meant)} />
        <Figure
          word={say('campaigns.ui.reached')}
          value={culture.count(data.reached)}
          {...(data.reached === 0 ? { tone: 'warn' as const } : { tone: 'ok' as const })}
        />
        {data.leftOut
          .filter(({ people }) => people > 0)
          .map(({ notContacted, people }) => (
            <Figure
              key={notContacted}
              word={say('campaigns.ui.leftOut')}
              value={culture.count(people)}
              lead={say(`choice.notContacted.${notContacted}`)}
              tone="warn"
            />
          ))}
      </Figures>
      <Table
        caption={say('campaigns.preview')}
        empty={say('campaigns.ui.nobodyFits')}
        columns={[
          { name: say('field.name') },
          { name: say('field.customerName') },
          { name: say('field.personKind') },
          { name: say('field.country') },
          { name: say(`field.${field}`) },
        ]}
        rows={data.people.map((person) => [
          person.personKind === 'lead' ? (
            <Go key="n" to={`/leads/${person.id}`}>
              {person.name}
            </Go>
          ) : (
            person.name
          ),
          person.customer ? (
            <Go key="c" to={`/customers/${person.customer}`}>
              {person.customerName}
            </Go>
          ) : (
            (person.customerName ?? '')
          ),
          say(`choice.personKind.${person.personKind}`),
          countryName(person.country ?? ''),
          <Chip key="s" tone={person[field] === 'withdrawn' ? 'danger' : person[field] === 'given' ? 'ok' : 'neutral'}>
            {say(`choice.${field}.${person[field]}`)}
          </Chip>,
        ])}
      />
      {data.meant > data.people.length ? (
        <p className={styles['quiet']}>{say('campaigns.ui.andMore', { count: data.meant - data.people.length })}</p>
      ) : null}
    </>
  )
}
