import { useState } from 'react'
import { Refused, useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Line, Quiet, Stack } from '../../kit/tall.tsx'
import styles from './imports.module.css'
import type { Headings, Subject } from './types.ts'

/** Stands for "means none of our columns" where an empty value means "nobody said". */
const nothing = '-'

/** What the headings of the file mean. Those that Harmony does not know are explained once, and remembered. `error`: why the file cannot be looked at. */
export function HeadingsCard({ subject, input, error }: { subject: Subject; input: object; error: Error | null }) {
  const say = useSay()
  const culture = useCulture()
  const { data } = useAsk<Headings>('imports.headings', { ...input, subject }, { keep: true })
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({})
  const [open, setOpen] = useState(false)
  const remember = useDo('imports.mapHeadings', () => say('imports.ui.remembered'))
  const lacking = error instanceof Refused && error.code === 'imports.headingsMissing'
  const trouble = error && !(lacking && data && data.headings.length > 0) ? <Notice tone="danger">{error.message}</Notice> : null
  if (!data) return trouble
  const missing = data.columns.filter((c) => !c.isFound && !c.isOptional)
  const unknown = data.headings.filter((h) => h.name === null && !h.isMapped)
  const all = open || missing.length > 0
  const shown = all ? data.headings : unknown
  // A file that is read well needs no card of its own; without a heading at all there is nothing to map.
  if (data.headings.length === 0 || shown.length === 0 || trouble) return trouble
  const taken = new Set([
    ...data.headings.flatMap((h) => (h.name !== null && said[h.heading] === undefined ? [h.name] : [])),
    ...Object.values(said),
  ])
  const needed = missing.filter((c) => !Object.values(said).includes(c.name))
  const save = async (): Promise<void> => {
    const mappings = Object.entries(said).map(([heading, name]) => ({ heading, name: name === nothing ? null : name }))
    if (await remember.go({ subject, mappings })) setSaid({})
  }
  return (
    <Card title={say('imports.ui.headings')}>
      <Stack>
        {missing.length > 0 ? (
          <Notice tone="warn">
            {say('imports.ui.headingsMissing')}
            {needed.length > 0 ? (
              <p>{say('imports.ui.needed', { columns: needed.map((c) => say(`choice.name.${c.name}`)).join(', ') })}</p>
            ) : null}
          </Notice>
        ) : (
          <p>
            {unknown.length > 0
              ? say('imports.ui.headingsUnknown', { count: unknown.length, figure: culture.count(unknown.length) })
              : say('imports.ui.headingsKnown')}
          </p>
        )}
        <div className={styles['settings']}>
          {shown.map(({ heading, name, isMapped }) => {
            const own = said[heading]
            return (
              <Choose
                key={heading}
                label={heading}
                value={own ?? name ?? (isMapped ? nothing : null)}
                onChange={(next) => setSaid((before) => ({ ...before, [heading]: next ?? nothing }))}
                placeholder={say('app.form.choose')}
                {...(isMapped && own === undefined ? { hint: say('imports.ui.byYou') } : {})}
                options={[
                  { value: nothing, label: say('imports.ui.meansNothing') },
                  ...data.columns
                    .filter((c) => c.name === own || c.name === name || !taken.has(c.name))
                    .map((c) => ({ value: c.name, label: say(`choice.name.${c.name}`) })),
                ]}
                searchable
              />
            )
          })}
        </div>
        <Line>
          <Button
            look={missing.length > 0 ? 'primary' : 'plain'}
            icon="check"
            busy={remember.busy}
            disabled={Object.keys(said).length === 0}
            onClick={() => void save()}
          >
            {say('imports.ui.remember')}
          </Button>
          {all ? null : <Button onClick={() => setOpen(true)}>{say('imports.ui.showHeadings')}</Button>}
          <Quiet small>{say('imports.ui.layout', { row: culture.count(data.headingRow) })}</Quiet>
        </Line>
      </Stack>
    </Card>
  )
}
