import { useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { callOver, useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { FileField } from '../../kit/form/file-field.tsx'
import { Facts, ProgressBar, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line } from '../../kit/tall.tsx'
import styles from './rates.module.css'
import type { Fetched, Preview } from './types.ts'

const publications = ['daily', 'quarter', 'history'] as const

/** A file of the ECB, from disk or over the network: looked into first, then taken over. */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const today = useToday()
  const { port } = useHarmony()
  const [file, setFile] = useState<FileRef | null>(null)
  const [origin, setOrigin] = useState<'file' | 'network'>('file')
  // What is older than the year before is seldom booked any more; whoever needs it clears the day.
  const [since, setSince] = useState(`${Number(today.slice(0, 4)) - 1}-01-01`)
  const [publication, setPublication] = useState<string>('daily')
  const [fetching, setFetching] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const fetchIt = async (): Promise<void> => {
    setFetching(true)
    setTrouble(null)
    try {
      const reply = await callOver(port, 'rates.fetch', { publication })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      setOrigin('network')
      setFile((reply.result as unknown as Fetched).file)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    } finally {
      setFetching(false)
    }
  }
  const chosen = (next: FileRef | null): void => {
    setTrouble(null)
    setOrigin('file')
    setFile(next)
  }
  return (
    <Drawer opened onClose={onClose} title={say('rates.import')} close={say('app.close')} size={600}>
      <div className={styles['stack']}>
        <p>{say('rates.ui.importLead')}</p>
        <FileField label={say('rates.ui.file')} value={file} onChange={chosen} accept=".xml,.csv,.zip" />
        <div className={styles['chosen']}>
          <Choose
            label={say('rates.ui.fromNetwork')}
            value={publication}
            onChange={(next) => setPublication(next ?? 'daily')}
            options={publications.map((value) => ({ value, label: say(`choice.publication.${value}`) }))}
          />
          <DayField label={say('rates.ui.since')} value={since} onChange={setSince} hint={say('rates.ui.sinceHint')} />
        </div>
        <Line>
          <Button icon="globe" busy={fetching} onClick={() => void fetchIt()}>
            {say('rates.fetch')}
          </Button>
        </Line>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {file ? <Look key={`${file.hash}${since}`} file={file} origin={origin} since={since} onClose={onClose} /> : null}
      </div>
    </Drawer>
  )
}

function Look({ file, origin, since, onClose }: { file: FileRef; origin: string; since: string; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const [trouble, setTrouble] = useState<string | null>(null)
  const input = { file, ...(since === '' ? {} : { since }) }
  const { data, error } = useAsk<Preview>('rates.previewImport', input)
  const { act, busy, progress } = useAct<{ added: number; changed: number }>('rates.import')
  const take = async (): Promise<void> => {
    setTrouble(null)
    try {
      const reply = await act({ ...input, origin })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      toast({ tone: 'ok', text: say('rates.ui.imported', { added: culture.count(reply.result.added), changed: culture.count(reply.result.changed) }) }) // prettier-ignore
      onClose()
    } catch (broken) {
      setTrouble(broken instanceof Error ? broken.message : String(broken))
    }
  }
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('rates.previewImport')} lines={4} />
  const nothingNew = data.added + data.changed === 0
  const days = data.firstDay && data.lastDay ? `${culture.day(data.firstDay)} – ${culture.day(data.lastDay)}` : say('app.none')
  return (
    <>
      <Facts
        facts={[
          { name: say('field.source'), value: data.source },
          { name: say('field.days'), value: `${culture.count(data.days)} · ${days}` },
          { name: say('field.added'), value: culture.count(data.added) },
          { name: say('field.changed'), value: culture.count(data.changed) },
          { name: say('field.unchanged'), value: culture.count(data.unchanged) },
          ...(data.unknown.length > 0 ? [{ name: say('field.unknown'), value: data.unknown.join(', '), wide: true }] : []),
        ]}
      />
      {data.changed > 0 ? <Notice tone="warn">{say('rates.ui.changedLead')}</Notice> : null}
      {data.changes.length > 0 ? (
        <Table
          caption={say('field.changes')}
          columns={[{ name: say('field.day') }, { name: say('rates.ui.pair') }, { name: say('field.valueBefore'), figures: true }, { name: say('field.value'), figures: true }]} // prettier-ignore
          rows={data.changes.map((one) => [culture.day(one.day), `${one.base}/${one.quote}`, culture.decimal(one.valueBefore), culture.decimal(one.value)])} // prettier-ignore
        />
      ) : null}
      {nothingNew ? <Notice tone="info">{say('rates.ui.nothingNew')}</Notice> : null}
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      {busy ? (
        <ProgressBar label={say('rates.importing')} share={progress && progress.of > 0 ? progress.done / progress.of : null} />
      ) : null}
      <Line end>
        <Button onClick={onClose}>{say('app.cancel')}</Button>
        <Button look="primary" icon="check" busy={busy} disabled={nothingNew} onClick={() => void take()}>
          {say('rates.ui.take')}
        </Button>
      </Line>
    </>
  )
}
