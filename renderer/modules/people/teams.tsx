import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'
import type { User } from './permits.ts'

interface Team {
  readonly code: string
  readonly name: string
  readonly leader: string
  readonly teammates: readonly string[]
  readonly leaderName: string
  readonly teammateNames: readonly string[]
}

/** Teams: what one of them looks after is the team's, for whose right reaches the team. */
export default function Teams() {
  const say = useSay()
  const writes = useMay()('people.write')
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  useTitle(say('people.teams'))
  const { data, error } = useAsk<{ teams: readonly Team[] }>('people.teams', {})
  return (
    <Page>
      <PageHead title={say('people.teams')} lead={say('people.ui.teamsLead')}>
        {writes ? (
          <Button look="primary" icon="plus" onClick={() => setEditing('new')}>
            {say('people.ui.newTeam')}
          </Button>
        ) : null}
      </PageHead>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {data ? (
        <Table
          caption={say('people.teams')}
          stacks
          empty={say('people.ui.noTeams')}
          columns={[{ name: say('field.name') }, { name: say('field.leader') }, { name: say('field.teammates') }, { name: '' }]}
          rows={data.teams.map((team) => [
            team.name,
            team.leaderName,
            team.teammateNames.join(', '),
            writes ? (
              <Button key="edit" small onClick={() => setEditing(team)} aria-label={say('people.ui.editTeam', { name: team.name })}>
                {say('people.ui.change')}
              </Button>
            ) : null,
          ])}
        />
      ) : error ? null : (
        <Bones label={say('people.teams')} lines={5} />
      )}
      {editing ? <Editor team={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  )
}

function Editor({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const say = useSay()
  const people = useAsk<{ rows: readonly Pick<User, 'id' | 'name' | 'active'>[] }>('people.users', { limit: 1000 }).data?.rows ?? []
  const [draft, setDraft] = useState({ code: team?.code ?? '', name: team?.name ?? '', leader: team?.leader ?? '', teammates: team?.teammates ?? [] })
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Team>('people.saveTeam')
  const remove = useDo('people.removeTeam', () => say('people.ui.teamRemoved'))
  const save = async (): Promise<void> => {
    const reply = await act({ ...draft, code: draft.code.trim(), name: draft.name.trim() }).catch(() => null)
    if (!reply?.ok) return setTrouble(reply ? reply.refusal.message : say('app.trouble.unreachable'))
    toast({ tone: 'ok', text: say('people.ui.teamSaved') })
    onClose()
  }
  const here = people.filter(({ active, id }) => active || draft.teammates.includes(id) || id === draft.leader)
  return (
    <Drawer opened onClose={onClose} title={team ? team.name : say('people.ui.newTeam')} close={say('app.close')} size={480}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
      >
        <Stack>
          {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
          {team ? null : <TextField label={say('field.code')} value={draft.code} onChange={(code) => setDraft({ ...draft, code })} required />}
          <TextField label={say('field.name')} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} required />
          <Choose label={say('field.leader')} searchable value={draft.leader} onChange={(leader) => leader && setDraft({ ...draft, leader })} options={here.map(({ id, name }) => ({ value: id, label: name }))} />
          <fieldset className={styles['ticks']}>
            <legend>{say('field.teammates')}</legend>
            {here
              .filter(({ id }) => id !== draft.leader)
              .map(({ id, name }) => (
                <Check key={id} label={name} checked={draft.teammates.includes(id)} onChange={(on) => setDraft({ ...draft, teammates: on ? [...draft.teammates, id] : draft.teammates.filter((one) => one !== id) })} />
              ))}
          </fieldset>
          <Line>
            <Button look="primary" type="submit" busy={busy} disabled={draft.leader === '' || draft.name.trim() === '' || draft.code.trim() === ''}>
              {say('people.saveTeam')}
            </Button>
            {team ? (
              <Button
                busy={remove.busy}
                onClick={() =>
                  void remove.go({ team: team.code }).then((done) => {
                    if (done) onClose()
                  })
                }
              >
                {say('people.removeTeam')}
              </Button>
            ) : null}
          </Line>
        </Stack>
      </form>
    </Drawer>
  )
} // prettier-ignore
