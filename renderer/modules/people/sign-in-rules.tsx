import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useGuard } from '../../app/guard.tsx'
import { useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { ComputersCard } from './computers.tsx'
import styles from './people.module.css'
import type { Role } from './permits.ts'

interface Rules {
  readonly secondFactor: 'optional' | 'roles' | 'all'
  readonly roles: readonly string[]
  readonly openidIssuer: string | null
  readonly clientId: string | null
  readonly claim: 'email' | 'preferred_username' | 'sub'
  readonly creates: boolean
  readonly newRoles: readonly string[]
  readonly groupsClaim: string | null
  readonly groupRoles: readonly { readonly outsideGroup: string; readonly role: string }[]
}

/** How people sign in here: whether a second factor is required, and by which provider. */
export default function SignInRules() {
  const say = useSay()
  useTitle(say('people.signInRules'))
  const rules = useAsk<Rules>('people.signInRules', {})
  const roles = useAsk<{ roles: readonly Role[] }>('people.roles')
  if (rules.error) return <Nothing icon="danger" title={say('people.signInRules')} lead={rules.error.message} />
  if (!rules.data || !roles.data) return <Bones label={say('people.signInRules')} lines={8} />
  return <Editor key={JSON.stringify(rules.data)} rules={rules.data} roles={roles.data.roles} />
}

function Editor({ rules, roles }: { rules: Rules; roles: readonly Role[] }) {
  const say = useSay()
  const writes = useMay()('people.write')
  const { act, busy } = useAct<Rules>('people.saveSignInRules')
  const [draft, setDraft] = useState(rules)
  const [trouble, setTrouble] = useState<string | null>(null)
  const dirty = JSON.stringify(draft) !== JSON.stringify(rules)
  useGuard(dirty && !busy)
  const set = (next: Partial<Rules>): void => setDraft({ ...draft, ...next })
  const save = async (): Promise<void> => {
    const reply = await act({ ...draft, groupRoles: draft.groupRoles.filter(({ outsideGroup }) => outsideGroup.trim() !== '') }).catch(
      () => null,
    )
    setTrouble(reply === null ? say('app.trouble.unreachable') : reply.ok ? null : reply.refusal.message)
    if (reply?.ok) toast({ tone: 'ok', text: say('people.ui.rulesSaved') })
  }
  const ticks = (chosen: readonly string[], choose: (next: readonly string[]) => void, legend: string) => (
    <fieldset className={styles['ticks']}>
      <legend>{legend}</legend>
      {roles.map((role) => (
        <Check
          key={role.code}
          label={role.name}
          checked={chosen.includes(role.code)}
          onChange={(on) => choose(on ? [...chosen, role.code] : chosen.filter((code) => code !== role.code))}
        />
      ))}
    </fieldset>
  )
  return (
    <Page narrow>
      <PageHead title={say('people.signInRules')} lead={say('people.ui.rulesLead')}>
        {writes ? (
          <Button look="primary" icon="check" busy={busy} disabled={!dirty} onClick={() => void save()}>
            {say('people.ui.saveRules')}
          </Button>
        ) : null}
      </PageHead>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      <Card title={say('people.secondFactor')}>
        <Stack>
          <Choose
            label={say('field.secondFactor')}
            value={draft.secondFactor}
            onChange={(next) => next && set({ secondFactor: next as Rules['secondFactor'] })}
            options={(['optional', 'roles', 'all'] as const).map((value) => ({ value, label: say(`choice.secondFactor.${value}`) }))}
          />
          {draft.secondFactor === 'roles' ? ticks(draft.roles, (next) => set({ roles: next }), say('field.roles')) : null}
        </Stack>
      </Card>
      <ComputersCard />
      <Card title={say('field.signInProvider')}>
        <Stack>
          <p>{say('people.ui.providerLead')}</p>
          <TextField
            label={say('field.openidIssuer')}
            value={draft.openidIssuer ?? ''}
            onChange={(next) => set({ openidIssuer: next.trim() || null })}
            hint="https://login.example.com/tenant"
          />
          <TextField
            label={say('field.clientId')}
            value={draft.clientId ?? ''}
            onChange={(next) => set({ clientId: next.trim() || null })}
          />
          <Choose
            label={say('field.claim')}
            value={draft.claim}
            onChange={(next) => next && set({ claim: next as Rules['claim'] })}
            options={(['email', 'preferred_username', 'sub'] as const).map((value) => ({ value, label: say(`choice.claim.${value}`) }))}
          />
          <Check label={say('people.ui.createsUsers')} checked={draft.creates} onChange={(creates) => set({ creates })} />
          {draft.creates ? ticks(draft.newRoles, (next) => set({ newRoles: next }), say('field.newRoles')) : null}
          <TextField
            label={say('field.groupsClaim')}
            hint={say('people.ui.groupsHint')}
            value={draft.groupsClaim ?? ''}
            onChange={(next) => set({ groupsClaim: next.trim() || null })}
          />
          {draft.groupsClaim === null ? null : <Groups draft={draft} roles={roles} onGroups={(groupRoles) => set({ groupRoles })} />}
        </Stack>
      </Card>
    </Page>
  )
}

function Groups({ draft, roles, onGroups }: { draft: Rules; roles: readonly Role[]; onGroups: (groups: Rules['groupRoles']) => void }) {
  const say = useSay()
  const change = (at: number, next: Partial<Rules['groupRoles'][number]>): void =>
    onGroups(draft.groupRoles.map((row, i) => (i === at ? { ...row, ...next } : row)))
  return (
    <Stack>
      {draft.groupRoles.map((row, at) => (
        <div key={at} className={styles['pair']}>
          <TextField label={say('field.outsideGroup')} value={row.outsideGroup} onChange={(outsideGroup) => change(at, { outsideGroup })} />
          <Choose
            label={say('field.role')}
            value={row.role}
            onChange={(role) => role && change(at, { role })}
            options={roles.map((role) => ({ value: role.code, label: role.name }))}
          />
          <Button small onClick={() => onGroups(draft.groupRoles.filter((_, i) => i !== at))}>
            {say('app.form.remove', { row: at + 1 })}
          </Button>
        </div>
      ))}
      <Line>
        <Button small icon="plus" onClick={() => onGroups([...draft.groupRoles, { outsideGroup: '', role: roles[0]?.code ?? '' }])}>
          {say('people.ui.addGroup')}
        </Button>
      </Line>
    </Stack>
  )
}
