import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { ShownOnce } from '../../app/shown-once.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'
import { permitsByModule } from './permits.ts'

interface Token {
  readonly reference: string
  readonly label: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly scopes: readonly string[] | null
}

/** Access tokens with which programs act for somebody. A token is shown once, when it is made. */
export function Tokens({ user, own = false }: { user: string; own?: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const writes = own || may('people.write')
  const [list, drop] = own ? (['people.ownTokens', 'people.revokeOwnToken'] as const) : (['people.tokens', 'people.revokeToken'] as const)
  const whose = own ? {} : { user }
  const [making, setMaking] = useState(false)
  const { data, error } = useAsk<{ tokens: readonly Token[] }>(list, whose)
  const revoke = useDo(drop, () => say('people.ui.revoked'))
  const button = writes ? (
    <Button small icon="plus" onClick={() => setMaking(true)}>
      {say('people.createToken')}
    </Button>
  ) : null
  return (
    <Card title={say('people.tokens')} actions={button}>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {data ? (
        <Table
          stacks
          caption={say('people.tokens')}
          empty={say('people.ui.noTokens')}
          columns={[
            { name: say('field.label') },
            { name: say('field.scopes') },
            { name: say('field.createdAt') },
            { name: say('field.expiresAt') },
            ...(writes ? [{ name: say('app.more') }] : []),
          ]}
          rows={data.tokens.map((t) => [
            t.label,
            t.scopes === null ? say('people.ui.allRights') : t.scopes.map((entry) => wordOr(say, entry, entry)).join(', '),
            culture.instant(t.createdAt),
            t.expiresAt ? culture.instant(t.expiresAt) : say('people.ui.never'),
            ...(writes
              ? [
                  <Button key="r" small busy={revoke.busy} onClick={() => void revoke.go({ ...whose, reference: t.reference })}>
                    {say('people.revokeToken')}
                  </Button>,
                ]
              : []),
          ])}
        />
      ) : error ? null : (
        <Bones label={say('people.tokens')} />
      )}
      {making ? <NewToken user={user} own={own} onClose={() => setMaking(false)} /> : null}
    </Card>
  )
}

function NewToken({ user, own, onClose }: { user: string; own: boolean; onClose: () => void }) {
  const say = useSay()
  const { act, busy } = useAct<{ token: string }>(own ? 'people.createOwnToken' : 'people.createToken')
  const [label, setLabel] = useState('')
  const [expires, setExpires] = useState('')
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    if (label.trim() === '') return setTrouble(say('app.form.required', { field: say('field.label') }))
    if (own && expires === '') return setTrouble(say('app.form.required', { field: say('field.expiresAt') }))
    if (own && scopes.length === 0) return setTrouble(say('app.form.required', { field: say('field.scopes') }))
    setTrouble(null)
    const wanted = { label: label.trim(), expiresAt: expires ? `${expires}T00:00:00Z` : null }
    try {
      const reply = await act(own ? { ...wanted, scopes } : { ...wanted, user, scopes: scopes.length === 0 ? null : scopes })
      if (reply.ok) setToken(reply.result.token)
      else setTrouble(reply.refusal.message)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('people.createToken')} close={say('app.close')} size={520}>
      {token === null ? (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            void make()
          }}
        >
          <Stack>
            <p>{say(own ? 'people.ui.ownTokenLead' : 'people.ui.tokenLead')}</p>
            {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
            <TextField label={say('field.label')} hint={say('people.ui.labelHint')} value={label} onChange={setLabel} required autoFocus />
            <DayField label={say('field.expiresAt')} value={expires} onChange={setExpires} />
            <Scopes own={own} scopes={scopes} onScopes={setScopes} />
            <Line end>
              <Button onClick={onClose}>{say('app.cancel')}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {say('people.createToken')}
              </Button>
            </Line>
          </Stack>
        </form>
      ) : (
        <ShownOnce
          secret={token}
          title={say('people.ui.once')}
          lead={say('people.ui.onceLead')}
          kept={say('people.ui.kept')}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

/** The rights that the token gets, a tick for each module's reading and one for all of it; without a tick it gets all of its user's. */
function Scopes({ own, scopes, onScopes }: { own: boolean; scopes: readonly string[]; onScopes: (scopes: readonly string[]) => void }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const offered = [...permitsByModule(manifest.operations)].map(
    ([module, permits]) => [module, permits.filter((p) => !own || may(p))] as const,
  )
  return (
    <details className={styles['scopes']} open={own}>
      <summary>{say('field.scopes')}</summary>
      {own ? null : <p>{say('people.ui.scopesLead')}</p>}
      {offered
        .filter(([, permits]) => permits.length > 0)
        .map(([module, permits]) => (
          <fieldset key={module} className={styles['ticks']}>
            <legend>{wordOr(say, `module.${module}`, module)}</legend>
            {permits.map((permit) => (
              <Check
                key={permit}
                label={wordOr(say, permit, permit)}
                checked={scopes.includes(permit)}
                onChange={(on) => onScopes(on ? [...scopes, permit] : scopes.filter((one) => one !== permit))}
              />
            ))}
          </fieldset>
        ))}
    </details>
  )
}
