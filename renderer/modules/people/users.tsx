import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import type { Role } from './permits.ts'

firstWidths('people.users', { roles: 220, title: 200, name: 180, email: 220 })

/** Everybody who may sign in. */
export default function Users() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  useTitle(say('people.users'))
  const { data } = useAsk<{ roles: readonly Role[] }>('people.roles')
  const cells = useMemo(() => {
    const names = new Map(data?.roles.map((r) => [r.code, r.name]))
    return {
      roles: (row: Row) => ((row['roles'] ?? []) as readonly string[]).map((r) => names.get(r) ?? r).join(', '),
      entities: (row: Row) => (row['entities'] as readonly string[] | null)?.join(', ') ?? say('people.ui.allEntities'),
    }
  }, [data, say])
  return (
    <Fill>
      <PageHead title={say('people.users')}>
        {may('people.write') ? (
          <Button look="primary" icon="plus" onClick={() => go('/people/users/new')}>
            {say('people.createUser')}
          </Button>
        ) : null}
      </PageHead>
      <Grid
        view="people.users"
        label={say('people.users')}
        columns={['name', 'login', 'title', 'roles', 'entities', 'email', 'active']}
        cells={cells}
      />
    </Fill>
  )
}
