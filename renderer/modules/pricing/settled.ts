import { useEffect, useState } from 'react'

/** Milliseconds after the last key until the host is asked. */
const pause = 180

/** What is typed, once the typing has paused. */
export function useSettled<T>(typed: T): T {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pause)
    return () => clearTimeout(timer)
  }, [JSON.stringify(typed)])
  return settled
}
