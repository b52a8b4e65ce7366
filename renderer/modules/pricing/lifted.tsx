import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import type { Asked } from './draft.ts'
import styles from './pricing.module.css'
import { useSettled } from './settled.ts'
import { readUplift, type Figure, type UpliftDraft } from './uplift.ts'

/** A price after an uplift, and what decided. */
export function Lifted({ draft, onDraft }: { draft: UpliftDraft; onDraft: (draft: UpliftDraft) => void }) {
  const say = useSay()
  const { culture } = useHarmony()
  const { input, wrong } = readUplift(culture, draft)
  const figure = (name: Figure, required: boolean) => (
    <TextField
      label={say(`pricing.ui.uplift.${name}`)}
      value={draft[name]}
      onChange={(next) => onDraft({ ...draft, [name]: next })}
      figures
      required={required}
      error={wrong.has(name) && draft[name].trim() !== '' ? say('pricing.ui.noNumber') : undefined}
    />
  )
  return (
    <div className={styles['columns']}>
      <Card title={say('pricing.ui.uplift.given')}>
        <div className={styles['fields']}>
          <Segments
            label={say('pricing.ui.uplift.by')}
            value={draft.by}
            onChange={(by) => onDraft({ ...draft, by })}
            options={[
              { value: 'index', label: say('pricing.ui.uplift.byIndex') },
              { value: 'fixed', label: say('pricing.ui.uplift.fixed') },
            ]}
          />
          <div className={styles['pair']}>
            {figure('price', true)}
            <Choose
              label={say('pricing.ui.uplift.decimals')}
              value={draft.decimals}
              onChange={(decimals) => decimals && onDraft({ ...draft, decimals })}
              options={Array.from({ length: 9 }, (_, i) => ({ value: `${i}`, label: `${i}` }))}
            />
          </div>
          {draft.by === 'index' ? (
            <div className={styles['pair']}>
              {figure('base', true)}
              {figure('current', true)}
            </div>
          ) : null}
          <div className={styles['three']}>
            {figure('margin', draft.by === 'fixed')}
            {figure('floor', false)}
            {figure('cap', false)}
          </div>
          <Check label={say('pricing.ui.uplift.ratchet')} checked={draft.ratchet} onChange={(ratchet) => onDraft({ ...draft, ratchet })} />
        </div>
      </Card>
      <Result input={input} />
    </div>
  )
}

function Result({ input }: { input: Asked['input'] }) {
  const say = useSay()
  const culture = useCulture()
  const asked = useSettled(input)
  const { data, error, isPlaceholderData } = useAsk<{ readonly price: string; readonly factor: string; readonly steps: readonly Step[] }>(
    'pricing.uplift',
    asked ?? {},
    { enabled: asked !== null, keep: true },
  )
  const title = say('pricing.ui.uplift.result')
  if (input === null) return <Card title={title}><Notice tone="info">{say('pricing.ui.uplift.incomplete')}</Notice></Card> // prettier-ignore
  if (error) return <Card title={title}><Notice tone="warn">{error.message}</Notice></Card> // prettier-ignore
  if (!data) return <Card title={title}><Bones label={title} /></Card> // prettier-ignore
  return (
    <Card title={title}>
      <div className={isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
        <Stack>
          <div>
            <div className={`${styles['amount']} figures`}>{culture.decimal(data.price)}</div>
            <div>{say('pricing.ui.uplift.factor', { factor: culture.decimal(data.factor) })}</div>
          </div>
          <ol className={styles['steps']}>
            {data.steps.map((step, i) => (
              <li key={i}>{sentence(say, culture, step)}</li>
            ))}
          </ol>
        </Stack>
      </div>
    </Card>
  )
}
