import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { useDo } from './acting.ts'
import { ActivitiesCard } from './activities-card.tsx'
import { ConsentCard } from './consent-card.tsx'
import { leadFaults, leadFields } from './fields.ts'
import styles from './opportunities.module.css'
import { OwnerChoice } from './owner.tsx'
import { leadTone } from './tones.ts'
import type { ConsentNow, Lead } from './types.ts'

interface Twin {
  readonly kind: 'lead' | 'customer' | 'contact'
  readonly id: string
  readonly name: string
  readonly of: string | null
  readonly customer: string | null
}
interface Shown {
  readonly lead: Lead
  readonly currency: string | null
  readonly ownerName: string | null
  readonly campaignName: string | null
  readonly customerName: string | null
  readonly consent: readonly ConsentNow[]
  readonly twins: readonly Twin[]
}

/** A lead: who it is, what was done, what the person said of being contacted, and what became of it. */
export default function LeadScreen() {
  const say = useSay()
  const id = useParam('lead')
  const { data, error } = useAsk<Shown>('opportunities.lead', { lead: id })
  useTitle(data?.lead.name)
  if (error) return <Nothing whole icon="danger" title={say('opportunities.lead')} lead={error.message} />
  return data ? <LeadShown {...data} /> : <Bones label={say('opportunities.lead')} lines={8} />
}

function LeadShown(shown: Shown) {
  const say = useSay()
  const { lead, twins } = shown
  const [doing, setDoing] = useState<'edit' | 'qualify' | 'discard' | null>(null)
  return (
    <Page>
      <PageHead
        title={lead.name}
        chip={<Chip tone={leadTone(lead.state)}>{say(`choice.state.${lead.state}`)}</Chip>}
        lead={[lead.company, lead.title].filter(Boolean).join(' · ')}
      >
        <Acts lead={lead} onDo={setDoing} />
      </PageHead>
      {lead.state === 'discarded' && lead.reason ? (
        <Notice tone="info" title={say('choice.state.discarded')}>
          {lead.reason}
        </Notice>
      ) : null}
      {twins.length > 0 && lead.state !== 'qualified' ? <Twins twins={twins} /> : null}
      <Parts
        aside={
          <>
            <About {...shown} />
            <ConsentCard person={{ lead: lead.id }} consent={shown.consent} />
          </>
        }
      >
        <ActivitiesCard about={{ lead: lead.id }} />
        <History record="leads" id={lead.id} />
      </Parts>
      <Doing doing={doing} lead={lead} currency={shown.currency} onClose={() => setDoing(null)} />
    </Page>
  )
}

function Acts({ lead, onDo }: { lead: Lead; onDo: (what: 'edit' | 'qualify' | 'discard') => void }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const { run } = useDo('opportunities.moveLead')
  if (lead.state === 'qualified')
    return lead.opportunity ? (
      <Button look="primary" icon="right" onClick={() => go(`/opportunities/${lead.opportunity}`)}>
        {say('opportunities.ui.toOpportunity')}
      </Button>
    ) : null
  if (!may('opportunities.write')) return null
  const states = (['new', 'working'] as const).filter((state) => state !== lead.state)
  return (
    <>
      <Menu
        target={<Button icon="down">{say('field.state')}</Button>}
        items={[
          ...states.map((state) => ({
            label: say(`choice.state.${state}`),
            icon: 'exchange' as const,
            does: () => void run({ lead: lead.id, state }),
          })),
          ...(lead.state === 'discarded'
            ? []
            : [{ label: say('opportunities.ui.discard'), icon: 'trash' as const, danger: true, does: () => onDo('discard') }]),
        ]}
      />
      <Button icon="draft" onClick={() => onDo('edit')}>
        {say('opportunities.ui.edit')}
      </Button>
      <Button look="primary" icon="check" onClick={() => onDo('qualify')}>
        {say('opportunities.ui.qualify')}
      </Button>
    </>
  )
}

function Twins({ twins }: { twins: readonly Twin[] }) {
  const say = useSay()
  const to = ({ kind, id, customer }: Twin): string => (kind === 'lead' ? `/leads/${id}` : `/customers/${customer ?? id}`)
  return (
    <Notice tone="warn" title={say('opportunities.ui.twins')}>
      <span className={styles['twins']}>
        {twins.map((twin) => (
          <Go key={twin.id} to={to(twin)}>
            {[say(`opportunities.ui.twin.${twin.kind}`), twin.name, twin.of].filter(Boolean).join(' · ')}
          </Go>
        ))}
      </span>
    </Notice>
  )
}

function About({ lead, ownerName, campaignName, customerName }: Shown) {
  const say = useSay()
  const culture = useCulture()
  const fact = (name: string, value: React.ReactNode, wide = false) => ({ name: say(`field.${name}`), value, wide })
  return (
    <Card title={say('opportunities.ui.about')}>
      <Facts
        facts={[
          fact('owner', <OwnerChoice of="lead" row={lead} name={ownerName} />, true),
          ...(lead.email ? [fact('email', <a href={`mailto:${lead.email}`}>{lead.email}</a>, true)] : []),
          ...(lead.phone ? [fact('phone', <a href={`tel:${lead.phone.replace(/[^+\d]/g, '')}`}>{lead.phone}</a>, true)] : []),
          ...(lead.address ? [fact('address', <span className={styles['note']}>{lead.address}</span>, true)] : []),
          fact('source', say(`choice.source.${lead.source}`)),
          fact('entity', lead.entity),
          ...(lead.territory ? [fact('territory', lead.territory)] : []),
          ...(lead.country ? [fact('country', countryName(lead.country))] : []),
          ...(lead.campaign && campaignName ? [fact('campaign', <Go to={`/campaigns/${lead.campaign}`}>{campaignName}</Go>, true)] : []),
          ...(lead.customer && customerName ? [fact('customer', <Go to={`/customers/${lead.customer}`}>{customerName}</Go>, true)] : []),
          fact('createdAt', culture.instant(lead.createdAt)),
          ...(lead.note ? [fact('note', <span className={styles['note']}>{lead.note}</span>, true)] : []),
        ]}
      />
    </Card>
  )
}

function Doing({
  doing,
  lead,
  currency,
  onClose,
}: {
  doing: 'edit' | 'qualify' | 'discard' | null
  lead: Lead
  currency: string | null
  onClose: () => void
}) {
  const say = useSay()
  const go = useGo()
  if (doing === 'edit')
    return (
      <FormDrawer
        operation="opportunities.saveLead"
        title={say('opportunities.ui.editLead')}
        submit={say('opportunities.saveLead')}
        fixed={{ id: lead.id, owner: lead.owner, campaign: lead.campaign, customer: lead.customer, contact: lead.contact }}
        initial={{ ...lead }}
        fields={leadFields}
        at={leadFaults}
        onClose={onClose}
      />
    )
  if (doing === 'discard')
    return (
      <FormDrawer
        operation="opportunities.moveLead"
        title={say('opportunities.ui.discard')}
        submit={say('opportunities.ui.discard')}
        fixed={{ lead: lead.id, state: 'discarded' }}
        fields={['reason']}
        hints={{ reason: say('opportunities.ui.reasonHint') }}
        at={{ 'opportunities.noReason': 'reason' }}
        onClose={onClose}
      />
    )
  return doing === 'qualify' ? (
    <FormDrawer
      operation="opportunities.qualifyLead"
      title={say('opportunities.qualifyLead')}
      submit={say('opportunities.ui.qualify')}
      fixed={{ lead: lead.id }}
      fields={['name', 'currency', 'amount', 'closeOn', 'customer', 'nextStep', 'nextStepOn']}
      initial={{ customer: lead.customer, currency }}
      hints={{
        name: say('opportunities.ui.saleNameHint'),
        customer: say('opportunities.ui.customerHint'),
      }}
      at={{ 'opportunities.badAmount': 'amount' }}
      onClose={onClose}
      onDone={(result) => go(`/opportunities/${(result as { opportunity: { id: string } }).opportunity.id}`)}
    />
  ) : null
}
