import { useAct } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'

/** Calls that a reply may refuse: the sentence comes as a message, nothing was changed. Answers whether it was done. */
export function useDo<T>(operation: string, done: (result: T) => string) {
  const { act, busy } = useAct<T>(operation)
  return {
    busy,
    go: async (input: unknown, then?: (result: T) => void): Promise<boolean> => {
      try {
        const reply = await act(input)
        toast(reply.ok ? { tone: 'ok', text: done(reply.result) } : { tone: 'danger', text: reply.refusal.message })
        if (reply.ok) then?.(reply.result)
        return reply.ok
      } catch (error) {
        toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
        return false
      }
    },
  }
}
