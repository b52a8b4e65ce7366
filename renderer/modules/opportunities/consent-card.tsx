import { useState } from 'react'
import { useMay, useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card } from '../../kit/page.tsx'
import { Menu } from '../../kit/popover.tsx'
import { IconButton } from '../../kit/parts.tsx'
import styles from './opportunities.module.css'
import { consentTone } from './tones.ts'
import type { ConsentNow } from './types.ts'

type Saying = { readonly channel: ConsentNow['channel']; readonly act: 'given' | 'withdrawn' | 'renew' }

/** What a person said of being contacted, channel by channel. An opt-out stands until the person takes it back with evidence. */
export function ConsentCard({
  person,
  consent,
}: {
  person: { readonly lead: string } | { readonly contact: string }
  consent: readonly ConsentNow[]
}) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [saying, setSaying] = useState<Saying | null>(null)
  return (
    <Card title={say('opportunities.ui.consent')}>
      <ul className={styles['list']}>
        {consent.map(({ channel, consent: holds, source, recordedAt }) => (
          <li key={channel} className={styles['item']}>
            <div className={styles['what']}>
              <strong>{say(`choice.channel.${channel}`)}</strong>
              {source ? (
                <span className={styles['note']}>
                  {[source, recordedAt ? culture.day(recordedAt.slice(0, 10)) : ''].filter(Boolean).join(' · ')}
                </span>
              ) : null}
            </div>
            <Chip tone={consentTone(holds)}>{say(`choice.consent.${holds}`)}</Chip>
            {may('opportunities.write') ? (
              <Menu
                target={<IconButton icon="more" label={say('opportunities.ui.consentOf', { channel: say(`choice.channel.${channel}`) })} />}
                items={[
                  ...(holds === 'withdrawn'
                    ? []
                    : [
                        {
                          label: say('opportunities.ui.recordGiven'),
                          icon: 'check' as const,
                          does: () => setSaying({ channel, act: 'given' }),
                        },
                      ]),
                  ...(holds === 'withdrawn'
                    ? [
                        {
                          label: say('opportunities.renewConsent'),
                          icon: 'refresh' as const,
                          does: () => setSaying({ channel, act: 'renew' }),
                        },
                      ]
                    : []),
                  ...(holds === 'withdrawn'
                    ? []
                    : [
                        {
                          label: say('opportunities.ui.recordWithdrawn'),
                          icon: 'danger' as const,
                          danger: true,
                          does: () => setSaying({ channel, act: 'withdrawn' }),
                        },
                      ]),
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {saying ? (
        <FormDrawer
          operation={saying.act === 'renew' ? 'opportunities.renewConsent' : 'opportunities.recordConsent'}
          title={say(
            saying.act === 'renew'
              ? 'opportunities.renewConsent'
              : saying.act === 'given'
                ? 'opportunities.ui.recordGiven'
                : 'opportunities.ui.recordWithdrawn',
          )}
          submit={say('opportunities.ui.record')}
          fixed={{ ...person, channel: saying.channel, ...(saying.act === 'renew' ? {} : { act: saying.act }) }}
          fields={saying.act === 'given' ? ['lawfulBasis', 'source', 'evidence', 'saidBy'] : ['source', 'evidence', 'saidBy']}
          initial={{ lawfulBasis: 'consent' }}
          hints={{
            source: say('opportunities.ui.sourceHint'),
            evidence: say('opportunities.ui.evidenceHint'),
            saidBy: say('opportunities.ui.saidByHint'),
          }}
          onClose={() => setSaying(null)}
        />
      ) : null}
    </Card>
  )
}
