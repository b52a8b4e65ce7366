import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { announce, toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Facts, Fill, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Seal } from './seal.tsx'
import styles from './sync.module.css'
import { skewIn } from './worded.ts'

firstWidths('sync.devices', {
  name: 200,
  shortCode: 90,
  userName: 160,
  state: 110,
  unsent: 130,
  changesBehind: 150,
  programVersion: 110,
  skew: 130,
})

interface Code {
  readonly code: string
  readonly expiresAt: string
}
type State = 'active' | 'suspended' | 'lost' | 'retired'

/** The laptops in the field: who has them, how they do, and how one is taken in or stopped. */
export default function Devices() {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const [inviting, setInviting] = useState(false)
  const [code, setCode] = useState<Code | null>(null)
  useTitle(say('sync.devices'))
  const invite = may('sync.write') ? (
    <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
      {say('sync.ui.invite')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('sync.devices')}>{invite}</PageHead>
      <Seal />
      <Grid
        view="sync.devices"
        label={say('sync.devices')}
        columns={[
          'name',
          'userName',
          'shortCode',
          'state',
          'inStep',
          'lastCallAt',
          'unsent',
          'skew',
          'oldestUnsent',
          'sealedAt',
          'changesBehind',
          'programVersion',
        ]}
        cells={{ skew: (row: Row) => (row['skew'] === null ? '' : skewIn(say, culture.name, Number(row['skew']))) }}
        peek={(row: Row) => <DevicePeek row={row} />}
        empty={{ title: say('sync.ui.noDevices'), lead: say('sync.ui.noDevicesLead'), action: invite }}
      />
      {inviting ? (
        <FormDrawer
          operation="sync.invite"
          fields={['user', 'name']}
          onClose={() => setInviting(false)}
          onDone={(result) => {
            setInviting(false)
            setCode(result as Code)
          }}
        />
      ) : null}
      {code ? <CodeDialog code={code} onClose={() => setCode(null)} /> : null}
    </Fill>
  )
}

function CodeDialog({ code, onClose }: { code: Code; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const copy = (): void => {
    void navigator.clipboard.writeText(code.code).then(
      () => announce(say('sync.ui.copied')),
      () => undefined,
    )
  }
  return (
    <Modal opened onClose={onClose} title={say('enrolments')} close={say('app.close')}>
      <div className={styles['dialog']}>
        <div className={styles['code']}>
          <code>{code.code}</code>
          <Button small onClick={copy}>
            {say('sync.ui.copy')}
          </Button>
        </div>
        <p>{say('sync.ui.codeLead', { until: culture.instant(code.expiresAt), person: say('field.user') })}</p>
      </div>
    </Modal>
  )
}

/** How one device does, and what may be done with it. */
function DevicePeek({ row }: { row: Row }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const [wanted, setWanted] = useState<State | null>(null)
  const state = String(row['state']) as State
  const moment = (name: string): string => (row[name] ? culture.instant(String(row[name])) : '–')
  return (
    <div className={styles['about']}>
      <Facts
        facts={[
          { name: say('field.userName'), value: String(row['userName']) },
          { name: say('field.shortCode'), value: String(row['shortCode']) },
          { name: say('field.state'), value: say(`choice.state.${state}`) },
          { name: say('field.lastCallAt'), value: moment('lastCallAt') },
          { name: say('field.unsent'), value: String(row['unsent'] ?? '–') },
          { name: say('field.oldestUnsent'), value: moment('oldestUnsent') },
          { name: say('field.sealedAt'), value: moment('sealedAt') },
          { name: say('field.enrolledAt'), value: moment('enrolledAt') },
          ...(typeof row['skew'] === 'number' ? [{ name: say('sync.ui.clock'), value: skewIn(say, culture.name, row['skew']) }] : []),
        ]}
      />
      {may('sync.write') && (state === 'active' || state === 'suspended') ? (
        <div className={styles['buttons']}>
          {state === 'active' ? (
            <Button onClick={() => setWanted('suspended')}>{say('sync.ui.suspend')}</Button>
          ) : (
            <Button onClick={() => setWanted('active')}>{say('sync.ui.resume')}</Button>
          )}
          <Button onClick={() => setWanted('retired')}>{say('sync.ui.retire')}</Button>
          <Button look="danger" onClick={() => setWanted('lost')}>
            {say('sync.ui.lost')}
          </Button>
        </div>
      ) : null}
      {wanted ? <Sure device={String(row['id'])} name={String(row['name'])} state={wanted} onClose={() => setWanted(null)} /> : null}
    </div>
  )
}

const acts: Readonly<Record<State, string>> = { active: 'resume', suspended: 'suspend', lost: 'lost', retired: 'retire' }
function Sure({ device, name, state, onClose }: { device: string; name: string; state: State; onClose: () => void }) {
  const say = useSay()
  const { act, busy } = useAct('sync.setDevice')
  const [fault, setFault] = useState<string | null>(null)
  const go = async (): Promise<void> => {
    try {
      const reply = await act({ device, state })
      if (!reply.ok) return setFault(reply.refusal.message)
      toast({ tone: 'ok', text: say('sync.ui.done') })
      onClose()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  const word = say(`sync.ui.${acts[state]}`)
  return (
    <Modal opened onClose={onClose} title={`${word} · ${name}`} close={say('app.close')}>
      <div className={styles['dialog']}>
        {fault ? <Notice tone="danger">{fault}</Notice> : null}
        <p>{say(`sync.ui.${acts[state]}Lead`, { name })}</p>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look={state === 'lost' ? 'danger' : 'primary'} busy={busy} onClick={() => void go()}>
            {word}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
