import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCaller, useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Fates, useKept } from './fates.tsx'
import type { Erasure, Held, Preview } from './types.ts'

/** One erasure: what it would do while it is proposed, and afterwards what it kept. */
export default function ErasureScreen() {
  const say = useSay()
  const culture = useCulture()
  const id = useParam('id')
  const { data, error } = useAsk<Erasure>('privacy.erasure', { erasure: id })
  useTitle(data?.name)
  if (error) return <Nothing whole icon="danger" title={say('privacy.erasure')} lead={error.message} />
  if (!data) return <Bones label={say('privacy.erasure')} lines={8} />
  const facts = [
    { name: say('field.state'), value: say(`choice.state.${data.state}`) },
    { name: say('field.cause'), value: say(`choice.cause.${data.cause}`) },
    { name: say('field.proposedBy'), value: `${data.proposedBy}, ${culture.instant(data.proposedAt)}` },
    ...(data.decidedAt === null
      ? []
      : [{ name: say('field.decidedBy'), value: `${data.decidedBy ?? ''}, ${culture.instant(data.decidedAt)}` }]),
    ...(data.note === null ? [] : [{ name: say('field.note'), value: data.note, wide: true }]),
    ...(data.answer === null ? [] : [{ name: say('field.answer'), value: data.answer, wide: true }]),
  ]
  return (
    <Page>
      <PageHead title={data.name} lead={say('privacy.erasure')}>
        {data.state === 'proposed' ? <Decide erasure={data} /> : null}
      </PageHead>
      <Stack>
        <Card title={say('privacy.erasure')}>
          <Facts facts={facts} />
        </Card>
        {data.state === 'proposed' ? <Proposed erasure={data} /> : null}
        {data.state === 'done' ? (
          <Notice tone="ok" title={say('privacy.ui.erased', { pseudonym: data.name })}>
            {say('privacy.ui.proof')}
          </Notice>
        ) : null}
        {data.state === 'done' ? <Kept erasure={data} /> : null}
        <History record="erasures" id={id} />
      </Stack>
    </Page>
  )
}

function Proposed({ erasure: { person, subject, proposedByUser } }: { erasure: Erasure }) {
  const say = useSay()
  const own = useCaller()?.user === proposedByUser
  const { data, error } = useAsk<Preview>('privacy.preview', { person, subject })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('privacy.preview')} lines={6} />
  return (
    <Stack>
      {own ? <Notice tone="info">{say('privacy.ui.own')}</Notice> : null}
      <Fates preview={data} />
    </Stack>
  )
}

/** Rows of one record that the same law keeps are one line. */
function together(held: readonly Held[]): readonly Held[] {
  const lines = new Map<string, Held>()
  for (const one of held) {
    const key = [one.record, one.keep, one.country, one.until].join('/')
    const line = lines.get(key)
    const fields = [...new Set([...(line?.fields ?? []), ...one.fields])]
    lines.set(key, { ...one, ids: [...(line?.ids ?? []), ...one.ids], fields })
  }
  return [...lines.values()]
}

function Kept({ erasure: { held } }: { erasure: Erasure }) {
  const say = useSay()
  const culture = useCulture()
  const kept = useKept()
  return (
    <Card title={say('privacy.ui.kept')}>
      <Table
        caption={say('privacy.ui.kept')}
        stacks
        empty={say('privacy.ui.nothingKept')}
        columns={[
          { name: say('field.record') },
          { name: say('field.rows'), figures: true },
          { name: say('field.fields') },
          { name: say('privacy.ui.why') },
        ]}
        rows={together(held).map((one) => [
          say(one.record),
          culture.count(one.ids.length),
          one.fields.map((field) => say(`field.${field}`)).join(', '),
          kept(one),
        ])}
      />
    </Card>
  )
}

function Decide({ erasure }: { erasure: Erasure }) {
  const say = useSay()
  const may = useMay()
  const { act, busy } = useAct<Erasure>('privacy.decide')
  const own = useCaller()?.user === erasure.proposedByUser
  const [asking, ask] = useState<'approve' | 'decline' | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  if (!may('privacy.decide')) return null
  const decline = say(own ? 'privacy.ui.takeBack' : 'privacy.ui.decline')
  const close = (): void => {
    ask(null)
    setFault(null)
  }
  const approve = async (): Promise<void> => {
    const reply = await act({ erasure: erasure.id, approve: true })
    if (!reply.ok) return setFault(reply.refusal.message)
    toast({ tone: 'ok', text: say('privacy.ui.erased', { pseudonym: reply.result.name }) })
    close()
  }
  return (
    <>
      {own ? null : (
        <Button look="primary" icon="trash" onClick={() => ask('approve')}>
          {say('privacy.ui.erase')}
        </Button>
      )}
      <Button onClick={() => ask('decline')}>{decline}</Button>
      <Modal opened={asking === 'approve'} title={`${say('privacy.ui.erase')} · ${erasure.name}`} onClose={close} close={say('app.close')}>
        <Stack>
          {fault === null ? null : <Notice tone="danger">{fault}</Notice>}
          <p>{say('privacy.ui.sure')}</p>
          <Button look="primary" icon="trash" busy={busy} onClick={() => void approve()}>
            {say('privacy.ui.erase')}
          </Button>
        </Stack>
      </Modal>
      <Modal opened={asking === 'decline'} title={`${decline} · ${erasure.name}`} onClose={close} close={say('app.close')}>
        <Form
          operation="privacy.decide"
          fixed={{ erasure: erasure.id, approve: false }}
          fields={['answer']}
          submit={decline}
          hints={own ? {} : { answer: say('privacy.ui.hintAnswer') }}
          onDone={close}
          onCancel={close}
        />
      </Modal>
    </>
  )
}
