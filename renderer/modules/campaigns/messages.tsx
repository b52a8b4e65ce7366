import { useMemo } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useMay, useToday, useView } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { columnsOf, type Row } from '../../kit/grid/columns.ts'
import { csvOf, saveText } from '../../kit/grid/export.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Inset, Stack } from '../../kit/tall.tsx'
import { useDo } from '../opportunities/acting.ts'
import type { Campaign } from './types.ts'

firstWidths('campaigns.sends', { dueOn: 120, stepNumber: 80, channel: 100, sendState: 170, notContacted: 150, name: 160, customerName: 200, recipient: 240, topic: 280 }) // prettier-ignore
const tones: Readonly<Record<string, Tone>> = { waiting: 'accent', stopped: 'danger', paused: 'info', handedOver: 'ok' }
/** What a mail merge needs of a message, in the order of its columns. */
const merged = ['recipient', 'language', 'topic', 'message', 'channel', 'dueOn', 'stepNumber'] as const

/** The messages of a campaign. Harmony hands them over as a file and keeps that it did; it sends nothing itself. */
export function Messages({ campaign }: { campaign: Campaign }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const view = useView('campaigns.sends')
  const { run, busy } = useDo<{ handedOver: number; more: number; messages: readonly Row[] }>('campaigns.handOver')
  const due = useAsk<{ total: number }>('campaigns.sends', {
    filter: { all: [{ field: 'campaign', is: 'equal', value: campaign.id }, { field: 'sendState', is: 'equal', value: 'waiting' }, { field: 'dueOn', is: 'atMost', value: today }] },
    limit: 1,
  }) // prettier-ignore
  const cells = useMemo(
    () => ({
      sendState: (row: Row) => (
        <Chip tone={tones[String(row['sendState'])] ?? 'neutral'}>{say(`choice.sendState.${String(row['sendState'])}`)}</Chip>
      ),
      notContacted: (row: Row) => {
        const why = row['notContacted'] as string | null
        return why === null ? null : <Chip tone={why === 'optedOut' ? 'danger' : 'warn'}>{say(`choice.notContacted.${why}`)}</Chip>
      },
    }),
    [say],
  )
  const hand = async (): Promise<void> => {
    const done = await run({ campaign: campaign.id })
    if (!done || !view) return
    const all = columnsOf(view, say)
    const columns = merged.flatMap((name) => all.filter((column) => column.name === name))
    saveText(csvOf(columns, done.messages, say('field.currency')), `${campaign.name}.csv`, 'text/csv')
    toast({ tone: 'ok', text: say('campaigns.ui.handedOver', { count: done.handedOver, figure: `${done.handedOver}` }) })
  }
  const waiting = due.data?.total ?? 0
  return (
    <Stack>
      <Notice
        tone="info"
        action={
          may('campaigns.write') && campaign.state === 'running' ? (
            <Button look="primary" icon="download" busy={busy} disabled={waiting === 0} onClick={() => void hand()}>
              {say('campaigns.ui.handOver', { count: waiting, figure: `${waiting}` })}
            </Button>
          ) : null
        }
      >
        {say('campaigns.ui.sendsNothing')}
      </Notice>
      <Inset>
        <Grid
          view="campaigns.sends"
          label={say('campaigns.sends')}
          fixed={{ field: 'campaign', is: 'equal', value: campaign.id }}
          columns={['dueOn', 'stepNumber', 'sendState', 'notContacted', 'name', 'customerName', 'recipient', 'topic']}
          cells={cells}
          opens={() => undefined}
          address={false}
          empty={{ title: say('campaigns.ui.noMessages'), lead: say('campaigns.ui.noMessagesLead') }}
        />
      </Inset>
    </Stack>
  )
}
