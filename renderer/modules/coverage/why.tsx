import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Facts } from '../../kit/page.tsx'
import { Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import { PartsOf } from './parts-of.tsx'
import type { Landing } from './types.ts'

/** Why an entry landed where it did, rung by rung. */
export function Why({ of, onClose }: { of: { readonly landing?: string; readonly movement?: string }; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{ landing: Landing; isReversed: boolean }>('coverage.why', of)
  const landing = data?.landing
  return (
    <Drawer opened onClose={onClose} title={say('coverage.why')} close={say('app.close')}>
      {error ? <Notice tone="info">{say('coverage.ui.byHand')}</Notice> : null}
      {!error && !landing ? <Bones label={say('coverage.why')} /> : null}
      {landing ? (
        <Stack>
          <Facts
            facts={[
              { name: say('field.entry'), value: landing.label, wide: true },
              { name: say('field.day'), value: culture.day(landing.day) },
              { name: say('field.kind'), value: say(`choice.kind.${landing.kind}`) },
              { name: say('field.rung'), value: <PartsOf parts={landing.parts} />, wide: true },
            ]}
          />
          {data.isReversed ? <Notice tone="warn">{say('coverage.ui.takenBack')}</Notice> : null}
          {landing.warnings.map((step, i) => (
            <Notice key={i} tone="warn">
              {sentence(say, culture, step)}
            </Notice>
          ))}
          <ol>
            {landing.why.map((step, i) => (
              <li key={i}>{sentence(say, culture, step)}</li>
            ))}
          </ol>
        </Stack>
      ) : null}
    </Drawer>
  )
}
