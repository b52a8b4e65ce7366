import { useAct } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'

/** Does something and says what became of it: the result, or `undefined` once the refusal has been shown. */
export function useDo<T>(operation: string): {
  readonly busy: boolean
  readonly run: (input: unknown, done?: string) => Promise<T | undefined>
} {
  const { act, busy } = useAct<T>(operation)
  const run = async (input: unknown, done?: string): Promise<T | undefined> => {
    const reply = await act(input)
    if (!reply.ok) {
      toast({ tone: 'danger', text: reply.refusal.message })
      return undefined
    }
    if (done) toast({ tone: 'ok', text: done })
    return reply.result
  }
  return { busy, run }
}
