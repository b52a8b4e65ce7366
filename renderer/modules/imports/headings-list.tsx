import { useMemo } from 'react'
import { useDo } from '../../app/do.ts'
import { useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'

firstWidths('imports.headingMappings', { subject: 140, heading: 280, column: 240, recordedBy: 180 })

/** What people said of headings, and what can be forgotten again. */
export default function HeadingMappings() {
  const say = useSay()
  const writes = useMay()('imports.write')
  const forget = useDo('imports.mapHeadings', () => say('imports.ui.forgotten'))
  useTitle(say('imports.headingMappings'))
  const cells = useMemo(
    () => ({ column: (row: Row) => say(row['column'] ? `choice.name.${String(row['column'])}` : 'imports.ui.meansNothing') }),
    [say],
  )
  return (
    <Fill>
      <PageHead title={say('imports.headingMappings')} />
      <Grid
        view="imports.headingMappings"
        label={say('imports.headingMappings')}
        columns={['subject', 'heading', 'column', 'recordedAt', 'recordedBy']}
        cells={cells}
        opens={() => undefined}
        bulk={(rows, clear) =>
          writes ? (
            <Button
              small
              icon="trash"
              busy={forget.busy}
              onClick={() => {
                void forgetAll(rows, forget.go).then(clear)
              }}
            >
              {say('imports.ui.forget')}
            </Button>
          ) : null
        }
        empty={{ title: say('imports.ui.noMappings'), lead: say('imports.ui.noMappingsLead') }}
      />
    </Fill>
  )
}

/** One call for each subject: what a heading means is said of a subject. */
async function forgetAll(rows: readonly Row[], go: (input: unknown) => Promise<unknown>): Promise<void> {
  const bySubject = Map.groupBy(rows, (row) => String(row['subject']))
  for (const [subject, of] of bySubject) await go({ subject, mappings: of.map((row) => ({ heading: row['heading'], forget: true })) })
}
