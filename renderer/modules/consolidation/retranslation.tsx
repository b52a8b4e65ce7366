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
import { monthName, monthsOn } from '../recognition/months.ts'
import styles from './consolidation.module.css'
import { linesIn } from './lines-behind.ts'

interface Proved {
  readonly entity: string
  readonly accounts: readonly { readonly account: string; readonly before: string; readonly after: string }[]
  readonly sumBefore: string
  readonly sumAfter: string
  readonly translation: string
  readonly residue: string
}
interface Retranslation {
  readonly id: string
  readonly currency: string
  readonly groupCurrency: string
  readonly from: string
  readonly resultType: string
  readonly standingType: string
  readonly reason: string
  readonly state: string
  readonly proposedBy: string
  readonly proof: {
    readonly entities: readonly Proved[]
    readonly rates: readonly { readonly key: string; readonly day: string; readonly type: string; readonly source: string }[]
  }
}

/** Another currency of the group: what the books come to before and after, entity by entity, and who agrees to it. */
export default function RetranslationScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Retranslation>('consolidation.retranslation', { retranslation: id })
  useTitle(data && `${data.groupCurrency} → ${data.currency}`)
  if (error) return <Nothing whole icon="danger" title={say('consolidation.retranslation')} lead={error.message} />
  return data ? <Shown retranslation={data} /> : <Bones label={say('consolidation.retranslation')} lines={8} />
}

function Shown({ retranslation }: { retranslation: Retranslation }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, groupCurrency, from, state, proof, reason } = retranslation
  return (
    <Page>
      <PageHead
        title={`${groupCurrency} → ${currency}`}
        chip={<Chip tone={toneOf(state === 'approved' ? 'active' : state)}>{say(`choice.state.${state}`)}</Chip>}
        lead={say('consolidation.ui.retranslationLead', { month: monthName(from.slice(0, 7), culture.name), reason })}
      />
      {state === 'proposed' ? (
        <div className={styles['decide']}>
          <Deciding retranslation={retranslation} />
        </div>
      ) : null}
      {proof.entities.map((one) => (
        <Proof key={one.entity} proved={one} retranslation={retranslation} />
      ))}
      <Card title={say('field.rates')}>
        <Facts
          facts={[
            { name: say('field.resultType'), value: say(`choice.resultType.${retranslation.resultType}`) },
            { name: say('field.standingType'), value: say(`choice.standingType.${retranslation.standingType}`) },
            ...proof.rates.map(({ key, day, type, source }) => ({
              name: `${monthName(key.slice(0, 7), culture.name)} · ${say(`choice.type.${key.slice(8)}`)}`,
              value: `${say(`choice.type.${type}`)}, ${culture.day(day)}, ${source}`,
            })),
          ]}
        />
      </Card>
      <History record="retranslations" id={retranslation.id} />
    </Page>
  )
}

function Proof({ proved, retranslation: { id, currency, groupCurrency, from } }: { proved: Proved; retranslation: Retranslation }) {
  const say = useSay()
  const culture = useCulture()
  const accountOf = useAccount()
  // The last month that was agreed to.
  const last = monthsOn(from.slice(0, 7), -1)
  return (
    <Card title={proved.entity}>
      <Table
        caption={say('consolidation.ui.proof', { entity: proved.entity })}
        stacks
        columns={[
          { name: say('field.account') },
          { name: `${say('consolidation.ui.before')} ${groupCurrency}`, figures: true },
          { name: `${say('consolidation.ui.after')} ${currency}`, figures: true },
        ]}
        rows={[
          ...proved.accounts.map(({ account, before, after }) => [accountOf(account), culture.figures(groupCurrency, before), <Go key="a" to={linesIn(id, account, proved.entity, last)}>{culture.figures(currency, after)}</Go>]), // prettier-ignore
          [<b key="s">{say('field.sum')}</b>, culture.figures(groupCurrency, proved.sumBefore), culture.figures(currency, proved.sumAfter)],
        ]}
      />
      <p className={styles['below']}>
        {say('consolidation.ui.left', {
          translation: culture.money(currency, proved.translation),
          residue: culture.money(currency, proved.residue),
        })}
      </p>
    </Card>
  )
}

function Deciding({ retranslation: { id, proposedBy } }: { retranslation: Retranslation }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const decide = useDo<{ state: string }>('consolidation.decideRetranslation', ({ state }) => say(`choice.state.${state}`))
  if (proposedBy === manifest.caller?.user) return <Notice tone="info">{say('consolidation.samePerson')}</Notice>
  if (!may('consolidation.retranslate')) return null
  return (
    <Notice
      tone="info"
      action={
        <>
          <Button look="primary" busy={decide.busy} onClick={() => void decide.go({ retranslation: id, approve: true })}>
            {say('consolidation.ui.agree')}
          </Button>{' '}
          <Button busy={decide.busy} onClick={() => void decide.go({ retranslation: id, approve: false })}>
            {say('consolidation.ui.decline')}
          </Button>
        </>
      }
    >
      {say('consolidation.ui.decideLead')}
    </Notice>
  )
}
