import { useId, useRef, useState } from 'react'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Icon } from '../icon.tsx'
import styles from './form.module.css'

/** Takes a file by choosing or dropping, sends it to the host, and keeps its name. */
export function FileField({
  id,
  label,
  value,
  onChange,
  error,
  accept,
  required,
}: {
  id?: string
  label: string
  value: FileRef | null
  onChange: (file: FileRef | null) => void
  error?: string | undefined
  accept?: string
  required?: boolean
}) {
  const say = useSay()
  const { port } = useHarmony()
  const own = useId()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setTrouble(null)
    setSending({ name: file.name, share: 0 })
    try {
      onChange(await port.upload(file, (share) => setSending({ name: file.name, share })))
    } catch (e) {
      setTrouble(e instanceof Error ? e.message : String(e))
    } finally {
      setSending(null)
    }
  }
  const shown = error ?? trouble
  return (
    <div className={styles['fileField']}>
      <label htmlFor={id ?? own} className={styles['fileLabel']}>
        {label}
        {required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <div
        className={styles['drop']}
        data-over={over || undefined}
        data-wrong={shown ? true : undefined}
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
        <Icon name={value ? 'file' : 'upload'} size={20} />
        <input
          ref={input}
          id={id ?? own}
          type="file"
          className="unseen"
          {...(accept ? { accept } : {})}
          aria-invalid={shown ? true : undefined}
          aria-describedby={shown ? `${own}-error` : undefined}
          onChange={(e) => void send(e.target.files?.[0])}
        />
        <span className={styles['dropText']} aria-live="polite">
          {sending ? say('app.form.uploading', { name: sending.name, percent: Math.round(sending.share * 100) }) : (value?.name ?? null)}
        </span>
        <button type="button" onClick={() => input.current?.click()} tabIndex={-1} aria-hidden="true">
          {say(value ? 'app.form.replaceFile' : 'app.form.chooseFile')}
        </button>
        {value || sending ? null : <span className={styles['dropHint']}>{say('app.form.dropFile')}</span>}
      </div>
      {shown ? (
        <span id={`${own}-error`} className={styles['fieldError']}>
          {shown}
        </span>
      ) : null}
    </div>
  )
}
