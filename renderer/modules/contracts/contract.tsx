import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Page } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import { Coverage } from '../coverage/panel.tsx'
import { Purchases } from '../purchases/panel.tsx'
import { ActDrawer } from './act-drawer.tsx'
import { AddLine } from './add-line.tsx'
import { Billed } from './billed.tsx'
import styles from './contracts.module.css'
import { FiguresOf } from './figures.tsx'
import { ContractHead } from './head.tsx'
import { HistoryCard } from './history.tsx'
import { contractActs, endAct, type Act } from './line-acts.ts'
import type { Movable } from './moving.ts'
import { Overview } from './overview.tsx'
import { TermsOverTime } from './terms.tsx'
import { TimelineCard } from './timeline.tsx'
import type { Contract, ContractEvent, Line } from './types.ts'

/** What is being done: a line is added, or an act of a line, of the contract or of a recorded change. */
export type Doing =
  | { readonly does: 'add'; readonly joins?: string }
  | { readonly does: 'act'; readonly act: Act; readonly line: Line | null }
  | { readonly does: 'retract'; readonly event: ContractEvent }
  | { readonly does: 'move'; readonly of: Movable; readonly on: string }

/** A contract with all that hangs on it: what is sold and what it is worth, what comes, what was, and everything that can be done with it. */
export default function ContractScreen() {
  const say = useSay()
  const id = useParam('contract')
  const { data, error } = useAsk<Contract>('contracts.get', { contract: id })
  useTitle(data?.contract.number)
  if (error) return <Nothing whole icon="danger" title={say('contracts.get')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('contracts.get')} lines={8} />
}

const tabs = ['overview', 'timeline', 'terms', 'coverage', 'purchases', 'billed', 'history'] as const
type Tab = (typeof tabs)[number]

function Shown(of: Contract) {
  const { contract, lines } = of
  const say = useSay()
  const may = useMay()
  const [search, setSearch] = useSearchState()
  const [doing, setDoing] = useState<Doing | null>(null)
  const writes = may('contracts.write') && contract.state !== 'ended'
  const onDo = writes ? setDoing : undefined
  const allowed = tabs.filter((tab) =>
    tab === 'coverage' ? may('coverage.read') : tab === 'purchases' ? may('purchases.read') : tab === 'billed' ? may('billing.read') : true,
  )
  const tab = allowed.find((one) => one === search['tab']) ?? 'overview'
  const content = (one: Tab) => {
    switch (one) {
      case 'overview':
        return <Overview of={of} {...(onDo ? { onDo } : {})} />
      case 'timeline':
        return <TimelineCard of={of} {...(onDo ? { onDo } : {})} />
      case 'terms':
        return <TermsOverTime of={of} />
      case 'coverage':
        return <Coverage contract={contract.id} />
      case 'purchases':
        return <Purchases contract={contract.id} />
      case 'billed':
        return <Billed contract={contract.id} />
      case 'history':
        return (
          <Stack>
            <HistoryCard of={of} {...(onDo ? { onDo } : {})} />
            <History record="contracts" id={contract.id} title={say('contracts.ui.log')} />
          </Stack>
        )
    }
  }
  return (
    <Page>
      <ContractHead of={of} {...(onDo ? { onDo } : {})} />
      {contract.state === 'draft' ? (
        <div className={styles['draft']}>
          <Notice tone="warn">{say(lines.length === 0 ? 'contracts.ui.draftEmpty' : 'contracts.ui.draft')}</Notice>
        </div>
      ) : null}
      <FiguresOf of={of} />
      <Tabs
        label={contract.number}
        value={tab}
        onChange={(next: Tab) => setSearch({ tab: next === 'overview' ? undefined : next })}
        tabs={allowed.map((one) => ({ value: one, label: say(`contracts.ui.tab.${one}`), content: content(one) }))}
      />
      {doing ? <Doings doing={doing} of={of} onClose={() => setDoing(null)} /> : null}
    </Page>
  )
}

function Doings({ doing, of, onClose }: { doing: Doing; of: Contract; onClose: () => void }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const { contract, lines } = of
  if (doing.does === 'add') return <AddLine of={of} {...(doing.joins ? { joins: doing.joins } : {})} onClose={onClose} />
  if (doing.does === 'retract')
    return (
      <ActDrawer
        act={contractActs.retract}
        contract={contract.id}
        line={lines.find((line) => line.id === doing.event.line) ?? null}
        fixed={{ change: doing.event.change }}
        title={say('contracts.ui.retractTitle', { what: say(`choice.event.${doing.event.event}`) })}
        onClose={onClose}
      />
    )
  if (doing.does === 'move') {
    const { of: moved, on } = doing
    const ends = moved.change === null
    return (
      <ActDrawer
        act={{ ...(ends ? endAct : contractActs.move), initial: () => (ends ? { end: on } : { effective: on }) }}
        contract={contract.id}
        line={moved.line}
        fixed={ends ? { line: moved.line.id } : { change: moved.change }}
        onClose={onClose}
      />
    )
  }
  const { act, line } = doing
  if (line)
    return (
      <ActDrawer
        act={act}
        contract={contract.id}
        line={line}
        fixed={
          act.operation === 'contracts.giveNotice' || act.operation === 'contracts.withdrawNotice'
            ? { line: line.id, contract: null }
            : { line: line.id }
        }
        title={say('contracts.ui.actTitle', {
          act: say(act.operation),
          line: line.number,
          name: line.description ?? textIn(manifest.language, line.productNames),
        })}
        onClose={onClose}
      />
    )
  const whole = act.operation === 'contracts.giveNotice' || act.operation === 'contracts.withdrawNotice'
  return (
    <ActDrawer
      act={act}
      contract={contract.id}
      {...(act === contractActs.milestones ? { like: lines.at(-1) ?? null } : {})}
      fixed={whole ? { contract: contract.id, line: null } : { contract: contract.id }}
      onClose={onClose}
    />
  )
}
