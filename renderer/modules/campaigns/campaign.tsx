import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { useDo } from '../opportunities/acting.ts'
import { AudienceCard } from './audience.tsx'
import { CourseCard } from './course.tsx'
import { campaignFaults, campaignFields } from './fields.ts'
import { Members } from './members.tsx'
import { Messages } from './messages.tsx'
import { ResultsShown } from './results.tsx'
import { campaignTone } from './tones.ts'
import type { Campaign, Results } from './types.ts'

const tabs = ['plan', 'members', 'messages', 'results'] as const

/** A campaign: whom it is for, what it says and when, who belongs to it, what is to be sent, and what came of it. */
export default function CampaignScreen() {
  const say = useSay()
  const id = useParam('campaign')
  const { data, error } = useAsk<{ campaign: Campaign; spent: string }>('campaigns.get', { campaign: id })
  useTitle(data?.campaign.name)
  if (error) return <Nothing whole icon="danger" title={say('campaigns.get')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('campaigns.get')} lines={8} />
}

function Shown({ campaign, spent }: { campaign: Campaign; spent: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [{ tab: asked }, setSearch] = useSearchState()
  const tab = tabs.find((one) => one === asked) ?? (campaign.state === 'draft' ? 'plan' : 'results')
  const [doing, setDoing] = useState<'edit' | 'cost' | 'start' | null>(null)
  const results = useAsk<Results>('campaigns.results', { campaign: campaign.id })
  const counts = results.data?.counts
  const over = BigInt(spent) > BigInt(campaign.budget)
  return (
    <Page>
      <PageHead
        title={campaign.name}
        chip={<Chip tone={campaignTone(campaign.state)}>{say(`choice.state.${campaign.state}`)}</Chip>}
        lead={[campaign.entity, say(`choice.channel.${campaign.channel}`), say(`choice.lawfulBasis.${campaign.lawfulBasis}`)].join(' · ')}
      >
        {may('campaigns.write') ? <Acts campaign={campaign} onDo={setDoing} /> : null}
      </PageHead>
      <Figures>
        <Figure
          word={say('field.spent')}
          value={culture.money(campaign.currency, spent)}
          lead={say('campaigns.ui.ofBudget', { amount: culture.money(campaign.currency, campaign.budget) })}
          {...(over ? { tone: 'danger' as const } : {})}
        />
        {campaign.startOn ? (
          <Figure
            word={say('field.startOn')}
            value={culture.day(campaign.startOn)}
            {...(campaign.startedBy ? { lead: campaign.startedBy } : {})}
          />
        ) : null}
        {counts && campaign.state !== 'draft' ? (
          <>
            <Figure
              word={say('field.contacted')}
              value={culture.count(counts.contacted)}
              lead={say('campaigns.ui.ofMembers', { figure: culture.count(counts.members) })}
            />
            <Figure
              word={say('field.responses')}
              value={culture.count(counts.responded)}
              lead={say('campaigns.ui.interested', { figure: culture.count(counts.interested) })}
            />
          </>
        ) : null}
      </Figures>
      <Tabs
        label={campaign.name}
        value={tab}
        onChange={(next) => setSearch({ tab: next })}
        tabs={[
          { value: 'plan', label: say('campaigns.ui.tab.plan'), content: <Plan campaign={campaign} /> },
          {
            value: 'members',
            label: say('campaigns.members'),
            ...(counts ? { count: culture.count(counts.members) } : {}),
            content: <Members campaign={campaign} />,
          },
          { value: 'messages', label: say('campaigns.sends'), content: <Messages campaign={campaign} /> },
          { value: 'results', label: say('campaigns.results'), content: <ResultsShown results={results.data} error={results.error} /> },
        ]}
      />
      <Doing doing={doing} campaign={campaign} onClose={() => setDoing(null)} />
    </Page>
  )
}

function Plan({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <AudienceCard key={JSON.stringify(campaign.audience)} campaign={campaign} />
      <CourseCard key={JSON.stringify(campaign.course)} campaign={campaign} />
      <History record="campaigns" id={campaign.id} />
    </>
  )
}

function Acts({ campaign, onDo }: { campaign: Campaign; onDo: (what: 'edit' | 'cost' | 'start') => void }) {
  const say = useSay()
  const { run, busy } = useDo('campaigns.setState')
  const set = (state: string) => () => void run({ campaign: campaign.id, state })
  const { state } = campaign
  return (
    <>
      <Button icon="money" onClick={() => onDo('cost')}>
        {say('campaigns.recordCost')}
      </Button>
      {state === 'draft' ? (
        <Button icon="draft" onClick={() => onDo('edit')}>
          {say('campaigns.ui.edit')}
        </Button>
      ) : null}
      {state === 'draft' ? (
        <Button look="primary" icon="play" disabled={campaign.course.length === 0} onClick={() => onDo('start')}>
          {say('campaigns.start')}
        </Button>
      ) : null}
      {state === 'running' ? (
        <Button icon="pause" busy={busy} onClick={set('paused')}>
          {say('campaigns.ui.pause')}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button look="primary" icon="play" busy={busy} onClick={set('running')}>
          {say('campaigns.ui.resume')}
        </Button>
      ) : null}
      {state === 'running' || state === 'paused' ? (
        <Button icon="check" busy={busy} onClick={set('done')}>
          {say('campaigns.ui.end')}
        </Button>
      ) : null}
    </>
  )
}

function Doing({ doing, campaign, onClose }: { doing: 'edit' | 'cost' | 'start' | null; campaign: Campaign; onClose: () => void }) {
  const say = useSay()
  const { id, currency } = campaign
  if (doing === 'start') return <Start campaign={campaign} onClose={onClose} />
  if (doing === 'cost')
    return (
      <FormDrawer
        operation="campaigns.recordCost"
        title={say('campaigns.recordCost')}
        submit={say('campaigns.ui.record')}
        fixed={{ campaign: id, currency }}
        fields={['what', 'amount', 'day']}
        hints={{ amount: say('campaigns.ui.costHint', { currency }), day: say('campaigns.ui.dayHint') }}
        onClose={onClose}
      />
    )
  return doing === 'edit' ? (
    <FormDrawer
      operation="campaigns.save"
      title={say('campaigns.ui.edit')}
      submit={say('campaigns.save')}
      fixed={{ id, owner: campaign.owner, audience: campaign.audience, course: campaign.course }}
      initial={{ ...campaign }}
      fields={campaignFields}
      hints={{ lawfulBasis: say('campaigns.ui.basisHint') }}
      at={campaignFaults}
      onClose={onClose}
    />
  ) : null
}

/** Starting freezes whom the filter means; what will happen is said before. */
function Start({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const { channel, lawfulBasis, audience } = campaign
  const { data, error } = useAsk<{ meant: number; reached: number }>('campaigns.preview', { channel, lawfulBasis, audience })
  const { run, busy } = useDo<{ members: number }>('campaigns.start')
  const start = async (): Promise<void> => {
    if (await run({ campaign: campaign.id }, say('campaigns.ui.started', { name: campaign.name }))) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={say('campaigns.ui.startOf', { name: campaign.name })} close={say('app.close')}>
      <Stack>
        <Card>
          {error ? (
            error.message
          ) : data ? (
            say('campaigns.ui.startLead', { meant: culture.count(data.meant), reached: culture.count(data.reached) })
          ) : (
            <Bones label={say('campaigns.preview')} lines={2} />
          )}
        </Card>
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" icon="play" busy={busy} disabled={!data || data.meant === 0} onClick={() => void start()}>
            {say('campaigns.start')}
          </Button>
        </Line>
      </Stack>
    </Modal>
  )
}
