import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { WhyPanel } from '../billing/why.tsx'
import styles from './audit.module.css'

interface Fault {
  readonly record: string
  readonly id: string
  readonly about: Readonly<Record<string, unknown>>
}
interface Check {
  readonly check: string
  readonly ok: boolean
  readonly records: number
  readonly fault: Fault | null
}
interface Light {
  readonly at: string | null
  readonly by?: string
  readonly ok: boolean | null
  readonly checks: readonly Check[]
}

/** The books light: what must always hold of the database, when it was last proved, and which record breaks it. */
export default function Books() {
  const say = useSay()
  const may = useMay()
  const { data, error } = useAsk<Light>('audit.light')
  const [charge, setCharge] = useState<string | null>(null)
  const run = useDo<Light>('audit.run', (light) =>
    light.ok ? say('audit.ui.inOrder') : say('audit.ui.broken', { count: light.checks.filter((c) => !c.ok).length }),
  )
  useTitle(say('module.audit'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('module.audit')} lines={8} />
  const broken = data.checks.filter((c) => !c.ok)
  const inOrder = data.checks.filter((c) => c.ok)
  return (
    <Page narrow>
      <PageHead title={say('module.audit')} lead={say('audit.ui.lead')} />
      <Lamp light={data} broken={broken.length}>
        {may('audit.run') ? (
          <Button look="primary" icon="refresh" busy={run.busy} onClick={() => void run.go({})}>
            {say('audit.ui.now')}
          </Button>
        ) : null}
      </Lamp>
      <ul className={styles['checks']} aria-label={say('field.checks')} aria-busy={run.busy}>
        {[...broken, ...inOrder].map((c) => (
          <Shown key={c.check} check={c} onCharge={setCharge} />
        ))}
      </ul>
      {charge ? <WhyPanel charge={charge} onClose={() => setCharge(null)} /> : null}
    </Page>
  )
}

function Lamp({ light, broken, children }: { light: Light; broken: number; children: React.ReactNode }) {
  const say = useSay()
  const culture = useCulture()
  const never = light.at === null
  const records = light.checks.reduce((sum, c) => sum + c.records, 0)
  return (
    <section className={styles['light']} data-tone={never ? undefined : light.ok ? 'ok' : 'danger'} aria-label={say('audit.light')}>
      <span className={styles['lamp']}>
        <Icon name={never ? 'help' : light.ok ? 'check' : 'danger'} size={30} />
      </span>
      <div className={styles['said']}>
        <h2>{never ? say('audit.ui.never') : light.ok ? say('audit.ui.inOrder') : say('audit.ui.broken', { count: broken })}</h2>
        <p>
          {never
            ? say('audit.ui.neverLead')
            : say(light.by ? 'audit.ui.provedBy' : 'audit.ui.proved', {
                count: light.checks.length,
                records: say('audit.ui.records', { count: records, figure: culture.count(records) }),
                at: culture.instant(light.at!),
                by: light.by ?? '',
              })}
        </p>
      </div>
      {children}
    </section>
  )
}

function Shown({ check, onCharge }: { check: Check; onCharge: (charge: string) => void }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <li className={styles['check']} data-broken={!check.ok || undefined}>
      <span className={styles['mark']}>
        <Icon name={check.ok ? 'check' : 'danger'} size={18} />
      </span>
      <span>{say(check.check)}</span>
      <span className={`${styles['records']} figures`}>
        {say('audit.ui.records', { count: check.records, figure: culture.count(check.records) })}
      </span>
      <Chip tone={check.ok ? 'ok' : 'danger'}>{say(check.ok ? 'audit.ui.holds' : 'audit.ui.isBroken')}</Chip>
      {check.fault ? <FaultShown fault={check.fault} onCharge={onCharge} /> : null}
    </li>
  )
}

/** Where the record that breaks an invariant can be looked at. */
const screenOf: Readonly<Record<string, (id: string) => string>> = {
  invoices: (id) => `/invoices/${id}`,
  journals: (id) => `/journals/${id}`,
  recognitions: () => '/recognition',
  fundLots: () => '/list/funds.lots',
  billingRuns: (id) => `/billing/runs/${id}`,
  contracts: (id) => `/contracts/${id}`,
  openItems: () => '/list/ledger.openItems',
  balances: () => '/balances',
}
function FaultShown({ fault, onCharge }: { fault: Fault; onCharge: (charge: string) => void }) {
  const say = useSay()
  const path = screenOf[fault.record]?.(fault.id)
  return (
    <div className={styles['fault']}>
      <dl>
        <dt>{say('field.record')}</dt>
        <dd>
          {wordOr(say, fault.record, fault.record)} <span className={styles['mono']}>{fault.id}</span>
        </dd>
        {Object.entries(fault.about).map(([name, value]) => (
          <div key={name}>
            <dt>{wordOr(say, `audit.ui.${name}`, name)}</dt>
            <dd className={`${styles['mono']} figures`}>{String(value)}</dd>
          </div>
        ))}
      </dl>
      {fault.record === 'charges' ? (
        <span>
          <Button small icon="eye" onClick={() => onCharge(fault.id)}>
            {say('billing.why')}
          </Button>
        </span>
      ) : path ? (
        <span>
          <Go to={path}>{say('audit.ui.open')}</Go>
        </span>
      ) : null}
    </div>
  )
}
