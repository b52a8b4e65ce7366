import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { ContextPanel } from '../../app/panel.tsx'
import { iconOf } from '../../app/sidebar.tsx'
import { useTasks, type CountedTask } from '../../app/tasks.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Icon } from '../../kit/icon.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Segments } from '../../kit/choices.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { ApprovalText } from './about.tsx'
import styles from './approvals.module.css'
import { ApprovalList } from './list.tsx'
import type { Approval, Inbox, Show } from './types.ts'

/** All approvals in one place, whatever they approve: what the caller may decide, what others have to, what was asked, what was decided. */
export default function InboxScreen() {
  const say = useSay()
  const may = useMay()
  return <InboxPage first={may('approvals.decide') ? 'forMe' : 'mine'} title={say('app.approvals')} />
}

export function InboxPage({ first, title }: { first: Show; title: string }) {
  const say = useSay()
  const may = useMay()
  const decides = may('approvals.decide')
  const [show, setShow] = useState<Show>(first)
  const waiting = useTasks().filter((t) => t.approval && t.entry.task !== 'approvals.open' && (t.count ?? 0) > 0)
  useTitle(title)
  const shows: readonly Show[] = decides ? ['forMe', 'forOthers', 'mine', 'decided'] : ['mine', 'forOthers', 'decided']
  return (
    <Page>
      <PageHead title={title} lead={decides ? <span className={styles['keys']}>{say('approvals.ui.keys')}</span> : undefined}>
        {may('approvals.read') ? <Go to="/approval-limits">{say('approvals.limits')}</Go> : null}
      </PageHead>
      <Elsewhere waiting={waiting} />
      {may('approvals.read') ? (
        <>
          <div className={styles['shows']}>
            <Segments
              label={say('field.show')}
              value={show}
              onChange={setShow}
              options={shows.map((value) => ({ value, label: say(`choice.show.${value}`) }))}
            />
          </div>
          <Shown key={show} show={show} />
        </>
      ) : waiting.length === 0 ? (
        <Nothing icon="check" title={say('app.tasks.done')} lead={say('app.home.nothing')} />
      ) : null}
    </Page>
  )
}

function Shown({ show }: { show: Show }) {
  const say = useSay()
  const culture = useCulture()
  const [peeked, setPeeked] = useState<Approval | null>(null)
  const { data, error } = useAsk<Inbox>('approvals.inbox', { show }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('approvals.inbox')} lines={6} />
  return (
    <>
      {data.rows.length === 0 ? (
        <Nothing
          icon="check"
          title={say(`approvals.ui.none.${show}`)}
          lead={data.lastDecided ? say('approvals.ui.last', { at: culture.instant(data.lastDecided) }) : say('approvals.ui.neverAny')}
        />
      ) : (
        <ApprovalList rows={data.rows} show={show} peeked={peeked?.id ?? null} onPeek={setPeeked} />
      )}
      {data.more ? <p className={styles['quiet']}>{say('approvals.ui.more')}</p> : null}
      {peeked ? (
        <ContextPanel title={peeked.subject} onClose={() => setPeeked(null)}>
          <ApprovalText id={peeked.id} />
        </ContextPanel>
      ) : null}
    </>
  )
}

/** What is approved where it is worked on: billing runs, price rises. */
function Elsewhere({ waiting }: { waiting: readonly CountedTask[] }) {
  const say = useSay()
  const culture = useCulture()
  if (waiting.length === 0) return null
  return (
    <ul className={styles['elsewhere']} aria-label={say('approvals.ui.elsewhere')}>
      {waiting.map((t) => (
        <li key={t.entry.opens + t.entry.word}>
          <Go to={t.entry.opens} className={styles['link']}>
            <Icon name={iconOf(t.entry)} />
            <span>{wordOr(say, t.entry.word, t.entry.word)}</span>
            <span className="figures">{culture.count(t.count!)}</span>
            <Icon name="right" />
          </Go>
        </li>
      ))}
    </ul>
  )
}
