import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, ProgressBar, Table } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './backups.module.css'
import { Conflicts } from './conflicts.tsx'
import type { Decision, Merge, MergeRead } from './types.ts'

const tones = { opened: 'accent', asked: 'warn', carried: 'ok', done: 'ok', calledOff: 'neutral', failed: 'danger' } as const

/** A bought company: what it brings, what is in its way and what becomes of that, and bringing it in. */
export default function MergeScreen() {
  const id = useParam('merge')
  const [under, watch] = useState(false)
  const { data, error } = useAsk<MergeRead>('backups.merge', { merge: id }, under ? { every: 1_000 } : {})
  const say = useSay()
  useTitle(data?.merge.name ?? say('backups.merge'))
  if (error) return <Nothing whole icon="danger" title={say('backups.merge')} lead={error.message} />
  if (!data) return <Bones label={say('backups.merge')} lines={12} />
  const asked = data.merge.state === 'asked'
  if (asked !== under) watch(asked)
  return <Shown read={data} />
}

function Shown({ read }: { read: MergeRead }) {
  const say = useSay()
  const culture = useCulture()
  const { merge, open, done, of } = read
  const { preview, state } = merge
  const [decisions, decide] = useState<readonly Decision[]>(merge.decisions)
  const saved = JSON.stringify(decisions) === JSON.stringify(merge.decisions)
  const editable = state === 'opened' || state === 'failed'
  const save = useDo<{ open: number }>('backups.decideMerge', ({ open: left }) => say(left === 0 ? 'backups.ui.ready' : 'backups.ui.decided', { count: left }))
  const carry = useDo('backups.carryOutMerge', () => say('backups.ui.carrying'))
  const cancel = useDo('backups.cancelMerge', () => say('backups.ui.calledOff'))
  const [asking, ask] = useState<'carry' | 'cancel' | null>(null)
  const go = async (): Promise<void> => {
    await (asking === 'cancel' ? cancel : carry).go({ merge: merge.id })
    ask(null)
  }
  const sure = say(asking === 'cancel' ? 'backups.cancelMerge' : 'backups.carryOutMerge')
  return (
    <Page>
      <PageHead title={merge.name} chip={<Chip tone={tones[state]}>{say(`choice.state.${state}`)}</Chip>} lead={merge.doneAt === null ? say('backups.ui.mergeLead', { at: culture.instant(merge.takenAt) }) : say('backups.ui.mergedLead', { at: culture.instant(merge.takenAt), done: culture.instant(merge.doneAt), by: merge.doneBy ?? '' })}>
        {editable || state === 'asked' ? (
          <Button icon="close" busy={cancel.busy} onClick={() => ask('cancel')}>
            {say('backups.cancelMerge')}
          </Button>
        ) : null}
        {editable && !saved ? (
          <Button look="primary" icon="check" busy={save.busy} onClick={() => void save.go({ merge: merge.id, decisions })}>
            {say('backups.ui.saveDecisions')}
          </Button>
        ) : null}
        {editable && saved ? (
          <Button look="primary" icon="play" disabled={open.length > 0} busy={carry.busy} onClick={() => ask('carry')}>
            {say('backups.carryOutMerge')}
          </Button>
        ) : null}
      </PageHead>
      <div className={styles['stack']}>
        {editable && !saved ? <Notice tone="info">{say('backups.ui.unsaved')}</Notice> : <HowFar merge={merge} left={open.length} done={done} of={of} />}
        <Figures>
          <Figure word={say('field.entities')} value={culture.count(preview.entities.length)} />
          <Figure word={say('field.customers')} value={culture.count(preview.customers)} />
          <Figure word={say('field.products')} value={culture.count(preview.products)} />
          <Figure word={say('field.users')} value={culture.count(preview.users)} lead={say('backups.ui.usersLead')} />
          <Figure word={say('field.rows')} value={culture.count(preview.rows)} />
        </Figures>
        <Brought merge={merge} />
        {preview.conflicts.length > 0 ? <Conflicts conflicts={preview.conflicts} decisions={decisions} editable={editable} onDecide={decide} /> : null}
      </div>
      <Modal opened={asking !== null} title={`${sure} · ${merge.name}`} onClose={() => ask(null)} close={say('app.close')}>
        <div className={styles['stack']}>
          <p>{say(asking === 'cancel' ? 'backups.ui.sureCancel' : 'backups.ui.sureCarry')}</p>
          <Button look="primary" icon={asking === 'cancel' ? 'close' : 'play'} busy={carry.busy || cancel.busy} onClick={() => void go()}>
            {sure}
          </Button>
        </div>
      </Modal>
    </Page>
  )
} // prettier-ignore

function HowFar({ merge: { state, fault, about, name }, left, done, of }: { merge: Merge; left: number; done: number; of: number }) {
  const say = useSay()
  if (state === 'asked')
    return <ProgressBar label={say('backups.ui.carrying')} share={of > 0 ? done / of : null} />
  if (state === 'failed') return <Notice tone="danger">{say(fault ?? 'backups.broken', about['kind'] === undefined ? about : { ...about, kind: say(`choice.kind.${about['kind']}`) })}</Notice>
  if (state === 'calledOff') return <Notice tone="info">{say('backups.ui.calledOff')}</Notice>
  if (state === 'done' || state === 'carried') return <Notice tone="ok">{say('backups.ui.mergeDone', { name })}</Notice>
  return left > 0 ? <Notice tone="warn">{say('backups.ui.left', { count: left })}</Notice> : <Notice tone="ok">{say('backups.ui.ready')}</Notice>
} // prettier-ignore

/** Its legal entities, and once they are in the books what was proved of them. */
function Brought({ merge: { preview, proof, calls, head } }: { merge: Merge }) {
  const say = useSay()
  const culture = useCulture()
  const proved = proof.ledger ?? preview.ledger
  return (
    <>
      <Card title={say('field.entities')}>
        <Table
          caption={say('field.entities')}
          stacks
          columns={[
            ...['field.code', 'field.name', 'field.country', 'field.currency'].map((word) => ({ name: say(word) })),
            ...['field.journals', 'field.invoices'].map((word) => ({ name: say(word), figures: true })),
          ]}
          rows={preview.entities.map((one) => [one.code, one.name, countryName(one.country), one.currency, culture.count(one.journals), culture.count(one.invoices)])}
        />
        {preview.translates ? <p>{say('backups.ui.translates', { from: preview.groupCurrency, to: preview.houseCurrency })}</p> : null}
      </Card>
      <Card title={say(proof.ledger ? 'field.proof' : 'field.ledger')}>
        <Table
          caption={say('field.ledger')}
          stacks
          columns={[
            ...['field.entity', 'field.currency'].map((word) => ({ name: say(word) })),
            ...['field.journals', 'backups.ui.debit', 'backups.ui.credit'].map((word) => ({ name: say(word), figures: true })),
          ]}
          rows={proved.map(({ entity, currency, journals, debit, credit }) => [
            entity, currency, culture.count(journals), culture.money(currency, debit), culture.money(currency, credit),
          ])}
        />
        {calls !== null && head !== null ? <div className={styles['after']}><Facts facts={[{ name: say('field.calls'), value: culture.count(calls) }, { name: say('field.head'), value: <code className={styles['command']}>{head}</code>, wide: true }]} /></div> : null}
      </Card>
    </>
  )
} // prettier-ignore
