import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Bones, Nothing, Notice } from '../kit/state.tsx'
import { Button, PasswordField, TextField } from '../kit/parts.tsx'
import { Avatar, Settings } from './account.tsx'
import { useAct, useAsk } from './ask.ts'
import { useCulture, useHarmony } from './harmony.tsx'
import { switchPerson, wasSignedOut } from './session.ts'
import styles from './sign-in.module.css'
import { useStore } from './store.ts'
import { useSay } from './words.ts'

/** The door: by password, as a person of the demo company, or setting the installation up. */
export default function SignIn() {
  const { installation } = useHarmony().manifest
  // Whoever comes back from the provider in vain is told so where its button is.
  const [byPassword, choosePassword] = useState(providerTrouble)
  const [settings, lookAtSettings] = useState(false)
  const say = useSay()
  return (
    <div className={styles['screen']}>
      <div className={styles['brand']} aria-hidden="true">
        <svg viewBox="0 0 32 32" width="44" height="44">
          <rect width="32" height="32" rx="8" />
          <path d="M10 8v16M22 8v16M10 16c4-4 8 4 12 0" />
        </svg>
        <strong>{say('app.name')}</strong>
        <p>{say('app.claim')}</p>
        <Waves />
      </div>
      <main className={styles['main']} id="main" data-wide={(installation.demo && !byPassword) || undefined}>
        {installation.emptied ? (
          <Emptied />
        ) : installation.setUpNeeded ? (
          <SetUp />
        ) : installation.demo && !byPassword ? (
          <DemoPeople onPassword={() => choosePassword(true)} />
        ) : (
          <ByPassword />
        )}
        <details className={styles['settings']} onToggle={(e) => lookAtSettings(e.currentTarget.open)}>
          <summary>{`${say('app.language')} · ${say('app.theme')}`}</summary>
          {settings ? <Settings /> : null}
        </details>
      </main>
    </div>
  )
}

/** A laptop that IT has stopped has nobody who could sign in: it says so, instead of asking for somebody. */
function Emptied() {
  const say = useSay()
  return <Nothing whole icon="warn" title={say('app.field.emptied')} lead={say('app.field.emptiedLead')} />
}

/** The provider's door came back without anybody. */
const providerTrouble = (): boolean => new URLSearchParams(window.location.search).has('signIn')

/** Lines that meet: the sign of the product, drawn large. */
function Waves() {
  return (
    <svg className={styles['waves']} viewBox="0 0 600 260" preserveAspectRatio="none">
      {Array.from({ length: 9 }, (_, i) => (
        <path
          key={i}
          d={`M0 ${60 + i * 18} C 150 ${-20 + i * 30}, 300 ${240 - i * 8}, 450 ${110 + i * 8} S 640 ${70 + i * 14}, 700 ${100 + i * 12}`}
        />
      ))}
    </svg>
  )
}

/** Signs in by an operation and takes up the manifest of the person. */
function useEnter(operation: string): {
  readonly enter: (input: unknown) => Promise<void>
  readonly busy: boolean
  readonly trouble: string | null
  /** The refusal's code. */
  readonly code: string | null
} {
  const { renew } = useHarmony()
  const client = useQueryClient()
  const { act, busy } = useAct(operation)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const say = useSay()
  return {
    busy,
    trouble,
    code,
    enter: async (input) => {
      setTrouble(null)
      try {
        const reply = await act(input)
        if (!reply.ok) {
          setCode(reply.refusal.code)
          return setTrouble(reply.refusal.message)
        }
        switchPerson.set(false)
        wasSignedOut.set(false)
        client.clear()
        await renew()
      } catch {
        setTrouble(say('app.trouble.unreachable'))
      }
    },
  }
}

function Form({
  title,
  lead,
  trouble,
  onSubmit,
  children,
}: {
  title: string
  lead: string
  trouble: string | null
  onSubmit: () => void
  children: ReactNode
}) {
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    onSubmit()
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <h1>{title}</h1>
      <p className={styles['lead']}>{lead}</p>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      {children}
    </form>
  )
}

/** What is answered where the password is right: a code is wanted, or another one. */
const ofTheCode: ReadonlySet<string> = new Set(['people.codeNeeded', 'people.wrongCode', 'people.codesElsewhere', 'people.factorLost'])

function ByPassword() {
  const say = useSay()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { enter, busy, trouble, code: refusal } = useEnter('people.signIn')
  const ended = useStore(wasSignedOut)
  const second = (refusal !== null && ofTheCode.has(refusal)) || (refusal === 'people.tooManyAttempts' && code !== '')
  if (second)
    return (
      <Form
        title={say('people.secondFactor')}
        lead={say('people.codeNeeded')}
        trouble={refusal === 'people.codeNeeded' ? null : trouble}
        onSubmit={() => code.trim() && void enter({ login, password, code })}
      >
        <TextField
          name="code"
          label={say('app.signIn.code')}
          hint={say('app.signIn.codeHint')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          autoFocus
        />
        <Button look="primary" type="submit" busy={busy}>
          {say('app.signIn')}
        </Button>
      </Form>
    )
  return (
    <Form
      title={say('app.signIn.title')}
      lead={say('app.signIn.lead')}
      trouble={trouble}
      onSubmit={() => login && password && void enter({ login, password })}
    >
      {ended && !trouble ? <Notice tone="info">{say('app.signedOut')}</Notice> : null}
      <TextField name="login" label={say('app.signIn.login')} value={login} onChange={setLogin} autoComplete="username" autoFocus />
      <PasswordField
        name="password"
        label={say('app.signIn.password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button look="primary" type="submit" busy={busy}>
        {say('app.signIn')}
      </Button>
      <Provider />
    </Form>
  )
}

/** Another door of the same house: the provider that the rules of signing in name. */
function Provider() {
  const say = useSay()
  const { data } = useAsk<{ signInProvider: string | null }>('people.signInWays')
  const { shell } = useHarmony().port
  if (!data?.signInProvider || shell !== 'browser') return null
  return (
    <>
      {providerTrouble() ? <Notice tone="danger">{say('app.signIn.providerTrouble')}</Notice> : null}
      <Button onClick={() => window.location.assign('/sign-in/start')}>{say('app.signIn.provider', { name: data.signInProvider })}</Button>
    </>
  )
}

function SetUp() {
  const say = useSay()
  const [values, setValues] = useState({ name: '', login: '', email: '', password: '', repeat: '' })
  const { enter, busy, trouble } = useEnter('people.setUp')
  const set = (field: keyof typeof values) => (value: string) => setValues((now) => ({ ...now, [field]: value }))
  const differs = values.repeat !== '' && values.repeat !== values.password
  const ready = values.name && values.login && values.password && values.repeat === values.password
  const submit = (): void => {
    const { name, login, email, password } = values
    if (ready) void enter({ name, login, password, email: email || null })
  }
  return (
    <Form title={say('app.setUp.title')} lead={say('app.setUp.lead')} trouble={trouble} onSubmit={submit}>
      <TextField label={say('field.name')} value={values.name} onChange={set('name')} autoComplete="name" autoFocus required />
      <TextField label={say('app.signIn.login')} value={values.login} onChange={set('login')} autoComplete="username" required />
      <TextField label={say('field.email')} value={values.email} onChange={set('email')} autoComplete="email" type="email" />
      <PasswordField
        label={say('app.signIn.password')}
        value={values.password}
        onChange={set('password')}
        autoComplete="new-password"
        required
      />
      <PasswordField
        label={say('app.setUp.repeat')}
        value={values.repeat}
        onChange={set('repeat')}
        autoComplete="new-password"
        required
        error={differs ? say('app.setUp.mismatch') : undefined}
      />
      <Button look="primary" type="submit" busy={busy} disabled={!ready}>
        {say('people.setUp')}
      </Button>
    </Form>
  )
}

interface Person {
  readonly login: string
  readonly name: string
  readonly title: string | null
  readonly entities: readonly string[] | null
}
function DemoPeople({ onPassword }: { onPassword: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const { installation } = useHarmony().manifest
  const { data, error } = useAsk<{ people: readonly Person[] }>('people.demoPeople')
  const { enter, busy, trouble } = useEnter('people.signInAs')
  return (
    <div className={styles['demo']}>
      <span className={styles['badge']}>
        {say('app.demo.banner')}
        {installation.clock ? ` · ${culture.longDay(installation.clock.slice(0, 10))}` : ''}
      </span>
      <h1>{say('app.demo.title')}</h1>
      <p className={styles['lead']}>{say('app.demo.lead')}</p>
      {trouble || error ? <Notice tone="danger">{trouble ?? error?.message}</Notice> : null}
      {data ? (
        <ul className={styles['people']}>
          {data.people.map((p) => (
            <li key={p.login}>
              <button
                type="button"
                className={styles['person']}
                disabled={busy}
                onClick={() => void enter({ login: p.login })}
                aria-label={say('app.demo.as', { name: p.name })}
              >
                <Avatar name={p.name} large />
                <span>
                  <strong>{p.name}</strong>
                  <span>{[p.title, p.entities?.join(', ')].filter(Boolean).join(' · ')}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : error ? null : (
        <Bones lines={6} label={say('app.grid.loading')} />
      )}
      <button type="button" className={styles['other']} onClick={onPassword}>
        {say('app.demo.password')}
      </button>
    </div>
  )
}
