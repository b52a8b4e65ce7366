import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import { Card, Facts } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Quiet, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'
import type { Bound } from './reach.ts'

interface May {
  readonly name: string
  readonly team: readonly string[]
  readonly rights: readonly { readonly permit: string; readonly bounds: readonly Omit<Bound, 'permit'>[] }[]
  readonly withheld: readonly string[]
  readonly limits: readonly { readonly operation: string; readonly currency: string; readonly amount: string }[]
}

/** What somebody may do, as it is worked out at every call: in plain words, by how far it reaches. */
export function MayDo({ user, name }: { user: string; name: string }) {
  const say = useSay()
  const { data, error } = useAsk<May>('people.mayDo', { user })
  const title = say('people.ui.whatMay', { name })
  return (
    <Card title={title}>
      {error ? <Notice tone="danger">{error.message}</Notice> : data ? <Shown may={data} /> : <Bones label={title} lines={6} />}
    </Card>
  )
}

function Shown({ may }: { may: May }) {
  const say = useSay()
  const culture = useCulture()
  const reachOf = (bounds: readonly Omit<Bound, 'permit'>[]): string =>
    bounds.map(({ extent, entities }) => (extent === 'entities' ? (entities ?? []).join(', ') : say(`choice.extent.${extent}`))).join(' · ')
  const groups = Map.groupBy(may.rights, ({ bounds }) => reachOf(bounds))
  if (may.rights.length === 0) return <p>{say('people.ui.mayNothing')}</p>
  return (
    <Stack>
      {[...groups].map(([reach, rights]) => (
        <details key={reach} className={styles['may']} open={groups.size > 1 || undefined}>
          <summary>
            {reach} <Quiet>{culture.count(rights.length)}</Quiet>
          </summary>
          <ul>
            {rights.map(({ permit }) => (
              <li key={permit}>
                {wordOr(say, `module.${permit.split('.')[0]}`, '')} · {say(permit)}
              </li>
            ))}
          </ul>
        </details>
      ))}
      <Facts
        facts={[
          { name: say('field.team'), value: may.team.join(', '), wide: true },
          ...may.limits.map(({ operation, currency, amount }) => ({ name: say(operation), value: say('people.ui.upTo', { amount: culture.money(currency, amount) }), wide: true })),
          ...(may.withheld.length === 0 ? [] : [{ name: say('field.withheld'), value: may.withheld.map((permit) => wordOr(say, permit, permit)).join(', '), wide: true }]),
        ]}
      />
    </Stack>
  )
} // prettier-ignore
