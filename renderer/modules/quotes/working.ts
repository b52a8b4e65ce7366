import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAct, useAsk, Refused } from '../../app/ask.ts'
import { useInField } from '../../app/field.ts'
import { useMay } from '../../app/harmony.tsx'
import type { Sale } from './types.ts'

/** Milliseconds of quiet before what is being typed is worked out, and before it is saved. */
const pause = 350
const saved = 900
/** The same on a device in the field, where each saving is a line of the outbox that travels. */
const savedInField = 4_000

/** What the sale comes to as it stands; the last answer stays while somebody types, and while one line of it cannot be priced yet. */
export function useWorkedOut(input: object | null): { readonly sale: Sale | undefined; readonly trouble: Error | null } {
  const may = useMay()
  const text = JSON.stringify(input)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  const wanted = JSON.parse(asked) as object | null
  const { data, error } = useAsk<Sale>('quotes.workOut', wanted ?? {}, { enabled: wanted !== null && may('quotes.read'), keep: true })
  const last = useRef(data)
  if (data) last.current = data
  return { sale: last.current, trouble: wanted === null ? null : error }
}

export type Saving = 'nothing' | 'waiting' | 'saving' | 'saved' | 'failed'
export interface Autosave<T> {
  readonly state: Saving
  readonly trouble: string | null
  readonly result: T | null
  /** Saves what is not saved yet, now; answers what stands. Nothing when it was refused or cannot be saved as it is. */
  readonly flush: () => Promise<T | null>
}
/**
 * Saves a draft by itself as soon as nobody types for a moment, and at once when the window goes out of sight. One call at a time; whoever would close the
 * window before it is through is asked.
 */
export function useAutosave<T extends { readonly id: string }>(operation: string, input: object | null, id: string | null): Autosave<T> {
  const { act } = useAct<T>(operation)
  const text = useMemo(() => (input === null ? null : JSON.stringify(input)), [input])
  const quiet = useInField() ? savedInField : saved
  const [state, setState] = useState<Saving>('nothing')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [result, setResult] = useState<T | null>(null)
  const now = useRef({
    text,
    savedText: id === null ? null : text,
    id,
    running: null as Promise<T | null> | null,
    result: null as T | null,
  })
  now.current.text = text
  const flush = useCallback(async (): Promise<T | null> => {
    const at = now.current
    if (at.running) await at.running.catch(() => null)
    if (at.text === null) return null
    if (at.text === at.savedText) return at.result
    const sending = at.text
    setState('saving')
    at.running = (async () => {
      try {
        const reply = await act({ id: at.id, ...(JSON.parse(sending) as object) })
        if (!reply.ok) {
          setTrouble(reply.refusal.message)
          setState('failed')
          return null
        }
        at.id = reply.result.id
        at.savedText = sending
        at.result = reply.result
        setResult(reply.result)
        setTrouble(null)
        setState(at.text === sending ? 'saved' : 'waiting')
        return reply.result
      } catch (error) {
        setTrouble(error instanceof Refused || error instanceof Error ? error.message : String(error))
        setState('failed')
        return null
      }
    })()
    const done = await at.running
    at.running = null
    return done
  }, [act])
  const latest = useRef(flush)
  latest.current = flush
  useEffect(() => {
    if (text === null || text === now.current.savedText) return
    setState((was) => (was === 'saving' ? was : 'waiting'))
    const timer = setTimeout(() => void latest.current(), quiet)
    return () => clearTimeout(timer)
  }, [text, result])
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') void latest.current()
    }
    const leave = (event: BeforeUnloadEvent): void => {
      const { text: written, savedText } = now.current
      if (written === null || written === savedText) return
      void latest.current()
      event.preventDefault()
    }
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('beforeunload', leave)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('beforeunload', leave)
      void latest.current()
    }
  }, [])
  return { state, trouble, result, flush }
}
