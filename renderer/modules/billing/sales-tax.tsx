import { useDo } from '../../app/do.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './billing.module.css'

/** Sales whose tax a service in the USA works out: it is asked before anything is posted. */
export function SalesTax({ run, missing }: { run: string; missing: number }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const ask = useDo('billing.askSalesTax', () => say('billing.ui.salesTaxAsked'))
  return (
    <>
      <Notice tone="warn">{say('billing.ui.salesTaxMissing', { count: culture.count(missing) })}</Notice>
      {may('billing.propose') ? (
        <div className={styles['buttons']}>
          <Button look="primary" busy={ask.busy} onClick={() => void ask.go({ run })}>
            {say('billing.askSalesTax')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
