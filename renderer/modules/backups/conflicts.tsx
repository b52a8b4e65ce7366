import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import styles from './backups.module.css'
import type { Conflict, Decision } from './types.ts'

const keyOf = ({ kind, former }: Pick<Decision, 'kind' | 'former'>): string => `${kind}/${former}`

/** Kinds of which a verdict does more than its word says. */
const explained = new Set(['rates', 'contacts', 'clauses', 'taxRules'])

interface ConflictsProps {
  readonly conflicts: readonly Conflict[]
  readonly decisions: readonly Decision[]
  readonly editable: boolean
  readonly onDecide: (decisions: readonly Decision[]) => void
}
/** What both companies have, kind by kind, and what somebody says to it. */
export function Conflicts({ conflicts: all, decisions, editable, onDecide }: ConflictsProps) {
  const say = useSay()
  const said = new Map(decisions.map((decision) => [keyOf(decision), decision]))
  // People are asked about where their customer is one and the same.
  const customer = (former: string): string => keyOf({ kind: 'customers', former })
  const conflicts = all.filter(({ within }) => !within || said.get(customer(within))?.verdict === 'same')
  const suggestions = new Map(all.map((one) => [keyOf(one), one.suggestion]))
  const asked = ({ within }: Conflict): boolean => !within || (said.get(customer(within))?.verdict ?? suggestions.get(customer(within))) === 'same'
  const kinds = [...new Set(conflicts.map(({ kind }) => kind))]
  const decide = (some: readonly Decision[]): void => onDecide([...new Map([...said, ...some.map((one) => [keyOf(one), one] as const)]).values()])
  const suggested = all.filter(asked).flatMap(({ kind, former, suggestion, freeName }) =>
    suggestion === null || said.has(keyOf({ kind, former })) ? [] : [{ kind, former, verdict: suggestion, rename: suggestion === 'rename' ? freeName : null }],
  )
  return (
    <Card
      title={say('field.conflicts')}
      actions={
        editable && suggested.length > 0 ? (
          <Button small onClick={() => decide(suggested)}>
            {say('backups.ui.takeSuggestions', { count: suggested.length })}
          </Button>
        ) : undefined
      }
    >
      {kinds.map((kind) => (
        <section key={kind} aria-label={say(`choice.kind.${kind}`)}>
          <h3 className={styles['kind']}>{say(`choice.kind.${kind}`)}</h3>
          {explained.has(kind) ? <p className={styles['lead']}>{say(`backups.ui.lead.${kind}`)}</p> : null}
          <ul className={styles['conflicts']}>
            {conflicts
              .filter((one) => one.kind === kind)
              .map((one) => (
                <Line key={keyOf(one)} conflict={one} decision={said.get(keyOf(one))} editable={editable} onDecide={(decision) => decide([decision])} />
              ))}
          </ul>
        </section>
      ))}
    </Card>
  )
} // prettier-ignore

interface LineProps {
  readonly conflict: Conflict
  readonly decision: Decision | undefined
  readonly editable: boolean
  readonly onDecide: (decision: Decision) => void
}
function Line({ conflict, decision, editable, onDecide }: LineProps) {
  const say = useSay()
  const { kind, former, formerName, ours, oursName, reason, verdicts, freeName, blocks } = conflict
  const rates = useRates(conflict)
  const isCode = ours !== null && !/^[0-9a-f]{8}-/.test(ours)
  const word = say('field.verdict')
  const comesAs = (kind === 'rates' && decision?.verdict === 'same') || (kind === 'clauses' && decision?.verdict === 'leave') ? freeName : null
  return (
    <li className={styles['conflict']}>
      <div>
        <strong>{isCode ? `${former}: ${rates?.there ?? formerName}` : formerName}</strong>
        {oursName === null ? null : <span className={styles['ours']}>{say('backups.ui.here', { name: rates?.here ?? oursName })}</span>}
      </div>
      <Chip tone={decision || !blocks ? 'neutral' : 'warn'}>{say(`choice.reason.${reason}`)}</Chip>
      {verdicts.length === 0 ? (
        <span>{blocks ? say('backups.ui.inTheWay') : null}</span>
      ) : editable ? (
        <div className={styles['verdict']}>
          <Choose
            label={`${word}: ${formerName}`}
            bare
            value={decision?.verdict ?? null}
            placeholder={say('backups.ui.decide')}
            options={verdicts.map((verdict) => ({ value: verdict, label: say(`choice.verdict.${verdict}`) }))}
            onChange={(verdict) => onDecide({ kind, former, verdict: verdict as Decision['verdict'], rename: verdict === 'rename' ? freeName : null })}
          />
          {decision?.verdict === 'rename' ? (
            <TextField label={`${say('field.rename')}: ${formerName}`} bare value={decision.rename ?? ''} onChange={(rename) => onDecide({ ...decision, rename })} />
          ) : null}
          {comesAs !== null ? <span className={styles['ours']}>{say('backups.ui.comesAs', { name: comesAs })}</span> : null}
        </div>
      ) : (
        <span>{decision ? say(`choice.verdict.${decision.verdict}`) : null} {decision?.rename}</span>
      )}
    </li>
  )
} // prettier-ignore

/** As a program writes the first rate that differs: `spot EUR GBP 2026-11-20 (2): 0.88 (+3)`. */
const aRate = /^(\w+) ([A-Z]{3}) ([A-Z]{3}) (\d{4}-\d{2}-\d{2}) \((\d+)\): ([\d.]+)(?: \(\+(\d+)\))?$/
const aFigure = /^\d+(\.\d+)?$/
/** The same as people write it. */
function useRates({ kind, formerName, oursName }: Conflict): { readonly there: string; readonly here: string | null } | undefined {
  const say = useSay()
  const culture = useCulture()
  const [, type, base, quote, day, version, value, more] = (kind === 'rates' ? aRate.exec(formerName) : null) ?? []
  if (value === undefined) return undefined
  const there = say('backups.ui.rate', { type: say(`choice.type.${type}`), pair: `${base}/${quote}`, day: culture.day(day!), version: version!, value: culture.decimal(value) }) // prettier-ignore
  const here = oursName !== null && aFigure.test(oursName) ? culture.decimal(oursName) : null
  return { there: more === undefined ? there : `${there} · ${say('backups.ui.moreRates', { count: Number(more) })}`, here }
}
