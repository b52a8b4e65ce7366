import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Line } from '../../kit/tall.tsx'
import { useDo } from './acting.ts'
import styles from './opportunities.module.css'
import type { Outcome, Stage } from './types.ts'

interface Draft {
  readonly code: string
  readonly en: string
  readonly de: string
  readonly rest: Readonly<Record<string, string>>
  readonly probability: string
  readonly outcome: Outcome
  readonly active: boolean
}
const draftOf = ({ code, names, probability, outcome, active }: Stage): Draft => {
  const { en = '', de = '', ...rest } = names as Readonly<Record<string, string>>
  return { code, en, de, rest, probability: `${probability}`, outcome, active }
}
const stageOf = ({ code, en, de, rest, probability, outcome, active }: Draft, i: number) => ({
  code,
  names: { ...rest, ...(en.trim() ? { en: en.trim() } : {}), ...(de.trim() ? { de: de.trim() } : {}) },
  rank: i + 1,
  probability: /^\d{1,3}$/.test(probability.trim()) ? Number(probability) : -1,
  outcome,
  active,
})

/** The steps in which the house sells: their names, their order, their chances. */
export default function Stages() {
  const say = useSay()
  const { data, error } = useAsk<{ stages: readonly Stage[] }>('opportunities.stages')
  useTitle(say('opportunities.stages'))
  if (error) return <Nothing whole icon="danger" title={say('opportunities.stages')} lead={error.message} />
  return data ? <Editor key={JSON.stringify(data.stages)} stages={data.stages} /> : <Bones label={say('opportunities.stages')} lines={6} />
}

function Editor({ stages }: { stages: readonly Stage[] }) {
  const say = useSay()
  const { run, busy } = useDo('opportunities.saveStages')
  const [drafts, setDrafts] = useState<readonly Draft[]>(stages.map(draftOf))
  const set = (i: number, change: Partial<Draft>): void => setDrafts(drafts.map((draft, j) => (j === i ? { ...draft, ...change } : draft)))
  const swap = (i: number, by: number): void => {
    const next = [...drafts]
    next.splice(i + by, 0, ...next.splice(i, 1))
    setDrafts(next)
  }
  const fresh = (): Draft => ({ code: newCode(drafts), en: '', de: '', rest: {}, probability: '50', outcome: 'open', active: true })
  return (
    <Page>
      <PageHead title={say('opportunities.stages')} lead={say('opportunities.ui.stagesLead')}>
        <Button icon="plus" onClick={() => setDrafts([...drafts, fresh()])}>
          {say('opportunities.ui.newStage')}
        </Button>
        <Button look="primary" busy={busy} onClick={() => void run({ stages: drafts.map(stageOf) }, say('opportunities.ui.stagesSaved'))}>
          {say('opportunities.saveStages')}
        </Button>
      </PageHead>
      <Card>
        {drafts.map((draft, i) => (
          <div key={draft.code} className={styles['stageRow']} role="group" aria-label={draft.en || draft.de || draft.code}>
            <Line>
              <IconButton
                icon="up"
                label={say('opportunities.ui.earlier', { name: draft.en || draft.code })}
                disabled={i === 0}
                onClick={() => swap(i, -1)}
              />
              <IconButton
                icon="down"
                label={say('opportunities.ui.later', { name: draft.en || draft.code })}
                disabled={i === drafts.length - 1}
                onClick={() => swap(i, 1)}
              />
            </Line>
            <TextField label={say('opportunities.ui.inEnglish')} value={draft.en} onChange={(en) => set(i, { en })} />
            <TextField label={say('opportunities.ui.inGerman')} value={draft.de} onChange={(de) => set(i, { de })} />
            <TextField
              label={say('opportunities.ui.chance')}
              value={draft.probability}
              figures
              onChange={(probability) => set(i, { probability })}
            />
            <Choose
              label={say('field.outcome')}
              value={draft.outcome}
              onChange={(next) =>
                set(i, {
                  outcome: (next ?? 'open') as Outcome,
                  ...(next === 'won' ? { probability: '100' } : next === 'lost' ? { probability: '0' } : {}),
                })
              }
              options={(['open', 'won', 'lost'] as const).map((value) => ({ value, label: say(`choice.outcome.${value}`) }))}
            />
            <Check label={say('field.active')} checked={draft.active} onChange={(active) => set(i, { active })} />
          </div>
        ))}
      </Card>
    </Page>
  )
}
/** A code that no stage has; people know stages by their names. */
function newCode(drafts: readonly Draft[]): string {
  let n = drafts.length + 1
  while (drafts.some(({ code }) => code === `stage-${n}`)) n += 1
  return `stage-${n}`
}
