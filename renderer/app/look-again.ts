import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/** Asks a module anew when something that is looked at by the clock has changed: for what the host writes down without a word in the log. */
export function useLookAgain(module: string, seen: string | undefined): void {
  const client = useQueryClient()
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (last.current !== undefined && seen !== undefined && seen !== last.current)
      void client.invalidateQueries({ predicate: ({ queryKey: [, operation] }) => typeof operation === 'string' && operation.startsWith(`${module}.`) }) // prettier-ignore
    last.current = seen
  }, [client, module, seen])
}
