import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCaller, useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'

interface Session {
  readonly reference: string
  readonly label: string
  readonly createdAt: string
  readonly seenAt: string
  readonly expiresAt: string
  readonly own: boolean
}

/** Where somebody is signed in; each place can be ended. */
export function Sessions({ user }: { user: string }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const mine = useCaller()?.user === user
  const input = mine ? {} : { user }
  const { data, error } = useAsk<{ sessions: readonly Session[] }>('people.sessions', input)
  const end = useDo('people.revokeSession', () => say('people.ui.ended'))
  return (
    <Card title={say('people.sessions')}>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {data ? (
        <Table
          stacks
          caption={say('people.sessions')}
          empty={say('people.ui.noSessions')}
          columns={[
            { name: say('field.label') },
            { name: say('field.createdAt') },
            { name: say('field.seenAt') },
            { name: say('field.expiresAt') },
            { name: say('app.more') },
          ]}
          rows={data.sessions.map((s) => [
            s.label,
            culture.instant(s.createdAt),
            culture.instant(s.seenAt),
            culture.instant(s.expiresAt),
            s.own ? (
              <Chip key="own" tone="accent" icon="user">
                {say('field.own')}
              </Chip>
            ) : mine || may('people.write') ? (
              <Button key="end" small busy={end.busy} onClick={() => void end.go({ ...input, reference: s.reference })}>
                {say('people.revokeSession')}
              </Button>
            ) : (
              ''
            ),
          ])}
        />
      ) : error ? null : (
        <Bones label={say('people.sessions')} />
      )}
    </Card>
  )
}
