import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Page, PageHead } from '../../kit/page.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Purchases } from './panel.tsx'
import type { Bought } from './types.ts'

/** What is bought for one contract, on a page of its own. */
export default function PurchasesScreen() {
  const say = useSay()
  const contract = useParam('contract')
  const { data, error } = useAsk<Bought>('purchases.get', { contract })
  useTitle(data ? say('purchases.ui.titleOf', { contract: data.contract.number }) : say('purchases.get'))
  if (error) return <Nothing whole icon="danger" title={say('purchases.get')} lead={error.message} />
  if (!data) return <Bones label={say('purchases.get')} lines={8} />
  const { number, name } = data.contract
  return (
    <Page>
      <PageHead
        title={say('purchases.ui.titleOf', { contract: number })}
        lead={<Go to={`/contracts/${contract}`}>{name ? `${number} · ${name}` : number}</Go>}
      />
      <Purchases contract={contract} />
    </Page>
  )
}
