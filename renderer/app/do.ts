import { useAct } from './ask.ts'
import { toast } from './toasts.ts'

export interface Doing<T> {
  readonly busy: boolean
  /** The result, or `null` where it was refused or failed: the sentence has been shown then, and nothing was changed. */
  readonly go: (input: unknown) => Promise<T | null>
}
/** An act behind a button: what came of it is told by a message. */
export function useDo<T>(operation: string, done: (result: T) => string): Doing<T> {
  const { act, busy } = useAct<T>(operation)
  return {
    busy,
    go: async (input) => {
      try {
        const reply = await act(input)
        toast(reply.ok ? { tone: 'ok', text: done(reply.result) } : { tone: 'danger', text: reply.refusal.message })
        return reply.ok ? reply.result : null
      } catch (error) {
        toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
        return null
      }
    },
  }
}
