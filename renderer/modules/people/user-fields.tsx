import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGuard } from '../../app/guard.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Button, PasswordField, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { BothHalves } from './both-halves.tsx'
import styles from './people.module.css'
import type { Role, User } from './permits.ts'

const empty: Draft = { name: '', login: '', title: '', email: '', roles: [], entities: null, territories: null, password: '' }
interface Draft {
  readonly name: string
  readonly login: string
  readonly title: string
  readonly email: string
  readonly roles: readonly string[]
  readonly entities: readonly string[] | null
  readonly territories: readonly string[] | null
  readonly password: string
}

/** Who somebody is, what they may do, and for which legal entities. */
export function UserForm({ user, onDone, onCancel }: { user?: User; onDone: (id: string) => void; onCancel: () => void }) {
  const say = useSay()
  const operation = user ? 'people.editUser' : 'people.createUser'
  const { act, busy } = useAct<{ id: string }>(operation)
  const [draft, setDraft] = useState<Draft>(
    user ? { ...empty, ...user, title: user.title ?? '', email: user.email ?? '', password: '' } : empty,
  )
  const [trouble, setTrouble] = useState<string | null>(null)
  const [touched, setTouched] = useState(false)
  const release = useGuard(touched && !busy)
  const set = (next: Partial<Draft>): void => {
    setTouched(true)
    setDraft({ ...draft, ...next })
  }
  const send = async (): Promise<void> => {
    setTrouble(null)
    const { name, login, title, email, roles, entities, territories, password } = draft
    const input = {
      name: name.trim(),
      login: login.trim(),
      title: title.trim() || null,
      email: email.trim() || null,
      roles,
      entities,
      territories,
    }
    try {
      const reply = await act(user ? { ...input, user: user.id } : { ...input, password: password || null })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      release()
      onDone(reply.result.id)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
    >
      <Stack>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['pair']}>
          <TextField label={say('field.name')} value={draft.name} onChange={(name) => set({ name })} required autoComplete="off" />
          <TextField label={say('field.login')} value={draft.login} onChange={(login) => set({ login })} required autoComplete="off" />
          <TextField label={say('field.title')} value={draft.title} onChange={(title) => set({ title })} autoComplete="off" />
          <TextField label={say('field.email')} value={draft.email} onChange={(email) => set({ email })} type="email" autoComplete="off" />
        </div>
        {user ? null : (
          <PasswordField
            label={say('field.password')}
            hint={say('people.ui.passwordHint')}
            value={draft.password}
            onChange={(password) => set({ password })}
            autoComplete="new-password"
          />
        )}
        <Ticks draft={draft} onDraft={set} />
        <Line>
          <Button look="primary" type="submit" busy={busy}>
            {say(user ? 'people.ui.save' : 'people.ui.create')}
          </Button>
          <Button onClick={onCancel}>{say('app.cancel')}</Button>
        </Line>
      </Stack>
    </form>
  )
}

function Ticks({ draft, onDraft }: { draft: Draft; onDraft: (next: Partial<Draft>) => void }) {
  const say = useSay()
  const roles = useAsk<{ roles: readonly Role[] }>('people.roles').data?.roles ?? []
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 1000 }).data?.rows ?? []
  const territories = useAsk<{ rows: readonly { code: string; name: string }[] }>('customers.territories', { limit: 1000 }).data?.rows ?? []
  const toggled = (all: readonly string[], one: string, on: boolean): readonly string[] =>
    on ? [...all, one] : all.filter((x) => x !== one)
  return (
    <>
      <fieldset className={styles['ticks']}>
        <legend>{say('field.roles')}</legend>
        {roles.map((r) => (
          <Check
            key={r.code}
            label={r.name}
            checked={draft.roles.includes(r.code)}
            onChange={(on) => onDraft({ roles: toggled(draft.roles, r.code, on) })}
          />
        ))}
      </fieldset>
      {draft.roles.length === 0 ? null : <BothHalves roles={draft.roles} />}
      <fieldset className={styles['ticks']}>
        <legend>{say('field.entities')}</legend>
        <Check
          label={say('people.ui.allEntities')}
          checked={draft.entities === null}
          onChange={(on) => onDraft({ entities: on ? null : [] })}
        />
        {draft.entities === null
          ? null
          : entities.map((e) => (
              <Check
                key={e.code}
                label={`${e.code} · ${e.name}`}
                checked={draft.entities!.includes(e.code)}
                onChange={(on) => onDraft({ entities: toggled(draft.entities!, e.code, on) })}
              />
            ))}
      </fieldset>
      {territories.length === 0 ? null : (
        <fieldset className={styles['ticks']}>
          <legend>{say('field.territories')}</legend>
          <Check
            label={say('people.ui.allTerritories')}
            checked={draft.territories === null}
            onChange={(on) => onDraft({ territories: on ? null : [] })}
          />
          {draft.territories === null
            ? null
            : territories.map((t) => (
                <Check
                  key={t.code}
                  label={t.name}
                  checked={draft.territories!.includes(t.code)}
                  onChange={(on) => onDraft({ territories: toggled(draft.territories!, t.code, on) })}
                />
              ))}
        </fieldset>
      )}
    </>
  )
}
