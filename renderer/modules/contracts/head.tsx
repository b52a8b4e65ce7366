import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Menu, type MenuItem } from '../../kit/popover.tsx'
import type { Doing } from './contract.tsx'
import styles from './contracts.module.css'
import { contractActs, type Act } from './line-acts.ts'
import type { Contract, Renewing } from './types.ts'

/** Who, until when, and the last day on which it can be left; and what can be done with the contract as a whole. */
export function ContractHead({ of, onDo }: { of: Contract; onDo?: (doing: Doing) => void }) {
  const { contract, customer } = of
  const say = useSay()
  return (
    <PageHead
      title={contract.name ? `${contract.number} · ${contract.name}` : contract.number}
      chip={<Chip tone={toneOf(contract.state)}>{say(`choice.state.${contract.state}`)}</Chip>}
      lead={
        <span className={styles['headLead']}>
          <Go to={`/customers/${customer.id}`}>{customer.name}</Go>
          <Term of={of} />
        </span>
      }
    >
      {onDo ? <Actions of={of} onDo={onDo} /> : null}
    </PageHead>
  )
}

function Term({ of: { contract, lines } }: { of: Contract }) {
  const say = useSay()
  const culture = useCulture()
  const { data } = useAsk<{ rows: readonly Renewing[] }>('contracts.renewals', {
    filter: { field: 'contract', is: 'equal', value: contract.id },
    limit: 200,
  })
  const starts = lines.map((line) => line.start).toSorted()
  const open = lines.some((line) => line.end === null)
  const last = lines.flatMap((line) => line.end ?? []).toSorted().at(-1) // prettier-ignore
  const rows = data?.rows ?? []
  // The term that can be left first; where none can, the one that ends first.
  const by = (field: 'customerNoticeBy' | 'termEnd') =>
    rows.filter((row) => row[field]).toSorted((a, b) => (a[field]! < b[field]! ? -1 : 1))[0]
  const soonest = by('customerNoticeBy') ?? by('termEnd')
  const noticeBy = soonest?.customerNoticeBy
  const termEnd = soonest?.termEnd
  const modes = [...new Set(rows.flatMap((row) => (row.renewalMode ? [row.renewalMode] : [])))]
  const told = [
    starts[0] ? `${culture.day(starts[0])} – ${open ? say('contracts.ui.openEnd') : last ? culture.day(last) : ''}` : null,
    ...modes.map((mode) => say(`choice.renewalMode.${mode}`)),
    termEnd ? say('contracts.ui.termTo', { day: culture.day(termEnd) }) : null,
    noticeBy ? say('contracts.ui.noticeBy', { day: culture.day(noticeBy) }) : null,
    contract.signedOn ? say('contracts.ui.signedOn', { day: culture.day(contract.signedOn) }) : null,
  ]
  return <>{told.flatMap((text) => (text ? [<span key={text}>{text}</span>] : []))}</>
}

function Actions({ of: { contract, lines }, onDo }: { of: Contract; onDo: (doing: Doing) => void }) {
  const say = useSay()
  const does = (act: Act) => () => onDo({ does: 'act', act, line: null })
  const item = (act: Act): MenuItem => ({ label: say(act.operation), icon: act.icon, does: does(act) })
  const draft = contract.state === 'draft'
  const unsigned = lines.length > 0 && (contract.signedOn === null || lines.some((line) => line.state === 'draft'))
  const runs = lines.some((line) => line.state === 'active' || line.state === 'suspended')
  const items = [
    ...(unsigned ? [item(contractActs.sign)] : []),
    item(contractActs.milestones),
    ...(runs ? [item(contractActs.notice)] : []),
    ...(lines.some((line) => line.state === 'notice') ? [item(contractActs.withdraw)] : []),
    ...(runs ? [item(contractActs.novate)] : []),
  ]
  const activates = draft && lines.length > 0
  return (
    <>
      <Menu target={<Button icon="more">{say('contracts.ui.moreActions')}</Button>} items={items} />
      <Button icon="plus" {...(activates ? {} : { look: 'primary' as const })} onClick={() => onDo({ does: 'add' })}>
        {say('contracts.addLine')}
      </Button>
      {activates ? (
        <Button look="primary" icon="check" onClick={does(contractActs.activate)}>
          {say('contracts.activate')}
        </Button>
      ) : null}
    </>
  )
}
