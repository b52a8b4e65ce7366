import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCaller } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Button, PasswordField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'
import { Tokens } from './tokens.tsx'

/** One's own account: where one is signed in, and the password. */
export default function Me() {
  const say = useSay()
  const caller = useCaller()
  const title = say('people.ui.me')
  useTitle(title)
  if (!caller) return null
  const { mustEnrol } = caller
  return (
    <Page narrow>
      <PageHead title={title} lead={[caller.name, caller.login].join(' · ')} />
      {mustEnrol ? <Notice tone="warn">{say('people.secondFactorRequired')}</Notice> : null}
      <SecondFactor />
      {mustEnrol ? null : <Sessions user={caller.user} />}
      {mustEnrol ? null : <Tokens user={caller.user} own />}
      <Password />
    </Page>
  )
}

function Password() {
  const say = useSay()
  const { act, busy } = useAct('people.changePassword')
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const change = async (): Promise<void> => {
    if (password !== again) return setTrouble(say('people.ui.notTheSame'))
    const reply = await act({ present, password }).catch(() => null)
    if (!reply) return setTrouble(say('people.ui.noAnswer'))
    if (!reply.ok) return setTrouble(reply.refusal.message)
    setTrouble(null)
    for (const empty of [setPresent, setPassword, setAgain]) empty('')
    toast({ tone: 'ok', text: say('people.ui.passwordChanged') })
  }
  return (
    <Card title={say('people.changePassword')}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          void change()
        }}
      >
        <Stack>
          {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
          <PasswordField
            label={say('field.present')}
            value={present}
            onChange={setPresent}
            autoComplete="current-password"
            name="present"
            required
          />
          <PasswordField
            label={say('people.ui.newPassword')}
            value={password}
            onChange={setPassword}
            autoComplete="new-password"
            name="password"
            required
          />
          <PasswordField
            label={say('people.ui.onceMore')}
            value={again}
            onChange={setAgain}
            autoComplete="new-password"
            name="again"
            required
          />
          <div>
            <Button type="submit" look="primary" busy={busy} disabled={present === '' || password === '' || again === ''}>
              {say('people.changePassword')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}
