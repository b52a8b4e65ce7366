import { useState } from 'react'
import { Go } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import styles from './exports.module.css'
import type { Gap } from './types.ts'

/** What stands between the journals and a file, each with the place where it is mended. */
export function Gaps({ entity, gaps }: { entity: string; gaps: readonly Gap[] }) {
  const say = useSay()
  const may = useMay()
  const [mending, setMending] = useState<Gap | null>(null)
  if (gaps.length === 0) return null
  const sentence = (gap: Gap): string =>
    say(`exports.ui.gap.${gap.kind}`, {
      subject: gap.kind === 'profile' ? say(`field.${gap.subject}`) : gap.subject,
      value: gap.value ?? '',
      count: `${gap.count}`,
    })
  return (
    <Card title={say('exports.ui.gaps')}>
      <ul className={styles['gaps']}>
        {gaps.map((gap) => (
          <li key={`${gap.kind}/${gap.subject}`}>
            <span>
              <Chip tone={gap.blocks ? 'danger' : 'warn'}>{say(gap.blocks ? 'exports.ui.blocks' : 'exports.ui.later')}</Chip> {sentence(gap)}
            </span>
            {!may('exports.write') ? null : gap.kind === 'profile' || gap.kind === 'range' ? (
              <Go to={`/exports/settings?entity=${entity}`}>{say('exports.ui.settings')}</Go>
            ) : (
              <Button small onClick={() => setMending(gap)}>
                {say('exports.ui.mend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mending ? (
        <FormDrawer
          operation={mending.kind === 'taxKey' ? 'exports.saveTaxKey' : 'exports.saveAccount'}
          fixed={{ entity, ...(mending.kind === 'taxKey' ? { taxCode: mending.subject } : { account: mending.subject }) }}
          onClose={() => setMending(null)}
        />
      ) : null}
    </Card>
  )
} // prettier-ignore
