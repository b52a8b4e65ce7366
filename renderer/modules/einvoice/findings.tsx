import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Table } from '../../kit/page.tsx'
import styles from './einvoice.module.css'
import type { Finding } from './types.ts'

const tones: Readonly<Record<Finding['level'], Tone>> = { fatal: 'danger', warning: 'warn', information: 'info' }

/** What a check found, rule by rule, in the reader's language. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const placeOf = (where: string | null): string => {
    const line = /^lines\[(\d+)\]/.exec(where ?? '')?.[1]
    return line === undefined ? say('einvoice.ui.document') : say('einvoice.ui.line', { number: `${Number(line) + 1}` })
  }
  return (
    <Table
      caption={say('einvoice.ui.findings')}
      stacks
      columns={[
        { name: say('einvoice.ui.wants') },
        { name: say('einvoice.ui.rule') },
        { name: say('einvoice.ui.place') },
        { name: say('einvoice.ui.level') },
      ]}
      rows={findings.map((finding) => [
        finding.text[manifest.language] ?? finding.text['en'] ?? finding.rule,
        <span key="r" className={styles['rule']}>
          {finding.rule}
        </span>,
        placeOf(finding.where),
        <Chip key="l" tone={tones[finding.level]}>
          {say(`choice.level.${finding.level}`)}
        </Chip>,
      ])}
    />
  )
}
