import { useState } from 'react'
import { useDo } from '../../app/do.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import styles from './indexation.module.css'
import type { ProposalState } from './types.ts'

type Verb = 'approve' | 'except' | 'reject' | 'accept' | 'reopen'
/** What may be done with prices that stand like this; the core decides, this only leaves out what it would refuse. */
const possible: Readonly<Record<Verb, readonly ProposalState[]>> = {
  approve: ['proposed', 'excepted'],
  except: ['proposed', 'approved'],
  reject: ['proposed', 'excepted', 'approved', 'lettered', 'accepted'],
  accept: ['approved', 'lettered'],
  reopen: ['approved', 'rejected', 'excepted'],
}
/** These say why. */
const withNote: readonly Verb[] = ['except', 'reject', 'accept']

/** Decides on the prices that are selected, all of them or none. */
export function Decisions({ batch, rows, onDone }: { batch: string; rows: readonly Row[]; onDone: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const [asking, setAsking] = useState<Verb | null>(null)
  const [note, setNote] = useState('')
  const done = (r: { count: number }): string => say('indexation.ui.done', { count: r.count, figure: culture.count(r.count) })
  const doing = {
    approve: useDo<{ count: number }>('indexation.approve', done),
    except: useDo<{ count: number }>('indexation.except', done),
    reject: useDo<{ count: number }>('indexation.reject', done),
    accept: useDo<{ count: number }>('indexation.accept', done),
    reopen: useDo<{ count: number }>('indexation.reopen', done),
  }
  const proposals = rows.map((row) => String(row['id']))
  const verbs = (Object.keys(possible) as Verb[]).filter((verb) =>
    rows.every((row) => possible[verb].includes(row['state'] as ProposalState)),
  )
  const go = async (verb: Verb): Promise<void> => {
    const input = {
      proposals,
      ...(verb === 'approve' ? { batch } : {}),
      ...(withNote.includes(verb) && note.trim() ? { note: note.trim() } : {}),
    }
    const result = await doing[verb].go(input)
    setAsking(null)
    setNote('')
    if (result) onDone()
  }
  return (
    <>
      {verbs.map((verb) => (
        <Button
          key={verb}
          small
          look={verb === 'approve' ? 'primary' : 'plain'}
          busy={doing[verb].busy}
          onClick={() => (withNote.includes(verb) ? setAsking(verb) : void go(verb))}
        >
          {say(`indexation.ui.verb.${verb}`)}
        </Button>
      ))}
      {verbs.length === 0 ? <span>{say('indexation.ui.nothingCommon')}</span> : null}
      {asking ? (
        <Modal opened onClose={() => setAsking(null)} title={say(`indexation.${asking}`)} close={say('app.close')}>
          <form
            className={styles['dialog']}
            onSubmit={(e) => {
              e.preventDefault()
              void go(asking)
            }}
          >
            <p>{say(`indexation.ui.${asking}Lead`, { count: rows.length, figure: culture.count(rows.length) })}</p>
            <TextField label={say('field.note')} value={note} onChange={setNote} required={asking !== 'accept'} autoFocus />
            <div className={styles['buttons']}>
              <Button onClick={() => setAsking(null)}>{say('app.cancel')}</Button>
              <Button
                look={asking === 'reject' ? 'danger' : 'primary'}
                type="submit"
                busy={doing[asking].busy}
                disabled={asking !== 'accept' && note.trim() === ''}
              >
                {say(`indexation.ui.verb.${asking}`)}
              </Button>
            </div>
          </form>
        </Modal>
      ) : null}
    </>
  )
}
