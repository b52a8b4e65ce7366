import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Button } from '../../kit/parts.tsx'
import { textIn } from '../catalog/product-text.ts'
import { rehearsedBy, type Moving } from './moving.ts'
import { RehearsalPanel } from './rehearsal.tsx'
import styles from './simulation.module.css'

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What would be billed if it were another day: worked out while the marker is moved, and saved only on purpose. */
export function Simulation({
  contract,
  moving,
  onMove,
  onSave,
}: {
  contract: string
  moving: Moving
  onMove: (moving: Moving | null) => void
  /** Left out: it may be tried, not saved. */
  onSave?: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { of, day } = moving
  const { operation, input } = rehearsedBy(moving)
  const name = of.line.description ?? textIn(manifest.language, of.line.productNames)
  const stands = day === of.on && (of.change !== null || of.line.end !== null)
  return (
    <section className={styles['simulation']} aria-label={say('contracts.ui.whatIf')}>
      <div className={styles['head']}>
        <div>
          <h3>{say('contracts.ui.whatIf')}</h3>
          <p>
            {say('contracts.ui.whatIfOf', { what: say(`choice.event.${of.event}`), line: of.line.number, product: name })}
            {of.change !== null || of.line.end !== null ? ` · ${say('contracts.ui.standsOn', { day: culture.day(of.on) })}` : ''}
          </p>
        </div>
        <DayField
          label={say('contracts.ui.triedOn')}
          value={day}
          onChange={(next) => (isDay(next) ? onMove({ of, day: next < of.earliest ? of.earliest : next }) : undefined)}
        />
        <div className={styles['acts']}>
          {onSave ? (
            <Button look="primary" small disabled={stands} onClick={onSave}>
              {say('contracts.ui.saveTried')}
            </Button>
          ) : null}
          <Button small onClick={() => onMove(null)}>
            {say('contracts.ui.leaveAsIs')}
          </Button>
        </div>
      </div>
      {stands ? (
        <p className={styles['hint']}>{say('contracts.ui.whatIfHint')}</p>
      ) : (
        <RehearsalPanel contract={contract} operation={operation} input={input} name={name} />
      )}
    </section>
  )
}
