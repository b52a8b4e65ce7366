import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import styles from './backups.module.css'
import type { Conflict, Decision } from './types.ts'

const keyOf = ({ kind, former }: Pick<Decision, 'kind' | 'former'>): string => `${kind}/${former}`

interface ConflictsProps {
  readonly conflicts: readonly Conflict[]
  readonly decisions: readonly Decision[]
  readonly editable: boolean
  readonly onDecide: (decisions: readonly Decision[]) => void
}
/** What both companies have, kind by kind, and what somebody says to it. */
export function Conflicts({ conflicts, decisions, editable, onDecide }: ConflictsProps) {
  const say = useSay()
  const said = new Map(decisions.map((decision) => [keyOf(decision), decision]))
  const kinds = [...new Set(conflicts.map(({ kind }) => kind))]
  const decide = (some: readonly Decision[]): void => onDecide([...new Map([...said, ...some.map((one) => [keyOf(one), one] as const)]).values()])
  const suggested = conflicts.flatMap(({ kind, former, suggestion, freeName }) =>
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
  const isCode = ours !== null && !/^[0-9a-f]{8}-/.test(ours)
  const word = say('field.verdict')
  return (
    <li className={styles['conflict']}>
      <div>
        <strong>{isCode ? `${former}: ${formerName}` : formerName}</strong>
        {oursName === null ? null : <span className={styles['ours']}>{say('backups.ui.here', { name: oursName })}</span>}
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
        </div>
      ) : (
        <span>{decision ? say(`choice.verdict.${decision.verdict}`) : null} {decision?.rename}</span>
      )}
    </li>
  )
} // prettier-ignore
