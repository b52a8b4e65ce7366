import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useLookAgain } from '../../app/look-again.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Grid } from '../../kit/grid/grid.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Actions } from './actions.tsx'
import { useEventsWord } from './events.tsx'
import type { Shown } from './types.ts'
import styles from './webhooks.module.css'

/** One webhook: where it goes, how it stands, and every message with what came of it. */
export default function WebhookScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Shown>('webhooks.get', { webhook: id })
  useTitle(data?.webhook.name)
  if (error) return <Nothing whole icon="danger" title={say('webhooks.get')} lead={error.message} />
  if (!data) return <Bones label={say('webhooks.get')} lines={8} />
  const { webhook } = data
  const state = say(`choice.state.${webhook.state}`)
  return (
    <Page>
      <PageHead title={webhook.name} chip={<Chip tone={webhook.state === 'dead' ? 'danger' : toneOf(webhook.state)}>{state}</Chip>}>
        <Actions shown={data} />
      </PageHead>
      <Stack>
        {webhook.stoppedBy === null || webhook.stoppedBy === 'person' ? null : (
          <Notice tone="warn" title={say(`choice.stoppedBy.${webhook.stoppedBy}`)}>
            {say(`webhooks.ui.stopped.${webhook.stoppedBy}`)}
          </Notice>
        )}
        <About shown={data} />
        <Messages webhook={id} />
        <History record="webhooks" id={id} />
      </Stack>
    </Page>
  )
}

function About({ shown: { webhook, ownerName, secrets, deliveredAt } }: { shown: Shown }) {
  const say = useSay()
  const culture = useCulture()
  const words = useEventsWord()
  const secret = ({ madeAt, validUntil }: Shown['secrets'][number]): string =>
    [culture.instant(madeAt), ...(validUntil === null ? [] : [`${say('field.validUntil')} ${culture.instant(validUntil)}`])].join(', ')
  return (
    <Card title={say('module.webhooks')}>
      <Facts
        facts={[
          { name: say('field.url'), value: <span className={styles['url']}>{webhook.url}</span>, wide: true },
          { name: say('field.events'), value: words(webhook.events), wide: true },
          { name: say('field.entity'), value: webhook.entity ?? '–' },
          { name: say('field.inOrder'), value: say(webhook.inOrder ? 'app.yes' : 'app.no') },
          { name: say('field.ownerName'), value: ownerName },
          { name: say('field.stateSince'), value: culture.instant(webhook.stateSince) },
          { name: say('field.deliveredAt'), value: deliveredAt === null ? '–' : culture.instant(deliveredAt) },
          { name: say('field.secrets'), value: secrets.map(secret).join(' · ') },
        ]}
      />
    </Card>
  )
}

const event = (row: Row) => <EventWord event={String(row['event'])} />
function EventWord({ event: name }: { event: string }) {
  const say = useSay()
  return <span>{wordOr(say, `event.${name}`, name).replaceAll(/\s*:?\s*\{\{\w+\}\}/g, '')}</span>
}
const fault = (row: Row) => <FaultWord fault={row['fault'] as string | null} />
function FaultWord({ fault: code }: { fault: string | null }) {
  const say = useSay()
  return code === null ? null : <span>{wordOr(say, `webhooks.ui.fault.${code}`, code)}</span>
}
const cells = { event, fault }

function Messages({ webhook }: { webhook: string }) {
  const say = useSay()
  const may = useMay()
  // What becomes of a message is in no log: whether something did is looked at by the clock.
  const { data } = useAsk<{ rows: readonly Row[] }>(
    'webhooks.list',
    { filter: { field: 'id', is: 'equal', value: webhook } },
    { every: 5_000 },
  )
  useLookAgain('webhooks', data && JSON.stringify(data.rows))
  return (
    <Card title={say('webhooks.ui.messages')}>
      <div className={styles['messages']}>
        <Grid
          view="webhooks.messages"
          label={say('webhooks.ui.messages')}
          fixed={{ field: 'webhook', is: 'equal', value: webhook }}
          cells={cells}
          address={false}
          empty={{ title: say('webhooks.ui.noMessages'), lead: say('webhooks.ui.noMessagesLead') }}
          {...(may('webhooks.write') ? { bulk: (rows, clear) => <Again rows={rows} clear={clear} /> } : {})}
        />
      </div>
    </Card>
  )
}

function Again({ rows, clear }: { rows: readonly Row[]; clear: () => void }) {
  const say = useSay()
  const replay = useDo('webhooks.replay', () => say('webhooks.ui.againDone'))
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    for (const row of rows) if ((await replay.go({ message: row['id'] })) === null) break
    setBusy(false)
    clear()
  }
  return (
    <Button small icon="refresh" busy={busy} onClick={() => void go()}>
      {say('webhooks.ui.again')}
    </Button>
  )
}
