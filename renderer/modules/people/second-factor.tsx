import { useMemo, useState } from 'react'
import { encode } from 'uqr'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCaller, useCulture, useHarmony } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, PasswordField, TextField } from '../../kit/parts.tsx'
import { Secret } from '../../kit/secret.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'

interface Standing {
  readonly confirmedAt: string | null
  readonly codesLeft: number
  readonly required: boolean
}
interface Begun {
  readonly secret: string
  readonly otpauth: string
}

/** Acts on an operation and keeps what the refusal says. */
function useTry<T>(operation: string) {
  const say = useSay()
  const { act, busy } = useAct<T>(operation)
  const [trouble, setTrouble] = useState<string | null>(null)
  return {
    busy,
    trouble,
    go: async (input: unknown): Promise<T | null> => {
      const reply = await act(input).catch(() => null)
      setTrouble(reply === null ? say('app.trouble.unreachable') : reply.ok ? null : reply.refusal.message)
      return reply?.ok ? reply.result : null
    },
  }
}

/** One's own second factor: set up with a telephone, its recovery codes, and taken away again. */
export function SecondFactor() {
  const say = useSay()
  const culture = useCulture()
  const { renew } = useHarmony()
  const { data, error } = useAsk<Standing>('people.secondFactor', {})
  const [codes, setCodes] = useState<string | null>(null)
  const [begun, setBegun] = useState<Begun | null>(null)
  const there = (data?.confirmedAt ?? null) !== null
  return (
    <Card
      title={say('people.secondFactor')}
      actions={
        data ? (
          <Chip tone={there ? 'ok' : data.required ? 'warn' : 'neutral'}>{say(there ? 'people.ui.factorOn' : 'people.ui.factorOff')}</Chip>
        ) : null
      }
    >
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {codes ? (
        <Codes codes={codes} onKept={() => (setCodes(null), void renew())} />
      ) : !data ? (
        error ? null : (
          <Bones label={say('people.secondFactor')} lines={3} />
        )
      ) : there ? (
        <Stack>
          <p>{say('people.ui.factorSince', { since: culture.instant(data.confirmedAt!), left: culture.count(data.codesLeft) })}</p>
          <WithCode onCodes={setCodes} />
        </Stack>
      ) : begun ? (
        <Confirm begun={begun} onCodes={(shown) => (setBegun(null), setCodes(shown))} />
      ) : (
        <Begin required={data.required} onBegun={setBegun} />
      )}
    </Card>
  )
}

function Begin({ required, onBegun }: { required: boolean; onBegun: (begun: Begun) => void }) {
  const say = useSay()
  const [present, setPresent] = useState('')
  const { go, busy, trouble } = useTry<Begun>('people.beginSecondFactor')
  const begin = async (): Promise<void> => {
    const begun = await go({ present: present || null })
    if (begun) onBegun(begun)
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void begin()
      }}
    >
      <Stack>
        <p>{say(required ? 'people.ui.factorRequired' : 'people.ui.factorLead')}</p>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <PasswordField
          label={say('field.present')}
          value={present}
          onChange={setPresent}
          autoComplete="current-password"
          name="factor-present"
        />
        <div>
          <Button type="submit" look="primary" busy={busy}>
            {say('people.beginSecondFactor')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** The address as a picture that telephones read; black on white in every theme, or cameras do not. */
function Qr({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: side } = encode(text, { border: 2 })
    const dots = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size: side, path: dots.join('') }
  }, [text])
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function Confirm({ begun, onCodes }: { begun: Begun; onCodes: (codes: string) => void }) {
  const say = useSay()
  const caller = useCaller()
  const [code, setCode] = useState('')
  const { go, busy, trouble } = useTry<{ recoveryCodes: string }>('people.confirmSecondFactor')
  const confirm = async (): Promise<void> => {
    const done = await go({ code })
    if (done) onCodes(done.recoveryCodes)
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void confirm()
      }}
    >
      <Stack>
        <p>{say('people.ui.factorScan')}</p>
        <Qr text={begun.otpauth} label={say('people.ui.factorPicture', { login: caller?.login ?? '' })} />
        <p>{say('people.ui.factorByHand')}</p>
        <Secret>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Secret>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <TextField
          label={say('app.signIn.code')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          name="factor-code"
          required
        />
        <div>
          <Button type="submit" look="primary" busy={busy} disabled={code.trim() === ''}>
            {say('people.confirmSecondFactor')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function Codes({ codes, onKept }: { codes: string; onKept: () => void }) {
  const say = useSay()
  const copy = (): void =>
    void navigator.clipboard.writeText(codes.replaceAll(' ', '\n')).then(() => toast({ tone: 'ok', text: say('app.copied') }))
  return (
    <Stack>
      <Notice tone="warn" title={say('field.recoveryCodes')}>
        {say('people.ui.codesLead')}
      </Notice>
      <ul className={styles['codes']}>
        {codes.split(' ').map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Line end>
        <Button icon="file" onClick={copy}>
          {say('app.copy')}
        </Button>
        <Button look="primary" onClick={onKept}>
          {say('people.ui.kept')}
        </Button>
      </Line>
    </Stack>
  )
}

/** What takes a code of the telephone once more. */
function WithCode({ onCodes }: { onCodes: (codes: string) => void }) {
  const say = useSay()
  const [code, setCode] = useState('')
  const renewed = useTry<{ recoveryCodes: string }>('people.renewRecoveryCodes')
  const removed = useTry<object>('people.removeSecondFactor')
  const trouble = renewed.trouble ?? removed.trouble
  const renew = async (): Promise<void> => {
    const done = await renewed.go({ code })
    if (done) onCodes(done.recoveryCodes)
  }
  const remove = async (): Promise<void> => {
    if (await removed.go({ code })) toast({ tone: 'ok', text: say('people.ui.factorRemoved') })
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void renew()
      }}
    >
      <Stack>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <TextField
          label={say('app.signIn.code')}
          hint={say('app.signIn.codeHint')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          name="factor-code"
        />
        <Line>
          <Button type="submit" busy={renewed.busy} disabled={code.trim() === ''}>
            {say('people.renewRecoveryCodes')}
          </Button>
          <Button busy={removed.busy} disabled={code.trim() === ''} onClick={() => void remove()}>
            {say('people.removeSecondFactor')}
          </Button>
        </Line>
      </Stack>
    </form>
  )
}
