import { Segments, Switch } from '../kit/choices.tsx'
import { Choose } from '../kit/choose.tsx'
import { useChoosePreference } from './account.tsx'
import styles from './account.module.css'
import { cultureName, cultureSample, offeredCultures } from './culture.ts'
import { useHarmony } from './harmony.tsx'
import { choose, cultureFor, usePreferences, type Theme } from './preferences.ts'
import { useSay } from './words.ts'

/** How Harmony looks and speaks for this person. */
export default function Settings() {
  const say = useSay()
  const { manifest, culture } = useHarmony()
  const kept = usePreferences()
  const save = useChoosePreference()
  const cultures = [...new Set([culture, cultureFor(null, null, manifest.language), ...offeredCultures])]
  const theme = kept.theme ?? manifest.caller?.theme ?? 'system'
  return (
    <div className={styles['settings']}>
      <Choose
        label={say('app.language')}
        value={manifest.language}
        onChange={(language) => language && void save({ language })}
        options={manifest.languages.map((l) => ({
          value: l.code,
          label: l.complete < 100 ? `${l.name} · ${say('app.language.complete', { percent: l.complete })}` : l.name,
        }))}
      />
      <Choose
        label={say('app.culture')}
        value={culture}
        onChange={(next) => next && void save({ culture: next })}
        options={cultures.map((c) => ({ value: c, label: cultureName(c, manifest.language) }))}
        hint={<span className="figures">{cultureSample(culture)}</span>}
      />
      <div>
        <span className={styles['caption']}>{say('app.theme')}</span>
        <Choose
          label={say('app.theme')}
          bare
          value={theme}
          onChange={(next) => next && void save({ theme: next as Theme })}
          options={(['system', 'light', 'dark', 'contrast'] as const).map((t) => ({ value: t, label: say(`app.theme.${t}`) }))}
        />
      </div>
      <div>
        <span className={styles['caption']}>{say('app.density')}</span>
        <Segments
          label={say('app.density')}
          value={kept.density ?? 'compact'}
          onChange={(density) => choose({ density })}
          options={(['compact', 'standard', 'touch'] as const).map((d) => ({ value: d, label: say(`app.density.${d}`) }))}
        />
      </div>
      <Switch label={say('app.singleKeys')} checked={kept.singleKeys} onChange={(singleKeys) => choose({ singleKeys })} />
    </div>
  )
}
