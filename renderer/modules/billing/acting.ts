import { useAct } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'

/** Calls that a reply may refuse: the sentence comes as a message, nothing was changed. Answers whether it was done. `done` of `null` says nothing. */
export function useDo<T>(operation: string, done: (result: T) => string | null) {
  const { act, busy } = useAct<T>(operation)
  return {
    busy,
    go: async (input: unknown, then?: (result: T) => void): Promise<boolean> => {
      try {
        const reply = await act(input)
        const text = reply.ok ? done(reply.result) : reply.refusal.message
        if (text !== null) toast({ tone: reply.ok ? 'ok' : 'danger', text })
        if (reply.ok) then?.(reply.result)
        return reply.ok
      } catch (error) {
        toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
        return false
      }
    },
  }
}
