import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Choices, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { monthOf, monthsAround } from '../recognition/months.ts'
import styles from './exports.module.css'
import type { Reconciliation } from './types.ts'

/** What was handed over against what the ledger has, account by account. */
export function Reconciled({ entity }: { entity: string }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const { manifest } = useHarmony()
  const [month, setMonth] = useState(monthOf(today))
  const { data, error } = useAsk<Reconciliation>('exports.reconcile', { entity, month }, { keep: true })
  return (
    <Card
      title={say('exports.ui.reconcile')}
      actions={
        data ? <Chip tone={data.agrees ? 'ok' : 'warn'}>{say(data.agrees ? 'exports.ui.agrees' : 'exports.ui.differs')}</Chip> : undefined
      }
    >
      <div className={styles['body']}>
        <Choices>
          <Choose
            label={say('field.month')}
            value={month}
            onChange={(next) => next && setMonth(next)}
            options={monthsAround(monthOf(today), culture.name, 36, 3)}
            searchable
          />
        </Choices>
        {error ? <Notice tone="danger">{error.message}</Notice> : null}
        {!error && !data ? <Bones label={say('exports.ui.reconcile')} lines={4} /> : null}
        {data ? (
          <Table
            caption={say('exports.ui.reconcile')}
            stacks
            empty={say('exports.ui.noMovement')}
            columns={[
              { name: say('field.account') },
              { name: say('exports.ui.movement'), figures: true },
              { name: say('exports.ui.exported'), figures: true },
              { name: say('field.difference'), figures: true },
              { name: say('exports.ui.waiting'), figures: true },
            ]}
            rows={data.accounts.map((a) => [
              `${a.account} ${a.names?.[manifest.language] ?? a.names?.['en'] ?? ''}`,
              culture.figures(a.currency, a.movement),
              culture.figures(a.currency, a.exported),
              culture.figures(a.currency, a.difference),
              culture.count(a.waiting),
            ])}
          />
        ) : null}
      </div>
    </Card>
  )
}
