import { useState } from 'react'
import { useDo } from '../../app/do.ts'
import { useGo } from '../../app/go.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Button, Modal } from '../../kit/parts.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { rowsWord, type Summary } from './types.ts'

/** What can be done with an import as it stands now. */
export function Actions({ summary, onWorking }: { summary: Summary; onWorking: (working: boolean) => void }) {
  const say = useSay()
  const may = useMay()
  const go = useGo()
  const { state, rejected, conflicts, import: id } = summary
  const review = useDo('imports.review', () => say('choice.state.reviewed'))
  if (state === 'staging' || state === 'staged') return may('imports.write') ? <Unfinished summary={summary} onWorking={onWorking} /> : null
  if (state === 'cancelled') return null
  const correctable = rejected + conflicts > 0
  return (
    <>
      {may('imports.write') && correctable ? (
        <Button icon="upload" onClick={() => go(`/imports/new?entity=${encodeURIComponent(summary.entity)}&subject=${summary.subject}`)}>
          {say('imports.ui.again')}
        </Button>
      ) : null}
      {correctable ? <Download id={id} /> : null}
      {may('imports.write') && state === 'published' && correctable ? (
        <Button look="primary" icon="check" busy={review.busy} onClick={() => void review.go({ import: id })}>
          {say('imports.review')}
        </Button>
      ) : null}
    </>
  )
}

function Download({ id }: { id: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const download = async (): Promise<void> => {
    setBusy(true)
    try {
      const reply = await port.download('imports.rejectedSheet', { import: id })
      if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
    } catch (error) {
      toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button icon="download" busy={busy} onClick={() => void download()}>
      {say('imports.rejectedSheet')}
    </Button>
  )
}

function Unfinished({ summary, onWorking }: { summary: Summary; onWorking: (working: boolean) => void }) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const resume = useDo<Summary>('imports.resume', (r) =>
    say(`imports.ui.done${rowsWord(r.subject)}`, { file: r.file, count: r.lines, figure: String(r.lines) }),
  )
  const cancel = useDo('imports.cancel', () => say('choice.state.cancelled'))
  const goOn = async (): Promise<void> => {
    onWorking(true)
    await resume.go({ import: summary.import })
    onWorking(false)
  }
  return (
    <>
      <Button disabled={resume.busy} onClick={() => setAsking(true)}>
        {say('imports.cancel')}
      </Button>
      <Button look="primary" icon="play" busy={resume.busy} onClick={() => void goOn()}>
        {say('imports.resume')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={say('imports.cancel')} close={say('app.close')}>
        <Stack>
          <p>{say(`imports.ui.cancelEffect${rowsWord(summary.subject)}`)}</p>
          <Line end>
            <Button onClick={() => setAsking(false)}>{say('app.back')}</Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false)
                void cancel.go({ import: summary.import })
              }}
            >
              {say('imports.cancel')}
            </Button>
          </Line>
        </Stack>
      </Modal>
    </>
  )
}
