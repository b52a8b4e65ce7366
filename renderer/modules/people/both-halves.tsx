import { useAsk } from '../../app/ask.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Notice } from '../../kit/state.tsx'

interface Together {
  readonly conflicts: readonly { readonly rule: string; readonly name: string | null; readonly effect: 'tell' | 'refuse' }[]
}

/** Warns while roles are chosen: of which rules they would give both halves. One that refuses is refused when it is saved, too. */
export function BothHalves({ roles }: { roles: readonly string[] }) {
  const say = useSay()
  const { data } = useAsk<Together>('people.rolesTogether', { roles })
  if (!data || data.conflicts.length === 0) return null
  const named = data.conflicts.map(({ rule, name, effect }) => {
    const word = name ?? wordOr(say, `people.ui.duty.${rule}`, rule)
    return effect === 'refuse' ? say('people.ui.refused', { rule: word }) : word
  })
  const refuses = data.conflicts.some(({ effect }) => effect === 'refuse')
  return (
    <Notice tone={refuses ? 'danger' : 'warn'} title={say('people.ui.bothHalves')}>
      {named.join(', ')}
    </Notice>
  )
}
