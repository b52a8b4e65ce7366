import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay, wordOr, type Say } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'

const effects = ['off', 'tell', 'refuse'] as const
type Effect = (typeof effects)[number]
interface Rule {
  readonly code: string
  readonly name: string | null
  readonly one: readonly string[]
  readonly other: readonly string[]
  readonly tiedBy: string | null
  readonly effect: Effect
  readonly builtIn: boolean
}
interface Report {
  readonly conflicts: readonly { readonly rule: string; readonly name: string | null; readonly effect: Effect; readonly user: string; readonly userName: string; readonly roles: readonly string[]; readonly one: readonly string[]; readonly other: readonly string[] }[]
  readonly doneBoth: readonly { readonly rule: string; readonly name: string | null; readonly user: string; readonly userName: string; readonly record: string; readonly row: string; readonly one: string; readonly other: string; readonly doneAt: string }[]
} // prettier-ignore

const named = (say: Say, { code, name }: { readonly code: string; readonly name: string | null }): string => name ?? wordOr(say, `people.ui.duty.${code}`, code) // prettier-ignore
const words = (say: Say, operations: readonly string[]): string => operations.map((name) => wordOr(say, name, name)).join(', ')

/** Two halves of one thing that nobody should do both of: the rules, who has both today, and who has done both for one row. */
export default function Duties() {
  const say = useSay()
  useTitle(say('people.dutyRules'))
  const rules = useAsk<{ rules: readonly Rule[] }>('people.dutyRules', {})
  const report = useAsk<Report>('people.dutyReport', {})
  const error = rules.error ?? report.error
  return (
    <Page>
      <PageHead title={say('people.dutyRules')} lead={say('people.ui.dutiesLead')} />
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      <Stack>
        {report.data ? <Conflicts report={report.data} /> : error ? null : <Bones label={say('people.dutyReport')} lines={5} />}
        {rules.data ? <Rules rules={rules.data.rules} /> : error ? null : <Bones label={say('people.dutyRules')} lines={8} />}
      </Stack>
    </Page>
  )
}

function Conflicts({ report: { conflicts, doneBoth } }: { report: Report }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <>
      <Card title={say('people.dutyReport')}>
        <Table
          caption={say('people.dutyReport')}
          stacks
          empty={say('people.ui.nobodyBoth')}
          columns={[{ name: say('field.userName') }, { name: say('field.rule') }, { name: say('field.one') }, { name: say('field.other') }, { name: say('people.ui.by') }, { name: '' }]}
          rows={conflicts.map((row) => [
            <Go key="user" to={`/people/users/${row.user}`}>
              {row.userName}
            </Go>,
            named(say, { code: row.rule, name: row.name }),
            words(say, row.one),
            words(say, row.other),
            row.roles.join(', '),
            <Chip key="effect" tone={row.effect === 'refuse' ? 'danger' : 'warn'}>
              {say(`choice.effect.${row.effect}`)}
            </Chip>,
          ])}
        />
      </Card>
      {doneBoth.length === 0 ? null : (
        <Card title={say('people.ui.didBoth')}>
          <Table
            caption={say('people.ui.didBoth')}
            stacks
            columns={[{ name: say('field.userName') }, { name: say('field.rule') }, { name: say('field.record') }, { name: say('field.one') }, { name: say('field.other') }, { name: say('field.doneAt') }]}
            rows={doneBoth.map((row) => [row.userName, named(say, { code: row.rule, name: row.name }), wordOr(say, row.record, row.record), wordOr(say, row.one, row.one), wordOr(say, row.other, row.other), culture.instant(row.doneAt)])}
          />
        </Card>
      )}
    </>
  )
} // prettier-ignore

function Rules({ rules }: { rules: readonly Rule[] }) {
  const say = useSay()
  const writes = useMay()('people.write')
  const save = useDo<Rule>('people.saveDutyRule', () => say('people.ui.dutySaved'))
  return (
    <Card title={say('field.rules')}>
      <Table
        caption={say('field.rules')}
        stacks
        columns={[{ name: say('field.rule') }, { name: say('field.one') }, { name: say('field.other') }, { name: say('field.tiedBy') }, { name: say('field.effect') }]}
        rows={rules.map((rule) => [
          named(say, rule),
          words(say, rule.one),
          words(say, rule.other),
          rule.tiedBy === null ? say('people.ui.whoHasBoth') : wordOr(say, rule.tiedBy, rule.tiedBy),
          writes ? (
            <Choose
              key="effect"
              label={say('people.ui.effectOf', { rule: named(say, rule) })}
              bare
              value={rule.effect}
              disabled={save.busy}
              onChange={(effect) => {
                const { builtIn: _builtIn, ...input } = rule
                if (effect && effect !== rule.effect) void save.go({ ...input, effect })
              }}
              options={effects.map((value) => ({ value, label: say(`choice.effect.${value}`) }))}
            />
          ) : (
            say(`choice.effect.${rule.effect}`)
          ),
        ])}
      />
    </Card>
  )
} // prettier-ignore
