import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCaller, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { languageName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { Sessions } from './sessions.tsx'
import { MayDo } from './may-do.tsx'
import { Tokens } from './tokens.tsx'
import type { Role, User } from './permits.ts'
import { UserForm } from './user-fields.tsx'

/** One person: who they are, what they may do, where they are signed in. */
export default function UserScreen() {
  const say = useSay()
  const id = useParam('user')
  const { data, error } = useAsk<User>('people.user', { user: id })
  useTitle(data?.name)
  if (error) return <Nothing icon="danger" title={say('people.user')} lead={error.message} />
  return data ? <Shown user={data} /> : <Bones label={say('people.user')} lines={8} />
}

function Shown({ user }: { user: User }) {
  const say = useSay()
  const may = useMay()
  const me = useCaller()
  const [doing, setDoing] = useState<'edit' | 'password' | 'factor' | null>(null)
  const stop = useDo('people.deactivateUser', () => say('people.ui.deactivated', { name: user.name }))
  const start = useDo('people.reactivateUser', () => say('people.ui.reactivated', { name: user.name }))
  const out = useDo<{ ended: number }>('people.revokeSessions', ({ ended }) => say('people.ui.signOutAll', { count: ended }))
  const close = (): void => setDoing(null)
  const mine = me?.user === user.id
  return (
    <Page>
      <PageHead
        title={user.name}
        chip={<Chip tone={user.active ? 'ok' : 'neutral'}>{say(user.active ? 'people.ui.active' : 'people.ui.inactive')}</Chip>}
        lead={[user.title, user.login].filter(Boolean).join(' · ')}
      >
        {may('people.write') ? (
          <>
            {user.active ? (
              mine ? null : (
                <Button busy={stop.busy} onClick={() => void stop.go({ user: user.id })}>
                  {say('people.deactivateUser')}
                </Button>
              )
            ) : (
              <Button busy={start.busy} onClick={() => void start.go({ user: user.id })}>
                {say('people.reactivateUser')}
              </Button>
            )}
            {mine ? null : (
              <Button busy={out.busy} onClick={() => void out.go({ user: user.id })}>
                {say('people.revokeSessions')}
              </Button>
            )}
            <Button onClick={() => setDoing('factor')}>{say('people.resetSecondFactor')}</Button>
            <Button onClick={() => setDoing('password')}>{say('people.setPassword')}</Button>
            <Button look="primary" icon="draft" onClick={() => setDoing('edit')}>
              {say('people.editUser')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <Parts aside={<About user={user} />}>
        <MayDo user={user.id} name={user.name} />
        <Sessions user={user.id} />
        <Tokens user={user.id} />
      </Parts>
      {doing === 'factor' ? <FormDrawer operation="people.resetSecondFactor" fixed={{ user: user.id }} onClose={close} /> : null}
      {doing === 'password' ? <FormDrawer operation="people.setPassword" fixed={{ user: user.id }} onClose={close} /> : null}
      {doing === 'edit' ? (
        <Drawer opened onClose={close} title={say('people.editUser')} close={say('app.close')} size={560}>
          <UserForm
            user={user}
            onCancel={close}
            onDone={() => {
              toast({ tone: 'ok', text: say('people.ui.saved') })
              close()
            }}
          />
        </Drawer>
      ) : null}
    </Page>
  )
}

function About({ user }: { user: User }) {
  const say = useSay()
  const roles = useAsk<{ roles: readonly Role[] }>('people.roles').data?.roles ?? []
  return (
    <Card title={say('people.ui.rights')}>
      <Facts
        facts={[
          {
            name: say('field.roles'),
            value: user.roles.map((code) => (
              <div key={code}>
                <Go to={`/people/roles/${encodeURIComponent(code)}`}>{roles.find((r) => r.code === code)?.name ?? code}</Go>
              </div>
            )),
            wide: true,
          },
          { name: say('field.entities'), value: user.entities?.join(', ') ?? say('people.ui.allEntities'), wide: true },
          ...(user.email ? [{ name: say('field.email'), value: user.email, wide: true }] : []),
          { name: say('field.language'), value: user.language ? languageName(user.language) : say('people.ui.asBrowser') },
          { name: say('field.culture'), value: user.culture ?? say('people.ui.asBrowser') },
        ]}
      />
    </Card>
  )
}
