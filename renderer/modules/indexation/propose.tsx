import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ProgressBar } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import styles from './indexation.module.css'
import type { Series } from './types.ts'

const letters = /^\d{1,3}$/

/** Asks for the days and the lines whose prices rise. Letters go out before, so the first day lies some months ahead. */
export function Propose({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const go = useGo()
  const { manifest } = useHarmony()
  const today = useToday()
  const [effective, setEffective] = useState(monthAfter(today))
  const [until, setUntil] = useState('')
  const [dueBy, setDueBy] = useState<'anniversary' | 'day'>('anniversary')
  const [letterDays, setLetterDays] = useState('30')
  const [entity, setEntity] = useState('')
  const [index, setIndex] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy, progress } = useAct<{ batch: string }>('indexation.propose')
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const series = useAsk<{ rows: Series[] }>('indexation.series', { limit: 1000 })
  const propose = async (): Promise<void> => {
    setTrouble(null)
    try {
      const reply = await act({
        effective, dueBy, letterDays: Number(letterDays), ...(until && dueBy === 'anniversary' ? { until } : {}), ...(entity ? { entity } : {}), ...(index ? { index } : {}),
      }) // prettier-ignore
      if (!reply.ok) return setTrouble(reply.refusal.message)
      go(`/prices/${reply.result.batch}`)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('indexation.propose')} close={say('app.close')} size={560}>
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          void propose()
        }}
      >
        <p>{say('indexation.ui.proposeLead')}</p>
        <Segments
          label={say('field.dueBy')}
          value={dueBy}
          onChange={setDueBy}
          options={(['anniversary', 'day'] as const).map((value) => ({ value, label: say(`choice.dueBy.${value}`) }))}
        />
        <div className={styles['pair']}>
          <DayField
            label={say('indexation.ui.firstDay')}
            hint={say('indexation.ui.firstDayHint')}
            value={effective}
            onChange={setEffective}
            required
          />
          {dueBy === 'anniversary' ? (
            <DayField label={say('indexation.ui.lastDay')} value={until} onChange={setUntil} hint={say('indexation.ui.lastDayHint')} />
          ) : null}
        </div>
        <TextField
          label={say('field.letterDays')}
          value={letterDays}
          onChange={setLetterDays}
          figures
          hint={say('indexation.ui.letterDaysHint')}
          error={letters.test(letterDays) ? undefined : say('indexation.ui.wholeDays')}
        />
        <div className={styles['pair']}>
          <Choose
            label={say('field.entity')}
            value={entity}
            onChange={(next) => setEntity(next ?? '')}
            options={[
              { value: '', label: say('indexation.ui.allEntities') },
              ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
            ]}
          />
          <Choose
            label={say('field.index')}
            value={index}
            onChange={(next) => setIndex(next ?? '')}
            options={[
              { value: '', label: say('indexation.ui.allClauses') },
              ...(series.data?.rows ?? []).map((s) => ({ value: s.code, label: `${s.code} · ${textIn(manifest.language, s.names)}` })),
            ]}
          />
        </div>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {busy ? (
          <ProgressBar label={say('choice.state.proposing')} share={progress && progress.of > 0 ? progress.done / progress.of : null} />
        ) : null}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!letters.test(letterDays)}>
            {say('indexation.ui.proposeNow')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** The first of the month after next: there is time to write. */
function monthAfter(today: string): string {
  const [year = 2026, month = 1] = today.split('-').map(Number)
  const next = month + 2
  return next > 12 ? `${year + 1}-${`${next - 12}`.padStart(2, '0')}-01` : `${year}-${`${next}`.padStart(2, '0')}-01`
}
