import { useEffect, useMemo, useRef, useState } from 'react'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useChoosePreference, useSignOut } from './account.tsx'
import { useGo } from './go.tsx'
import { useCulture, useHarmony, useMay } from './harmony.tsx'
import { creates } from './menu.ts'
import styles from './palette.module.css'
import { choose } from './preferences.ts'
import { askedFor, signs } from './search-signs.ts'
import { iconOfFound, pathOfFound, useFound } from './search.ts'
import { useStore } from './store.ts'
import { useSay, wordOr } from './words.ts'
import { lastUsed, useEntries, useZones, zone } from './zone.ts'

interface Hit {
  readonly id: string
  readonly group: string
  readonly word: string
  readonly lead?: string
  readonly icon: IconName
  readonly does: () => void
  /** It says what is typed next, and leaves the field open. */
  readonly types?: string
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
/** All words of what was typed occur, in any order; beginnings of words first. */
function score(word: string, typed: string): number {
  const hay = plain(word)
  const needles = plain(typed).split(/\s+/).filter(Boolean)
  if (!needles.every((n) => hay.includes(n))) return 0
  return needles.every((n) => hay.startsWith(n) || hay.includes(` ${n}`)) ? 2 : 1
}

/** Search and commands: everything that can be reached, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const asked = askedFor(typed)
  const { text } = asked
  const anything = asked.kinds === null
  const go = useGo()
  const commands = useCommands()
  const { hits: found, busy } = useFoundHits(asked.kinds?.length === 0 ? '' : text, asked.kinds)
  const hits = useMemo(() => {
    const offered = asked.help
      ? signs.map(({ sign, means }): Hit => ({ id: `sign ${sign}`, group: say('app.search.signs'), word: `${sign} ${say(`app.search.sign.${means}`)}`, icon: 'search', does: () => undefined, types: sign })) // prettier-ignore
      : commands.filter((hit) => asked.commands === 'all' || (asked.commands === 'places' && hit.group === say('app.search.places')))
    const ranked = offered
      .map((hit) => ({
        hit,
        rank: text === '' ? (hit.group === say('app.search.settings') && anything ? 0 : 1) : score(hit.word, text),
      }))
      .filter(({ rank }) => rank > 0)
    return [
      ...(text === '' ? ranked : ranked.toSorted((a, b) => b.rank - a.rank)).map(({ hit }) => hit).slice(0, text === '' ? 40 : 12),
      ...found,
    ]
  }, [commands, found, text, asked.commands, asked.help, anything, say])
  useEffect(() => setAt(0), [typed])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const run = (hit: Hit | undefined): void => {
    if (!hit) return
    if (hit.types !== undefined) return setTyped(hit.types)
    onClose()
    hit.does()
  }
  const onKeyDown = (e: React.KeyboardEvent): void => {
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && hits.length > 0) {
      e.preventDefault()
      setAt((now) => (now + step + hits.length) % hits.length)
    } else if (e.key === 'Enter' && !hits[at] && text.length > 1 && anything) {
      // Who types faster than it is found meets everything that is found.
      onClose()
      go('/search', { search: { q: text } })
    } else if (e.key === 'Enter') run(hits[at])
    else if (e.key === 'Escape') onClose()
    else if (e.key === 'Tab') e.preventDefault()
  }
  const groups = [...new Set(hits.map((h) => h.group))]
  return (
    <div className={styles['shade']} onMouseDown={(e) => e.target === e.currentTarget && onClose()}>
      <div className={styles['palette']} role="dialog" aria-modal="true" aria-label={say('app.search.title')}>
        <div className={styles['field']}>
          <Icon name="search" size={18} />
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-hits"
            aria-autocomplete="list"
            aria-label={say('app.search')}
            {...(hits[at] ? { 'aria-activedescendant': `hit-${at}` } : {})}
            placeholder={say('app.search')}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
            onKeyDown={onKeyDown}
            spellCheck={false}
            autoComplete="off"
          />
          <kbd>Esc</kbd>
        </div>
        <div className={styles['hits']} id="palette-hits" role="listbox" aria-label={say('app.search.title')} ref={list}>
          {groups.map((group) => (
            <div key={group} role="group" aria-label={group}>
              <div className={styles['group']} aria-hidden="true">
                {group}
              </div>
              {hits.map((hit, i) =>
                hit.group === group ? (
                  <div
                    key={hit.id}
                    id={`hit-${i}`}
                    role="option"
                    aria-selected={i === at}
                    className={styles['hit']}
                    onMouseMove={() => setAt(i)}
                    onClick={() => run(hit)}
                  >
                    <Icon name={hit.icon} />
                    <span className={styles['word']}>{hit.word}</span>
                    {hit.lead ? <span className={styles['lead']}>{hit.lead}</span> : null}
                  </div>
                ) : null,
              )}
            </div>
          ))}
        </div>
        {hits.length === 0 && !busy ? (
          <p className={styles['none']} role="status">
            {say('app.search.none', { text })}
          </p>
        ) : null}
        <div className={styles['foot']}>{say('app.search.hint')}</div>
      </div>
    </div>
  )
}

function useCommands(): readonly Hit[] {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const entries = useEntries()
  const { zones } = useZones()
  const { manifest } = useHarmony()
  const save = useChoosePreference()
  const signOut = useSignOut()
  const used = useStore(lastUsed)
  const places = say('app.search.places')
  const actions = say('app.search.actions')
  const settings = say('app.search.settings')
  const recent = say('app.search.recent')
  return [
    ...used.slice(0, 4).map((u): Hit => ({ id: `used ${u.path}`, group: recent, word: u.title, icon: 'clock', does: () => go(u.path) })),
    { id: 'home', group: places, word: say('app.overview'), icon: 'home', does: () => go('/') },
    ...entries.map((e): Hit => ({ id: `go ${e.opens} ${e.word}`, group: places, word: wordOr(say, e.word, e.word), lead: say(`app.zone.${e.zone}`), icon: 'right', does: () => go(e.opens) })),
    ...creates.filter((c) => may(c.permit)).map((c): Hit => ({ id: `new ${c.opens}`, group: actions, word: wordOr(say, c.word, c.word), icon: 'plus', does: () => go(c.opens) })),
    ...zones.map((z): Hit => ({ id: `zone ${z}`, group: settings, word: `${say('app.zone.switch')}: ${say(`app.zone.${z}`)}`, icon: 'settings', does: () => zone.set(z) })),
    ...(['system', 'light', 'dark', 'contrast'] as const).map((theme): Hit => ({ id: `theme ${theme}`, group: settings, word: `${say('app.theme')}: ${say(`app.theme.${theme}`)}`, icon: 'sun', does: () => void save({ theme }) })),
    ...(['compact', 'standard', 'touch'] as const).map((density): Hit => ({ id: `density ${density}`, group: settings, word: `${say('app.density')}: ${say(`app.density.${density}`)}`, icon: 'settings', does: () => choose({ density }) })),
    ...manifest.languages.map((l): Hit => ({ id: `language ${l.code}`, group: settings, word: `${say('app.language')}: ${l.name}`, icon: 'globe', does: () => void save({ language: l.code }) })),
    { id: 'account', group: settings, word: say('app.account.security'), icon: 'shield', does: () => go('/account') },
    { id: 'out', group: settings, word: say('app.signOut'), icon: 'signOut', does: () => void signOut() },
  ] // prettier-ignore
}

/** What the host finds, under its kinds, and the way to all of it. */
function useFoundHits(text: string, kinds: readonly string[] | null): { readonly hits: readonly Hit[]; readonly busy: boolean } {
  const say = useSay()
  const go = useGo()
  const culture = useCulture()
  const { found, busy } = useFound(text, kinds === null ? {} : { kinds })
  const hits = found.map((hit): Hit => {
    const amount = hit.amount !== null && hit.currency !== null ? culture.money(hit.currency, hit.amount) : null
    return {
      id: `${hit.kind} ${hit.id}`,
      group: say(`choice.kinds.${hit.kind}`),
      word: hit.title,
      lead: [hit.subtitle, amount].filter(Boolean).join(' · '),
      icon: iconOfFound(hit),
      does: () => go(pathOfFound(hit)),
    }
  })
  const all: Hit = {
    id: 'all',
    group: say('app.search.results'),
    word: say('app.search.all', { text }),
    icon: 'search',
    does: () => go('/search', { search: { q: text } }),
  }
  return { hits: hits.length > 0 && kinds === null ? [...hits, all] : hits, busy }
}
