import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useParam, useTitle } from '../../app/go.tsx'
import { History } from '../../app/history.tsx'
import { useGuard } from '../../app/guard.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { BothHalves } from './both-halves.tsx'
import styles from './people.module.css'
import { covered, modulesByZone, permitsByModule, switched, widened, type Role } from './permits.ts'
import { RoleReach } from './role-reach.tsx'

/** A role: what it is called and every right that it opens, to tick. */
export default function RoleScreen() {
  const say = useSay()
  const code = useParam('role')
  const { data, error } = useAsk<{ roles: readonly Role[] }>('people.roles')
  const fresh = code === 'new'
  const role = fresh
    ? { code: '', name: '', permits: [], definition: null, changed: false, offered: [] }
    : data?.roles.find((r) => r.code === code)
  useTitle(fresh ? say('people.ui.newRole') : role?.name)
  if (error) return <Nothing icon="danger" title={say('people.ui.role')} lead={error.message} />
  if (!data) return <Bones label={say('people.ui.role')} lines={8} />
  if (!role) return <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
  return <Editor key={role.code} role={role} fresh={fresh} />
}

function Editor({ role, fresh }: { role: Role; fresh: boolean }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const [draft, setDraft] = useState(role)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Role>('people.saveRole')
  const dirty = JSON.stringify(draft) !== JSON.stringify(role)
  const release = useGuard(dirty && !busy)
  const writes = may('people.write')
  const save = async (): Promise<void> => {
    setTrouble(null)
    try {
      const reply = await act({ code: draft.code.trim(), name: draft.name.trim(), permits: draft.permits })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      release()
      toast({ tone: 'ok', text: say('people.ui.roleSaved') })
      if (fresh) go(`/people/roles/${encodeURIComponent(reply.result.code)}`)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Page>
      <PageHead title={fresh ? say('people.ui.newRole') : role.name} lead={fresh ? undefined : role.code}>
        {writes ? (
          <Button
            look="primary"
            icon="check"
            busy={busy}
            disabled={!dirty || draft.name.trim() === '' || draft.code.trim() === ''}
            onClick={() => void save()}
          >
            {say('people.saveRole')}
          </Button>
        ) : null}
      </PageHead>
      <Stack>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {writes ? (
          <div className={styles['pair']}>
            {fresh ? (
              <TextField
                label={say('field.code')}
                hint={say('people.ui.codeHint')}
                value={draft.code}
                onChange={(code) => setDraft({ ...draft, code })}
                required
              />
            ) : null}
            <TextField label={say('field.name')} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} required />
          </div>
        ) : null}
        {role.definition ? <Follows role={role} writes={writes} onEntries={(permits) => setDraft({ ...draft, permits })} /> : null}
        {fresh || role.code === 'administrator' ? null : <BothHalves key={role.permits.join()} roles={[role.code]} />}
        <Permits entries={draft.permits} onEntries={(permits) => writes && setDraft({ ...draft, permits })} />
        {fresh || role.code === 'administrator' ? null : <RoleReach role={role} />}
        {fresh ? null : <History record="roles" id={role.code} />}
      </Stack>
    </Page>
  )
}

/** How a built-in role stands to the product: it follows by itself until somebody changes it; then what is new is offered, never given. */
function Follows({ role, writes, onEntries }: { role: Role; writes: boolean; onEntries: (entries: readonly string[]) => void }) {
  const say = useSay()
  if (!role.changed) return <Notice tone="info">{say('people.ui.follows')}</Notice>
  return (
    <Notice tone={role.offered.length > 0 ? 'warn' : 'info'} title={say('people.ui.changedHere')}>
      <Stack>
        <p>
          {role.offered.length === 0
            ? say('people.ui.nothingOffered')
            : say('people.ui.offered', { permits: role.offered.map((entry) => wordOr(say, entry, entry)).join(', ') })}
        </p>
        {writes ? (
          <div className={styles['wide']}>
            {role.offered.length > 0 ? (
              <Button small icon="plus" onClick={() => onEntries([...role.permits, ...role.offered])}>
                {say('people.ui.takeOffered')}
              </Button>
            ) : null}
            <Button small icon="refresh" onClick={() => onEntries(role.definition ?? [])}>
              {say('people.ui.followAgain')}
            </Button>
          </div>
        ) : null}
      </Stack>
    </Notice>
  )
}

function Permits({ entries, onEntries }: { entries: readonly string[]; onEntries: (entries: readonly string[]) => void }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const modules = permitsByModule(manifest.operations)
  const known = [...modules.values()].flat()
  return (
    <>
      <Card title={say('people.ui.wide')}>
        <div className={styles['wide']}>
          <Check
            label={say('people.ui.everything')}
            checked={entries.includes('*')}
            onChange={(on) => onEntries(widened(entries, '*', on))}
          />
          <Check
            label={say('people.ui.reading')}
            checked={covered(entries, 'any.read')}
            onChange={(on) => onEntries(widened(entries, '*.read', on))}
          />
        </div>
      </Card>
      {modulesByZone(manifest.operations).map(({ zone, modules: inZone }) => (
        <section key={zone} aria-label={say(`app.zone.${zone}`)}>
          <h2 className={styles['zone']}>{say(`app.zone.${zone}`)}</h2>
          <div className={styles['modules']}>
            {inZone.map((module) => (
              <ModulePermits
                key={module}
                module={module}
                permits={modules.get(module) ?? []}
                known={known}
                entries={entries}
                onEntries={onEntries}
              />
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

function ModulePermits({ module, permits, known, entries, onEntries }: { module: string; permits: readonly string[]; known: readonly string[]; entries: readonly string[]; onEntries: (entries: readonly string[]) => void }) {
  const say = useSay()
  const on = permits.filter((p) => covered(entries, p))
  return (
            <fieldset className={styles['module']}>
              <legend>{wordOr(say, `module.${module}`, module)}</legend>
              <Check
                label={say('people.ui.allOf')}
                checked={on.length === permits.length}
                partly={on.length > 0 && on.length < permits.length}
                onChange={(all) =>
                  onEntries(
                    all ? widened(entries, `${module}.*`, true) : permits.reduce((now, p) => switched(now, p, false, known), entries),
                  )
                }
              />
              {permits.map((permit) => (
                <Check
                  key={permit}
                  label={say(permit)}
                  checked={covered(entries, permit)}
                  onChange={(next) => onEntries(switched(entries, permit, next, known))}
                />
              ))}
            </fieldset>
  )
} // prettier-ignore
