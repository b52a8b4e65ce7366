import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCaller, useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Page, PageHead, ProgressBar } from '../../kit/page.tsx'
import { Button, Choose } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Drop } from './drop.tsx'
import styles from './imports.module.css'
import { ReadingCard } from './reading.tsx'
import { ShownPreview } from './shown-preview.tsx'
import type { Options, Preview, Summary } from './types.ts'

/** A spreadsheet of contracts comes in: read, looked at, imported in one act. */
export default function NewImport() {
  const say = useSay()
  const caller = useCaller()
  const [{ entity: asked }, setSearch] = useSearchState()
  const [file, setFile] = useState<FileRef | null>(null)
  const [options, setOptions] = useState<Options>({})
  const entities = useAsk<{ rows: readonly { code: string; name: string; country: string }[] }>('entities.list', { limit: 1000 })
  const only = caller && caller.entities !== 'all' && caller.entities.length === 1 ? caller.entities[0] : undefined
  const entity = typeof asked === 'string' ? asked : (only ?? null)
  const title = say('imports.contracts')
  useTitle(title)
  const take = (next: FileRef): void => {
    setFile(next)
    // What was chosen for one file need not be right for the next.
    setOptions({})
  }
  const choose = (
    <Choose
      label={say('field.entity')}
      {...(file ? {} : { hint: say('imports.ui.entityHint') })}
      value={entity}
      onChange={(next) => setSearch({ entity: next ?? undefined })}
      options={(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` }))}
      placeholder={say('app.form.choose')}
      required
    />
  )
  if (file && entity)
    return (
      <Ready
        key={`${file.hash}${entity}`}
        file={file}
        entity={entity}
        options={options}
        onOptions={setOptions}
        onFile={take}
        choose={choose}
      />
    )
  return (
    <Page>
      <PageHead title={title} lead={say('imports.ui.lead')} />
      <Stack>
        <Drop file={file} onFile={take} disabled={false} />
        {choose}
        {file ? <Notice tone="info">{say('imports.ui.chooseEntity')}</Notice> : null}
      </Stack>
    </Page>
  )
}

interface ReadyProps {
  readonly file: FileRef
  readonly entity: string
  readonly options: Options
  readonly onOptions: (options: Options) => void
  readonly onFile: (file: FileRef) => void
  readonly choose: React.ReactNode
}
function Ready({ file, entity, options, onOptions, onFile, choose }: ReadyProps) {
  const say = useSay()
  const culture = useCulture()
  const { run, busy, trouble, progress } = useImporting()
  const input = { file, entity, ...(Object.keys(options).length > 0 ? { options } : {}) }
  // While it is imported the log tells of every portion; looking at the file again then would only be in the way.
  const preview = useAsk<Preview>('imports.preview', input, { enabled: !busy, keep: true })
  const found = preview.data
  const lines = found?.lines ?? 0
  return (
    <Page>
      <PageHead title={say('imports.contracts')} lead={say('imports.ui.previewLead')}>
        <Button
          look="primary"
          icon="upload"
          busy={busy}
          disabled={!found || preview.isPlaceholderData || preview.isError}
          onClick={() => void run(input)}
        >
          {found && lines > 0 ? say('imports.ui.importLines', { count: lines, figure: culture.count(lines) }) : say('imports.contracts')}
        </Button>
      </PageHead>
      <Stack>
        {busy ? (
          <Notice tone="info">
            <ProgressBar
              label={
                progress
                  ? say('imports.ui.working', {
                      phase: say(progress.phase),
                      done: culture.count(progress.done),
                      of: culture.count(progress.of),
                    })
                  : `${say('imports.reading')} …`
              }
              share={progress && progress.of > 0 ? progress.done / progress.of : null}
            />
            {say('imports.ui.leave')}
          </Notice>
        ) : null}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['choices']}>
          <Drop file={file} onFile={onFile} disabled={busy} />
          <div className={styles['entity']}>{choose}</div>
        </div>
        {preview.error ? <Notice tone="danger">{preview.error.message}</Notice> : null}
        <ReadingCard preview={found} options={options} onOptions={onOptions} />
        {found ? (
          <ShownPreview preview={found} stale={preview.isPlaceholderData || preview.isError} />
        ) : preview.error ? null : (
          <Bones label={say('imports.ui.looking')} lines={8} />
        )}
      </Stack>
    </Page>
  )
}

/** The import itself. One may leave the screen: the work goes on, and a message tells the end. */
function useImporting() {
  const say = useSay()
  const culture = useCulture()
  const go = useGo()
  const here = useRef(true)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy, progress } = useAct<Summary>('imports.contracts')
  useEffect(() => {
    here.current = true
    return () => void (here.current = false)
  }, [])
  const told = (text: string): void => (here.current ? setTrouble(text) : toast({ tone: 'danger', text }))
  const run = async (input: unknown): Promise<void> => {
    setTrouble(null)
    try {
      const reply = await act(input)
      if (!reply.ok) return told(reply.refusal.message)
      const { import: id, file, lines } = reply.result
      const open = (): void => go(`/imports/${id}`)
      const text = say('imports.ui.done', { file, count: lines, figure: culture.count(lines) })
      if (here.current) open()
      toast({ tone: 'ok', text, ...(here.current ? {} : { action: { word: say('app.home.open'), does: open } }) })
    } catch (error) {
      told(error instanceof Error ? error.message : String(error))
    }
  }
  return { run, busy, trouble, progress }
}
