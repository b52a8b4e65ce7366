import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import { Billed } from './billed.tsx'
import styles from './contracts.module.css'
import { LinesCard } from './lines-card.tsx'
import type { Contract, Line } from './types.ts'

/** A contract with all that hangs on it: what is sold, what comes next, what was billed. */
export default function ContractScreen() {
  const say = useSay()
  const id = useParam('contract')
  const { data, error } = useAsk<Contract>('contracts.get', { contract: id })
  useTitle(data?.contract.number)
  if (error) return <Nothing icon="danger" title={say('contracts.get')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('contracts.get')} lines={8} />
}

type Doing = { readonly does: 'add' } | { readonly does: 'change' | 'end'; readonly line: Line }
function Shown({ contract, customer, lines }: Contract) {
  const say = useSay()
  const may = useMay()
  const [doing, setDoing] = useState<Doing | null>(null)
  const activate = useDo('contracts.activate', () => say('contracts.ui.activated'))
  const writes = may('contracts.write') && contract.state !== 'ended'
  const close = (): void => setDoing(null)
  return (
    <Page>
      <PageHead
        title={contract.name ? `${contract.number} · ${contract.name}` : contract.number}
        chip={<Chip tone={toneOf(contract.state)}>{say(`choice.state.${contract.state}`)}</Chip>}
        lead={<Go to={`/customers/${customer.id}`}>{customer.name}</Go>}
      >
        {writes ? (
          <Button
            icon="plus"
            {...(contract.state === 'draft' ? {} : { look: 'primary' as const })}
            onClick={() => setDoing({ does: 'add' })}
          >
            {say('contracts.addLine')}
          </Button>
        ) : null}
        {writes && contract.state === 'draft' ? (
          <Button look="primary" icon="check" busy={activate.busy} onClick={() => void activate.go({ contract: contract.id })}>
            {say('contracts.activate')}
          </Button>
        ) : null}
      </PageHead>
      {contract.state === 'draft' ? <Notice tone="warn">{say('contracts.ui.draft')}</Notice> : null}
      <Head lines={lines} />
      <div className={styles['lines']}>
        <LinesCard
          lines={lines}
          {...(writes
            ? { onChange: (line: Line) => setDoing({ does: 'change', line }), onEnd: (line: Line) => setDoing({ does: 'end', line }) }
            : {})}
        />
      </div>
      <Parts aside={<Aside contract={contract} customer={customer} lines={lines} />}>
        {may('billing.read') ? <Billed contract={contract.id} /> : null}
      </Parts>
      {doing ? <Forms doing={doing} contract={contract.id} entity={contract.entity} currency={customer.currency} onClose={close} /> : null}
    </Page>
  )
}

function Head({ lines }: { lines: readonly Line[] }) {
  const say = useSay()
  const culture = useCulture()
  const next = lines.flatMap((l) => (l.nextFrom ? [l.nextFrom] : [])).toSorted()[0]
  const starts = lines.map((l) => l.start).toSorted()
  const ends = lines.map((l) => l.end)
  const last = ends.includes(null)
    ? null
    : (ends
        .filter((e): e is string => e !== null)
        .toSorted()
        .at(-1) ?? null)
  const running = lines.filter((l) => l.state === 'active').length
  return (
    <Figures>
      <Figure
        word={say('field.lines')}
        value={culture.count(lines.length)}
        lead={say('contracts.ui.running', { count: running, figure: culture.count(running) })}
      />
      <Figure
        word={say('field.nextFrom')}
        value={next ? culture.day(next) : say('app.none')}
        lead={say(next ? 'contracts.ui.nextLead' : 'contracts.ui.nothingNext')}
      />
      <Figure
        word={say('contracts.ui.term')}
        value={starts[0] ? culture.day(starts[0]) : say('app.none')}
        lead={last ? say('contracts.ui.until', { day: culture.day(last) }) : starts[0] ? say('contracts.ui.openEnd') : null}
      />
      <Figure
        word={say('field.currency')}
        value={[...new Set(lines.map((l) => l.currency))].toSorted().join(' · ') || say('app.none')}
        lead={say('contracts.ui.currencyLead')}
      />
    </Figures>
  )
}

function Aside({ contract, customer, lines }: Contract) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const comes = lines
    .filter((l) => l.nextFrom !== null)
    .toSorted((a, b) => (a.nextFrom! < b.nextFrom! ? -1 : 1))
    .slice(0, 8)
  return (
    <>
      <Card title={say('contracts.ui.comes')}>
        {comes.length === 0 ? (
          <p className={styles['none']}>{say('contracts.ui.nothingNext')}</p>
        ) : (
          <ul className={styles['timeline']}>
            {comes.map((l) => (
              <li key={l.id}>
                <time dateTime={l.nextFrom!}>{culture.day(l.nextFrom!)}</time>
                <span>
                  {l.description ?? textIn(manifest.language, l.productNames)}, {say(`choice.timing.${l.timing}`)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={say('field.customer')}>
        <Facts
          facts={[
            { name: say('field.name'), value: <Go to={`/customers/${customer.id}`}>{customer.name}</Go>, wide: true },
            ...(customer.address.length > 0 ? [{ name: say('field.address'), value: customer.address.join(', '), wide: true }] : []),
            { name: say('field.country'), value: customer.country },
            { name: say('field.paymentDays'), value: culture.count(customer.paymentDays) },
            ...(customer.poRequired ? [{ name: say('field.poRequired'), value: say('app.yes') }] : []),
            { name: say('field.entity'), value: <Go to={`/entities/${contract.entity}`}>{contract.entity}</Go> },
          ]}
        />
      </Card>
    </>
  )
}

function Forms({
  doing,
  contract,
  entity,
  currency,
  onClose,
}: {
  doing: Doing
  contract: string
  entity: string
  currency: string
  onClose: () => void
}) {
  const say = useSay()
  if (doing.does === 'add')
    return (
      <FormDrawer
        operation="contracts.addLine"
        fixed={{ contract }}
        initial={{ currency, quantity: '1' }}
        hints={{
          unitPrice: say('contracts.ui.priceHint'),
          billedTo: say('contracts.ui.billedToHint'),
          taxCodes: say('contracts.ui.taxHint', { entity }),
        }}
        onClose={onClose}
      />
    )
  const { line } = doing
  if (doing.does === 'end')
    return (
      <FormDrawer
        operation="contracts.endLine"
        title={say('contracts.ui.endTitle', { line: line.number })}
        fixed={{ line: line.id }}
        initial={{ end: line.end }}
        hints={{ end: say('contracts.ui.endHint') }}
        onClose={onClose}
      />
    )
  return (
    <FormDrawer
      operation="contracts.changeLine"
      title={say('contracts.ui.changeTitle', { line: line.number })}
      fixed={{ line: line.id }}
      initial={{
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        description: line.description,
        taxCodes: line.taxCodes,
        poNumber: line.poNumber,
      }}
      hints={{ unitPrice: say('contracts.ui.priceHint') }}
      onClose={onClose}
    />
  )
}
