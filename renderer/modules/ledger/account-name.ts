import { useCallback } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useHarmony, useMay } from '../../app/harmony.tsx'

interface Chart {
  readonly accounts: readonly { readonly code: string; readonly names: Readonly<Record<string, string>> }[]
}

/** What an account is called in the language of the screen; for whoever may not see the books its number is all there is. */
export function useAccountName(): (code: string) => string {
  const { manifest } = useHarmony()
  const { data } = useAsk<Chart>('ledger.chart', {}, { enabled: useMay()('ledger.read'), keep: true })
  return useCallback(
    (code: string): string => {
      const names = data?.accounts.find((account) => account.code === code)?.names
      return names?.[manifest.language] ?? names?.['en'] ?? ''
    },
    [data, manifest.language],
  )
}
/** `1100 Receivables`. */
export function useAccount(): (code: string) => string {
  const nameOf = useAccountName()
  return useCallback((code: string): string => `${code} ${nameOf(code)}`.trim(), [nameOf])
}
