import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'

interface Token {
  readonly reference: string
  readonly label: string
  readonly createdAt: string
  readonly expiresAt: string | null
}

/** Access tokens with which programs act for somebody. A token is shown once, when it is made. */
export function Tokens({ user }: { user: string }) {
  const say = useSay()
  const culture = useCulture()
  const writes = useMay()('people.write')
  const [making, setMaking] = useState(false)
  const { data, error } = useAsk<{ tokens: readonly Token[] }>('people.tokens', { user })
  const revoke = useDo('people.revokeToken', () => say('people.ui.revoked'))
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
          caption={say('people.tokens')}
          empty={say('people.ui.noTokens')}
          columns={[
            { name: say('field.label') },
            { name: say('field.createdAt') },
            { name: say('field.expiresAt') },
            ...(writes ? [{ name: say('app.more') }] : []),
          ]}
          rows={data.tokens.map((t) => [
            t.label,
            culture.instant(t.createdAt),
            t.expiresAt ? culture.instant(t.expiresAt) : say('people.ui.never'),
            ...(writes
              ? [
                  <Button key="r" small busy={revoke.busy} onClick={() => void revoke.go({ user, reference: t.reference })}>
                    {say('people.revokeToken')}
                  </Button>,
                ]
              : []),
          ])}
        />
      ) : error ? null : (
        <Bones label={say('people.tokens')} />
      )}
      {making ? <NewToken user={user} onClose={() => setMaking(false)} /> : null}
    </Card>
  )
}

function NewToken({ user, onClose }: { user: string; onClose: () => void }) {
  const say = useSay()
  const { act, busy } = useAct<{ token: string }>('people.createToken')
  const [label, setLabel] = useState('')
  const [expires, setExpires] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [token, setToken] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    if (label.trim() === '') return setTrouble(say('app.form.required', { field: say('field.label') }))
    setTrouble(null)
    try {
      const reply = await act({ user, label: label.trim(), expiresAt: expires ? `${expires}T00:00:00Z` : null })
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
            <p>{say('people.ui.tokenLead')}</p>
            {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
            <TextField label={say('field.label')} hint={say('people.ui.labelHint')} value={label} onChange={setLabel} required autoFocus />
            <DayField label={say('field.expiresAt')} value={expires} onChange={setExpires} />
            <Line end>
              <Button onClick={onClose}>{say('app.cancel')}</Button>
              <Button look="primary" type="submit" busy={busy}>
                {say('people.createToken')}
              </Button>
            </Line>
          </Stack>
        </form>
      ) : (
        <Once token={token} onClose={onClose} />
      )}
    </Modal>
  )
}

function Once({ token, onClose }: { token: string; onClose: () => void }) {
  const say = useSay()
  return (
    <Stack>
      <Notice tone="warn" title={say('people.ui.once')}>
        {say('people.ui.onceLead')}
      </Notice>
      <output className={styles['token']}>{token}</output>
      <Line end>
        <Button
          look="primary"
          icon="file"
          onClick={() => void navigator.clipboard.writeText(token).then(() => toast({ tone: 'ok', text: say('billing.ui.copied') }))}
        >
          {say('billing.ui.copy')}
        </Button>
        <Button onClick={onClose}>{say('people.ui.kept')}</Button>
      </Line>
    </Stack>
  )
}
