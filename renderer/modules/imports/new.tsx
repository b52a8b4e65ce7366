import { useEffect, useRef, useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCaller, useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Page, PageHead, ProgressBar } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { Drop } from './drop.tsx'
import { HeadingsCard } from './headings-card.tsx'
import styles from './imports.module.css'
import { ReadingCard } from './reading.tsx'
import { ShownPreview } from './shown-preview.tsx'
import { rowsWord, subjectOf, subjects, type Options, type Preview, type Subject, type Summary } from './types.ts'

/** A spreadsheet comes in: read, looked at, imported in one act. */
export default function NewImport() {
  const say = useSay()
  const caller = useCaller()
  const [{ entity: asked, subject: wanted }, setSearch] = useSearchState()
  const subject = subjectOf(wanted)
  const [file, setFile] = useState<FileRef | null>(null)
  const [options, setOptions] = useState<Options>({})
  const entities = useAsk<{ rows: readonly { code: string; name: string; country: string }[] }>('entities.list', { limit: 1000 })
  const only = caller && caller.entities !== 'all' && caller.entities.length === 1 ? caller.entities[0] : undefined
  const entity = typeof asked === 'string' ? asked : (only ?? null)
  const title = say(`imports.${subject}`)
  useTitle(title)
  const take = (next: FileRef): void => {
    setFile(next)
    // What was chosen for one file need not be right for the next.
    setOptions({})
  }
  const what = (
    <Choose
      label={say('imports.ui.what')}
      value={subject}
      onChange={(next) => setSearch({ subject: next === 'contracts' ? undefined : (next ?? undefined) })}
      options={subjects.map((value) => ({ value, label: say(`choice.subject.${value}`) }))}
    />
  )
  const choose = (
    <Choose
      label={say('field.entity')}
      {...(file ? {} : { hint: say(`imports.ui.entityHint${rowsWord(subject)}`) })}
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
        key={`${file.hash}${entity}${subject}`}
        subject={subject}
        what={what}
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
      <PageHead title={title} lead={say(`imports.ui.lead${rowsWord(subject)}`)} />
      <Stack>
        {what}
        <Drop file={file} hint={say(`imports.ui.dropHint.${subject}`)} onFile={take} disabled={false} />
        {choose}
        {file ? <Notice tone="info">{say('imports.ui.chooseEntity')}</Notice> : null}
      </Stack>
    </Page>
  )
}

interface ReadyProps {
  readonly subject: Subject
  readonly what: React.ReactNode
  readonly file: FileRef
  readonly entity: string
  readonly options: Options
  readonly onOptions: (options: Options) => void
  readonly onFile: (file: FileRef) => void
  readonly choose: React.ReactNode
}
function Ready({ subject, what, file, entity, options, onOptions, onFile, choose }: ReadyProps) {
  const say = useSay()
  const culture = useCulture()
  const { run, busy, trouble, progress } = useImporting(subject)
  const input = { file, entity, ...(Object.keys(options).length > 0 ? { options } : {}) }
  // While it is imported the log tells of every portion; looking at the file again then would only be in the way.
  const preview = useAsk<Preview>('imports.preview', { ...input, subject }, { enabled: !busy, keep: true })
  const found = preview.data
  const lines = found?.lines ?? 0
  return (
    <Page>
      <PageHead title={say(`imports.${subject}`)} lead={say('imports.ui.previewLead')}>
        <Button
          look="primary"
          icon="upload"
          busy={busy}
          disabled={!found || preview.isPlaceholderData || preview.isError}
          onClick={() => void run(input)}
        >
          {found && lines > 0
            ? say(`imports.ui.import${subject === 'contracts' ? 'Lines' : 'Rows'}`, { count: lines, figure: culture.count(lines) })
            : say(`imports.${subject}`)}
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
          <Drop file={file} hint="" onFile={onFile} disabled={busy} />
          <div className={styles['entity']}>
            {what}
            {choose}
          </div>
        </div>
        <HeadingsCard subject={subject} input={input} error={preview.error} />
        <ReadingCard preview={found} options={options} onOptions={onOptions} />
        {found ? (
          <ShownPreview subject={subject} preview={found} stale={preview.isPlaceholderData || preview.isError} />
        ) : preview.error ? null : (
          <Bones label={say('imports.ui.looking')} lines={8} />
        )}
      </Stack>
    </Page>
  )
}

/** The import itself. One may leave the screen: the work goes on, and a message tells the end. */
function useImporting(subject: Subject) {
  const say = useSay()
  const culture = useCulture()
  const go = useGo()
  const here = useRef(true)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy, progress } = useAct<Summary>(`imports.${subject}`)
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
      const text = say(`imports.ui.done${rowsWord(subject)}`, { file, count: lines, figure: culture.count(lines) })
      if (here.current) open()
      toast({ tone: 'ok', text, ...(here.current ? {} : { action: { word: say('app.home.open'), does: open } }) })
    } catch (error) {
      told(error instanceof Error ? error.message : String(error))
    }
  }
  return { run, busy, trouble, progress }
}
