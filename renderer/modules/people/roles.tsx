import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { covered, permitsByModule, type Role } from './permits.ts'

/** Roles are data: what each opens is said by its permits. */
export default function Roles() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  useTitle(say('people.roles'))
  const { data, error } = useAsk<{ roles: readonly Role[] }>('people.roles')
  const known = [...permitsByModule(manifest.operations).values()].flat()
  const opens = (role: Role): string =>
    role.permits.includes('*')
      ? say('people.ui.everything')
      : say('people.ui.some', {
          count: culture.count(known.filter((p) => covered(role.permits, p)).length),
          of: culture.count(known.length),
        })
  return (
    <Page>
      <PageHead title={say('people.roles')} lead={say('people.ui.rolesLead')}>
        {may('people.write') ? (
          <Button look="primary" icon="plus" onClick={() => go('/people/roles/new')}>
            {say('people.ui.newRole')}
          </Button>
        ) : null}
      </PageHead>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {data ? (
        <Table
          stacks
          caption={say('people.roles')}
          columns={[
            { name: say('field.name') },
            { name: say('field.code') },
            { name: say('field.permits') },
            { name: say('people.ui.made') },
          ]}
          rows={data.roles.map((r) => [
            <Go key="n" to={`/people/roles/${encodeURIComponent(r.code)}`}>
              {r.name}
            </Go>,
            r.code,
            opens(r),
            <Made key="m" role={r} />,
          ])}
        />
      ) : error ? null : (
        <Bones label={say('people.roles')} lines={6} />
      )}
    </Page>
  )
}

/** Whether the role is the product's own, somebody's, or the product's and changed here. */
function Made({ role }: { role: Role }) {
  const say = useSay()
  if (role.definition === null) return <>{say('people.ui.ownRole')}</>
  if (!role.changed) return <>{say('people.ui.builtIn')}</>
  return role.offered.length > 0 ? (
    <Chip tone="warn">{say('people.ui.offers', { count: role.offered.length })}</Chip>
  ) : (
    <Chip>{say('people.ui.changedHere')}</Chip>
  )
}
