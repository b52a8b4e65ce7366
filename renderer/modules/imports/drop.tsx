import { useId, useRef, useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { useDropped } from '../../app/dropped.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Icon } from '../../kit/icon.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './imports.module.css'

const accepted = '.xlsx,.csv,.tsv,.txt'

/** Takes the spreadsheet: dropped or chosen, sent to the host at once, replaced as often as one likes. */
export function Drop({
  file,
  hint,
  onFile,
  disabled,
}: {
  file: FileRef | null
  hint: string
  onFile: (file: FileRef) => void
  disabled: boolean
}) {
  const say = useSay()
  const culture = useCulture()
  const { port } = useHarmony()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const send = async (chosen: File | undefined): Promise<void> => {
    if (!chosen || disabled) return
    setTrouble(null)
    setSending({ name: chosen.name, share: 0 })
    try {
      onFile(await port.upload(chosen, (share) => setSending({ name: chosen.name, share })))
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    } finally {
      setSending(null)
      // The same file, corrected in between, can be chosen again.
      if (input.current) input.current.value = ''
    }
  }
  // Let fall beside the box, or on another screen, it means the same.
  useDropped((dropped) => void send(dropped))
  const title = sending
    ? say('app.form.uploading', { name: sending.name, percent: Math.round(sending.share * 100) })
    : (file?.name ?? say('imports.ui.dropHere'))
  return (
    <>
      <label
        htmlFor={id}
        className={styles['drop']}
        data-over={over || undefined}
        data-filled={file ? true : undefined}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault()
          setOver(false)
          void send(e.dataTransfer.files[0])
        }}
      >
        <span className={styles['dropIcon']}>
          <Icon name={file ? 'file' : 'upload'} size={22} />
        </span>
        <span aria-live="polite">
          <strong>{title}</strong>
          {file && !sending ? (
            <span className={styles['absent']}> {say('imports.ui.size', { kilobytes: culture.count(Math.ceil(file.size / 1000)) })}</span>
          ) : null}
        </span>
        <span className={styles['chooses']}>{say(file ? 'app.form.replaceFile' : 'app.form.chooseFile')}</span>
        {file ? null : <span>{hint}</span>}
        {sending ? <progress max={1} value={sending.share} aria-label={title} /> : null}
        <input
          ref={input}
          id={id}
          type="file"
          className="unseen"
          accept={accepted}
          disabled={disabled}
          onChange={(e) => void send(e.target.files?.[0])}
        />
      </label>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
    </>
  )
}
