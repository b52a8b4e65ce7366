import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Form } from '../../kit/form/form.tsx'
import { Grid } from '../../kit/grid/grid.tsx'
import { Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './backups.module.css'
import type { Plan, Standing } from './types.ts'

/** What stands in the form before anybody has said anything: once a night, a week of days, a month of weeks, a year of months. */
const usual = { active: true, everyHours: 24, keptDays: 7, keptWeeks: 4, keptMonths: 12 }

/** Whether the company is backed up, and every backup that was written. */
export default function BackupsScreen() {
  const say = useSay()
  const { data, error } = useAsk<Standing>('backups.standing', {}, { every: 60_000 })
  const [planning, plan] = useState(false)
  const now = useDo('backups.now', () => say('backups.ui.asked'))
  useTitle(say('backups.list'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('backups.list')} lines={8} />
  return (
    <Page>
      <PageHead title={say('backups.list')} lead={say('backups.ui.lead')}>
        <Go to="/merges">{say('backups.merges')}</Go>
        <Button icon="settings" onClick={() => plan(true)}>
          {say('backups.configure')}
        </Button>
        {data.configured ? (
          <Button look="primary" icon="play" busy={now.busy || data.underWay} onClick={() => void now.go({})}>
            {say('backups.now')}
          </Button>
        ) : null}
      </PageHead>
      <HowItStands standing={data} />
      <div className={styles['list']}>
        <Grid view="backups.list" empty={{ title: say('backups.ui.empty') }} />
      </div>
      {planning ? <PlanForm onClose={() => plan(false)} /> : null}
    </Page>
  )
}

const tones = { none: 'warn', good: 'ok', late: 'danger', failed: 'danger' } as const

function HowItStands({ standing: data }: { standing: Standing }) {
  const say = useSay()
  const culture = useCulture()
  const at = data.lastAt === null ? null : culture.instant(data.lastAt)
  const lead =
    data.standing === 'none'
      ? say('backups.ui.noneLead')
      : data.standing === 'failed'
        ? say(data.fault ?? 'backups.broken', data.about)
        : at === null
          ? say('backups.ui.neverLead')
          : say(`backups.ui.${data.standing}Lead`, { at })
  const next = data.underWay ? say('backups.ui.underWay') : data.nextAt === null ? say('backups.ui.off') : culture.instant(data.nextAt)
  return (
    <div className={styles['stack']}>
      <Notice tone={tones[data.standing]} title={say(`backups.ui.${data.standing}`)}>
        {lead}
      </Notice>
      {data.configured ? (
        <Figures>
          <Figure word={say('backups.ui.last')} value={at ?? say('backups.ui.never')} />
          <Figure word={say('backups.ui.next')} value={next} />
          <Figure word={say('backups.ui.folder')} value={data.folder ?? ''} />
        </Figures>
      ) : null}
    </div>
  )
}

function PlanForm({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { data } = useAsk<Plan>('backups.plan')
  const done = (): void => {
    toast({ tone: 'ok', text: say('backups.ui.saved') })
    onClose()
  }
  return (
    <Modal opened title={say('backups.configure')} onClose={onClose} close={say('app.close')}>
      {data ? (
        <Form
          operation="backups.configure"
          initial={data.plan ?? usual}
          {...(data.managedFolder === null ? {} : { fixed: { folder: data.managedFolder } })}
          fields={[
            'active',
            ...(data.managedFolder === null ? ['folder'] : []),
            'recipients',
            'everyHours',
            'keptDays',
            'keptWeeks',
            'keptMonths',
          ]}
          hints={{
            folder: say('backups.ui.hintFolder'),
            recipients: say('backups.ui.hintRecipients'),
            keptMonths: say('backups.ui.hintKeep'),
          }}
          at={{
            'backups.noFolder': 'folder',
            'backups.unwritable': 'folder',
            'backups.noRecipient': 'recipients',
            'backups.notARecipient': 'recipients',
          }}
          onDone={done}
          onCancel={onClose}
        >
          <Managed plan={data} />
        </Form>
      ) : (
        <Bones label={say('backups.configure')} lines={6} />
      )}
    </Modal>
  )
}

/** What the organisation has laid down stands there, and nobody changes it here. */
function Managed({ plan: { managedFolder, managedRecipients } }: { plan: Plan }) {
  const say = useSay()
  if (managedFolder === null && managedRecipients.length === 0) return null
  return (
    <dl className={styles['managed']}>
      {managedFolder === null ? null : <Locked word={say('field.folder')} values={[managedFolder]} />}
      {managedRecipients.length === 0 ? null : <Locked word={say('field.recipients')} values={managedRecipients} />}
    </dl>
  )
}
function Locked({ word, values }: { word: string; values: readonly string[] }) {
  const say = useSay()
  return (
    <div>
      <dt>{word}</dt>
      {values.map((value) => (
        <dd key={value}>{value}</dd>
      ))}
      <dd>
        <Chip tone="violet" icon="shield">
          {say('backups.ui.managed')}
        </Chip>
      </dd>
    </div>
  )
}
