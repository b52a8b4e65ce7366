import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Choices, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './tax.module.css'

interface Rule {
  readonly rule: string
  readonly ofHouse: boolean
  readonly destinations: readonly string[]
  readonly buyer: string | null
  readonly taxIds: boolean | null
  readonly supplies: readonly string[]
  readonly taxClass: string | null
  readonly sameState: boolean | null
  readonly undertaking: boolean | null
  readonly validFrom: string
  readonly validTo: string | null
  readonly codes: readonly { readonly code: string; readonly rate: string }[]
  readonly source: string
}
/** Countries whose law comes with Harmony. */
const known = ['GB', 'DE', 'IN', 'AU'] as const
const allSupplies = 6

/** Which tax a supply bears, row by row, in the order in which it is asked. */
export default function DecisionTable() {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const [search, setSearch] = useSearchState()
  const [adding, setAdding] = useState<'rule' | 'codes' | null>(null)
  const country = String(search['country'] ?? 'GB')
  const on = String(search['on'] ?? today)
  const { data, error } = useAsk<{ rows: readonly Rule[] }>('tax.table', { country, ...(on === 'ever' ? {} : { on }) }, { keep: true })
  const entities = useAsk<{ rows: readonly { country: string }[] }>('entities.list', { limit: 1000 })
  const countries = [...new Set([...known, ...(entities.data?.rows ?? []).map((e) => e.country), country])]
  useTitle(say('tax.table'))
  return (
    <Page>
      <PageHead title={say('tax.table')} lead={say('tax.ui.tableLead')}>
        {may('tax.write') ? (
          <>
            <Button icon="download" onClick={() => setAdding('codes')}>
              {say('tax.ui.adopt')}
            </Button>
            <Button look="primary" icon="plus" onClick={() => setAdding('rule')}>
              {say('tax.ui.newRule')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <Choices>
        <Choose
          label={say('field.country')}
          value={country}
          onChange={(next) => next && setSearch({ country: next })}
          options={countries.map((value) => ({ value, label: countryName(value) }))}
        />
        <Choose
          label={say('tax.ui.when')}
          value={on === 'ever' ? 'ever' : 'today'}
          onChange={(next) => setSearch({ on: next === 'ever' ? 'ever' : undefined })}
          options={['today', 'ever'].map((value) => ({ value, label: say(`tax.ui.when.${value}`) }))}
        />
      </Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('tax.table')} lines={8} /> : null}
      {data?.rows.length === 0 ? (
        <Nothing
          icon="percent"
          title={say('tax.ui.noRules')}
          lead={say('tax.ui.noRulesLead', { countries: known.map(countryName).join(', ') })}
        />
      ) : null}
      {data && data.rows.length > 0 ? <Rules rows={data.rows} /> : null}
      {adding === 'rule' ? (
        <FormDrawer
          operation="tax.saveRule"
          initial={{ country, validFrom: today, place: 'seller', supplies: [], destinations: [], codes: [] }}
          onClose={() => setAdding(null)}
        />
      ) : null}
      {adding === 'codes' ? <FormDrawer operation="tax.adopt" initial={{ country }} onClose={() => setAdding(null)} /> : null}
    </Page>
  )
}

function Rules({ rows }: { rows: readonly Rule[] }) {
  const say = useSay()
  const culture = useCulture()
  /** What the row asks, in words: all of it has to be so. */
  const conditions = (row: Rule): string =>
    [
      row.destinations.map((to) => say(`choice.destinations.${to}`)).join(', '),
      ...(row.buyer ? [say(`choice.buyer.${row.buyer}`)] : []),
      ...(row.taxIds === null ? [] : [say(row.taxIds ? 'tax.ui.withIds' : 'tax.ui.withoutIds')]),
      ...(row.sameState === null ? [] : [say(row.sameState ? 'tax.ui.sameState' : 'tax.ui.otherState')]),
      ...(row.undertaking === null ? [] : [say(row.undertaking ? 'tax.ui.withUndertaking' : 'tax.ui.withoutUndertaking')]),
      ...(row.supplies.length === allSupplies ? [] : [row.supplies.map((kind) => say(`choice.supplies.${kind}`)).join(', ')]),
    ].join(' · ')
  return (
    <Card title={say('tax.ui.rows', { figure: culture.count(rows.length) })}>
      <Table
        caption={say('tax.table')}
        stacks
        columns={[{ name: say('tax.ui.asks') }, { name: say('field.taxClass') }, { name: say('field.codes') }, { name: say('tax.ui.applies') }, { name: say('field.source') }]}
        rows={rows.map((row) => [
          <span key="c">
            {conditions(row)} {row.ofHouse ? <Chip tone="info">{say('tax.ui.ofHouse')}</Chip> : null}
            <br />
            <span className={styles['rule']}>{row.rule}</span>
          </span>,
          row.taxClass ? say(`choice.taxClass.${row.taxClass}`) : say('tax.ui.any'),
          <span key="k" className={styles['codes']}>
            {row.codes.map(({ code, rate }) => (
              <span key={code}>
                {code} ({culture.decimal(rate)} %)
              </span>
            ))}
          </span>,
          row.validTo ? `${culture.day(row.validFrom)} – ${culture.day(row.validTo)}` : say('tax.ui.since', { day: culture.day(row.validFrom) }),
          <span key="s" className={styles['rule']}>
            {row.source}
          </span>,
        ])}
      />
    </Card>
  )
} // prettier-ignore
