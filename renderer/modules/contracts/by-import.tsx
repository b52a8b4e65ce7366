import type { ReactNode } from 'react'
import { useGo } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Button } from '../../kit/parts.tsx'

/** Where nothing is set up yet: contracts mostly arrive on spreadsheets. */
export function ByImport({ children }: { children?: ReactNode }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  return (
    <>
      {may('imports.write') ? (
        <Button icon="upload" onClick={() => go('/imports/new')}>
          {say('imports.contracts')}
        </Button>
      ) : null}
      {children}
    </>
  )
}
