import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { useAccount } from '../ledger/account-name.ts'
import { monthName } from '../recognition/months.ts'
import styles from './adjustments.module.css'

interface Adjustment {
  readonly id: string
  readonly entity: string
  readonly postedOn: string
  readonly currency: string
  readonly reason: string
  readonly lines: readonly { readonly account: string; readonly amount: string; readonly about: string | null }[]
  readonly reversesOn: string | null
  readonly repeatsUntil: string | null
  readonly repeats: string | null
  readonly files: readonly { readonly name: string; readonly hash: string }[]
  readonly state: string
  readonly proposedBy: string
  readonly said: string | null
  readonly journal: string | null
  readonly reversal: string | null
}

/** A journal by hand: what somebody wants booked and why. Whoever did not write it agrees to it or declines. */
export default function AdjustmentScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Adjustment>('adjustments.get', { adjustment: id })
  useTitle(data?.reason)
  if (error) return <Nothing whole icon="danger" title={say('adjustments.get')} lead={error.message} />
  return data ? <Shown adjustment={data} /> : <Bones label={say('adjustments.get')} lines={8} />
}

function Shown({ adjustment }: { adjustment: Adjustment }) {
  const say = useSay()
  const culture = useCulture()
  const accountOf = useAccount()
  const { currency, lines, postedOn, entity, reversesOn, repeatsUntil, journal, reversal, files } = adjustment
  const side = (amount: string, debit: boolean): string => (amount.startsWith('-') === debit ? '' : culture.figures(currency, amount.replace('-', ''))) // prettier-ignore
  return (
    <Page narrow>
      <PageHead
        title={adjustment.reason}
        chip={<Chip tone={toneOf(adjustment.state)}>{say(`choice.state.${adjustment.state}`)}</Chip>}
        lead={say('adjustments.ui.lead', { entity, day: culture.day(postedOn), currency })}
      />
      {adjustment.state === 'proposed' ? <Deciding adjustment={adjustment} /> : null}
      {adjustment.said === null ? null : <Notice tone="info">{adjustment.said}</Notice>}
      <Card title={say('field.lines')}>
        <Table
          caption={say('field.lines')}
          stacks
          columns={[
            { name: say('field.account') },
            { name: `${say('adjustments.ui.debit')} ${currency}`, figures: true },
            { name: `${say('adjustments.ui.credit')} ${currency}`, figures: true },
          ]}
          rows={lines.map(({ account, amount, about }) => [
            about === null ? accountOf(account) : `${accountOf(account)} · ${about}`,
            side(amount, true),
            side(amount, false),
          ])}
        />
      </Card>
      <Card>
        <Facts
          facts={[
            { name: say('field.reversesOn'), value: reversesOn === null ? say('adjustments.ui.never') : culture.day(reversesOn) },
            { name: say('field.repeatsUntil'), value: repeatsUntil === null ? say('adjustments.ui.once') : monthName(repeatsUntil, culture.name) }, // prettier-ignore
            ...(journal === null ? [] : [{ name: say('field.journal'), value: <Go to={`/journals/${journal}`}>{say('adjustments.ui.journal')}</Go> }]), // prettier-ignore
            ...(reversal === null ? [] : [{ name: say('field.reversal'), value: <Go to={`/journals/${reversal}`}>{say('adjustments.ui.reversal')}</Go> }]), // prettier-ignore
            ...(adjustment.repeats === null ? [] : [{ name: say('field.repeats'), value: <Go to={`/adjustments/${adjustment.repeats}`}>{say('adjustments.ui.first')}</Go> }]), // prettier-ignore
            ...(files.length === 0 ? [] : [{ name: say('field.files'), value: files.map(({ name }) => name).join(', '), wide: true }]),
          ]}
        />
      </Card>
      <History record="adjustments" id={adjustment.id} />
    </Page>
  )
}

function Deciding({ adjustment: { id, proposedBy } }: { adjustment: Adjustment }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const decide = useDo<{ state: string }>('adjustments.decide', ({ state }) => say(`choice.state.${state}`))
  const withdraw = useDo('adjustments.withdraw', () => say('choice.state.withdrawn'))
  if (proposedBy === manifest.caller?.user)
    return (
      <>
        <Notice tone="info">{say('adjustments.samePerson')}</Notice>
        <div className={styles['acts']}>
          <Button busy={withdraw.busy} onClick={() => void withdraw.go({ adjustment: id })}>
            {say('adjustments.ui.withdraw')}
          </Button>
        </div>
      </>
    )
  if (!may('adjustments.approve')) return <Notice tone="info">{say('adjustments.ui.waits')}</Notice>
  return (
    <div className={styles['acts']}>
      <Button look="primary" busy={decide.busy} onClick={() => void decide.go({ adjustment: id, approve: true })}>
        {say('adjustments.ui.agree')}
      </Button>
      <Button busy={decide.busy} onClick={() => void decide.go({ adjustment: id, approve: false })}>
        {say('adjustments.ui.decline')}
      </Button>
    </div>
  )
}
