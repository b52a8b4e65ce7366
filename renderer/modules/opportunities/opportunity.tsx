import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import { ActivitiesCard } from './activities-card.tsx'
import { saleFaults, saleFields } from './fields.ts'
import { useMoving } from './moving.tsx'
import styles from './opportunities.module.css'
import { OwnerChoice } from './owner.tsx'
import { outcomeTone } from './tones.ts'
import type { Lead, Opportunity, Stage } from './types.ts'

interface Shown {
  readonly opportunity: Opportunity
  readonly customer: { readonly id: string; readonly name: string; readonly territory: string | null }
  readonly contact: { readonly id: string; readonly name: string; readonly phone: string | null; readonly email: string | null } | null
  readonly lead: Lead | null
  readonly ownerName: string | null
  readonly campaignName: string | null
  readonly contractNumber: string | null
  readonly stages: readonly Stage[]
}

/** An opportunity: what it may bring and when, what comes next, and what was done for it. */
export default function OpportunityScreen() {
  const say = useSay()
  const id = useParam('opportunity')
  const { data, error } = useAsk<Shown>('opportunities.get', { opportunity: id })
  useTitle(data?.opportunity.name)
  if (error) return <Nothing whole icon="danger" title={say('opportunities.get')} lead={error.message} />
  return data ? <OpportunityShown {...data} /> : <Bones label={say('opportunities.get')} lines={8} />
}

function OpportunityShown(shown: Shown) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const { manifest } = useHarmony()
  const { opportunity, customer, stages } = shown
  const [editing, setEditing] = useState(false)
  const moving = useMoving()
  const nameOf = (stage: Stage | undefined): string => textIn(manifest.language, stage?.names) ?? opportunity.stage
  const stage = stages.find(({ code }) => code === opportunity.stage)
  return (
    <Page>
      <PageHead
        title={opportunity.name}
        chip={<Chip tone={outcomeTone(opportunity.outcome)}>{nameOf(stage)}</Chip>}
        lead={<Go to={`/customers/${customer.id}`}>{customer.name}</Go>}
      >
        {may('quotes.write') && opportunity.outcome === 'open' ? (
          <Button
            icon="plus"
            onClick={() => go(`/quotes/edit?customer=${customer.id}&entity=${opportunity.entity}&opportunity=${opportunity.id}`)}
          >
            {say('quotes.ui.new')}
          </Button>
        ) : null}
        {may('opportunities.write') ? (
          <>
            <Button icon="draft" onClick={() => setEditing(true)}>
              {say('opportunities.ui.edit')}
            </Button>
            <Menu
              target={
                <Button look="primary" icon="exchange" busy={moving.busy}>
                  {say('opportunities.ui.moveTo')}
                </Button>
              }
              items={stages
                .filter(({ code, active }) => active && code !== opportunity.stage)
                .map((to) => ({ label: nameOf(to), does: () => moving.move(opportunity, to) }))}
            />
          </>
        ) : null}
      </PageHead>
      {opportunity.outcome === 'lost' && opportunity.lostReason ? (
        <Notice tone="info" title={say('choice.outcome.lost')}>
          {opportunity.lostReason}
        </Notice>
      ) : null}
      <Worth opportunity={opportunity} />
      <Parts aside={<About {...shown} />}>
        <ActivitiesCard about={{ opportunity: opportunity.id }} />
        <History record="opportunities" id={opportunity.id} />
      </Parts>
      {moving.dialog}
      {editing ? (
        <FormDrawer
          operation="opportunities.save"
          title={say('opportunities.ui.editOpportunity')}
          submit={say('opportunities.save')}
          fixed={{ id: opportunity.id, owner: opportunity.owner, campaign: opportunity.campaign }}
          initial={{ ...opportunity }}
          fields={saleFields}
          hints={{ probability: say('opportunities.ui.probabilityHint') }}
          at={saleFaults}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Page>
  )
}

function Worth({ opportunity }: { opportunity: Opportunity }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const { currency, amount, probability, closeOn, slips, nextStep, nextStepOn, outcome, closedOn } = opportunity
  const open = outcome === 'open'
  return (
    <Figures>
      <Figure
        word={say('field.amount')}
        value={culture.money(currency, amount)}
        {...(open ? { lead: say('opportunities.ui.percent', { percent: culture.count(probability) }) } : {})}
      />
      <Figure
        word={say(closedOn ? 'field.closedOn' : 'field.closeOn')}
        value={culture.day(closedOn ?? closeOn)}
        {...(slips > 0 ? { lead: say('opportunities.ui.slipped', { count: slips, figure: culture.count(slips) }) } : {})}
        {...(open && closeOn < today ? { tone: 'danger' as const } : {})}
      />
      {open ? (
        <Figure
          word={say('field.nextStep')}
          value={nextStepOn ? culture.day(nextStepOn) : say('app.none')}
          {...(nextStep ? { lead: nextStep } : {})}
          {...(nextStepOn && nextStepOn < today ? { tone: 'danger' as const } : nextStep ? {} : { tone: 'warn' as const })}
        />
      ) : null}
    </Figures>
  )
}

function About({ opportunity, contact, lead, ownerName, campaignName, contractNumber, customer }: Shown) {
  const say = useSay()
  const culture = useCulture()
  const fact = (name: string, value: React.ReactNode, wide = false) => ({ name: say(`field.${name}`), value, wide })
  return (
    <Card title={say('opportunities.ui.about')}>
      <Facts
        facts={[
          fact('owner', <OwnerChoice of="opportunity" row={opportunity} name={ownerName} />, true),
          ...(contact ? [fact('contact', [contact.name, contact.phone].filter(Boolean).join(' · '), true)] : []),
          fact('entity', opportunity.entity),
          ...(customer.territory ? [fact('territory', customer.territory)] : []),
          fact('stageSince', culture.instant(opportunity.stageSince), true),
          ...(lead ? [fact('lead', <Go to={`/leads/${lead.id}`}>{lead.name}</Go>, true)] : []),
          ...(opportunity.campaign && campaignName
            ? [fact('campaign', <Go to={`/campaigns/${opportunity.campaign}`}>{campaignName}</Go>, true)]
            : []),
          ...(opportunity.contract && contractNumber
            ? [fact('contract', <Go to={`/contracts/${opportunity.contract}`}>{contractNumber}</Go>, true)]
            : []),
          ...(opportunity.note ? [fact('note', <span className={styles['note']}>{opportunity.note}</span>, true)] : []),
        ]}
      />
    </Card>
  )
}
