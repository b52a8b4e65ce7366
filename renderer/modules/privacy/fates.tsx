import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Figure, Figures, Table } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { Fate, Preview } from './types.ts'

const tones = { removed: 'danger', replaced: 'warn', held: 'info' } as const

/** The name of a country, as people of the culture call it. */
export function useCountry(): (code: string) => string {
  const { name } = useCulture()
  const names = new Intl.DisplayNames([name], { type: 'region' })
  return (code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)
}

/** Until when something is kept, and what keeps it. */
export function useKept(): (kept: Pick<Fate, 'keep' | 'country' | 'until'>) => string {
  const say = useSay()
  const culture = useCulture()
  const called = useCountry()
  return ({ keep, country, until }) => {
    if (keep === null) return say('privacy.ui.nothingKeeps')
    const what = `${say(`choice.keep.${keep}`)}, ${called(country ?? '')}`
    return until === null ? say('privacy.ui.whileRuns', { what }) : say('privacy.ui.keptUntil', { what, until: culture.day(until) })
  }
}

/** What becomes of everything that is kept of somebody. */
export function Fates({ preview }: { preview: Preview }) {
  const say = useSay()
  const culture = useCulture()
  const kept = useKept()
  return (
    <Stack>
      <Figures>
        <Figure word={say('field.rows')} value={culture.count(preview.fates.reduce((all, one) => all + one.rows.length, 0))} />
        <Figure word={say('privacy.ui.entries')} value={culture.count(preview.entries)} />
        <Figure word={say('field.files')} value={culture.count(preview.files)} />
      </Figures>
      {preview.shared.length > 0 ? <Notice tone="info">{say('privacy.ui.shared', { words: preview.shared.join(', ') })}</Notice> : null}
      <Card title={say('field.fates')}>
        <Table
          caption={say('field.fates')}
          stacks
          empty={say('privacy.ui.nothing')}
          columns={[
            { name: say('field.record') },
            { name: say('field.fate') },
            { name: say('field.rows'), figures: true },
            { name: say('field.fields') },
            { name: say('privacy.ui.why') },
          ]}
          rows={preview.fates.map((one) => [
            say(one.record),
            <Chip key="fate" tone={tones[one.fate]}>
              {say(`choice.fate.${one.fate}`)}
            </Chip>,
            culture.count(one.rows.length),
            one.fields.map((field) => say(`field.${field}`)).join(', '),
            kept(one),
          ])}
        />
      </Card>
    </Stack>
  )
}
