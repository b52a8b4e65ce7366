import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Fates } from './fates.tsx'
import type { Preview, Row } from './types.ts'

/** Everything that is kept of one person: told to them, or proposed to be erased. */
export default function PersonScreen() {
  const say = useSay()
  const may = useMay()
  const id = useParam('id')
  const found = useAsk<{ rows: readonly Row[] }>('privacy.people', { filter: { field: 'id', is: 'equal', value: id }, limit: 1 })
  const row = found.data?.rows[0]
  const { data, error } = useAsk<Preview>('privacy.preview', { person: row?.person, subject: id }, { enabled: row !== undefined })
  const [proposing, propose] = useState(false)
  useTitle(row?.name)
  if (error ?? found.error) return <Nothing whole icon="danger" title={say('privacy.people')} lead={(error ?? found.error)!.message} />
  if (found.data && !row)
    return <Nothing whole icon="help" title={say('privacy.people')} lead={say('privacy.unknownPerson', { person: id })} />
  if (!row || !data) return <Bones label={say('privacy.people')} lines={8} />
  return (
    <Page>
      <PageHead title={row.name} lead={say(`choice.person.${row.person}`)}>
        {may('privacy.export') ? <Export person={row.person} subject={id} /> : null}
        {may('privacy.propose') && data.proposed === null && data.erased === null ? (
          <Button icon="trash" onClick={() => propose(true)}>
            {say('privacy.propose')}
          </Button>
        ) : null}
      </PageHead>
      <Stack>
        {data.erased === null ? null : <Notice tone="ok">{say('privacy.ui.erased', { pseudonym: data.erased })}</Notice>}
        {data.proposed === null ? null : (
          <Notice tone="warn" title={say('privacy.ui.proposed')}>
            <Go to={`/privacy/erasures/${data.proposed}`}>{say('privacy.ui.open')}</Go>
          </Notice>
        )}
        <Fates preview={data} />
      </Stack>
      {proposing ? (
        <Modal opened title={`${say('privacy.propose')} · ${row.name}`} onClose={() => propose(false)} close={say('app.close')}>
          <Form
            operation="privacy.propose"
            initial={{ cause: 'request' }}
            fixed={{ person: row.person, subject: id }}
            fields={['cause', 'note']}
            hints={{ note: say('privacy.ui.hintNote') }}
            onDone={() => {
              toast({ tone: 'ok', text: say('privacy.ui.asked') })
              propose(false)
            }}
            onCancel={() => propose(false)}
          />
        </Modal>
      ) : null}
    </Page>
  )
}

/** Writes both files, and saves the one that was asked for. */
function Export({ person, subject }: { person: string; subject: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const { act, busy } = useAct<{ id: string }>('privacy.export')
  const save = async (form: 'data' | 'letter'): Promise<void> => {
    const reply = await act({ person, subject })
    const saved = reply.ok ? await port.download('privacy.exported', { export: reply.result.id, form }) : reply
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <>
      <Button icon="download" busy={busy} onClick={() => void save('letter')}>
        {say('choice.form.letter')}
      </Button>
      <Button icon="download" busy={busy} onClick={() => void save('data')}>
        {say('choice.form.data')}
      </Button>
    </>
  )
}
