import type { MenuItemConstructorOptions } from 'electron'
import type { Say } from './words.ts'

/** What the system says of the place that was pressed. */
export interface Pressed {
  readonly isEditable: boolean
  readonly selectionText: string
  readonly misspelledWord: string
  readonly dictionarySuggestions: readonly string[]
  readonly editFlags: { readonly canCut: boolean; readonly canCopy: boolean; readonly canPaste: boolean; readonly canSelectAll: boolean }
}
export interface Correcting {
  replaceMisspelling(word: string): void
  addToDictionary(word: string): void
}

/** The menu of a text: corrections first, then what every program has. Nothing where there is nothing to do: the page has menus of its own. */
export function contextPlan(pressed: Pressed, say: Say, act: Correcting): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, misspelledWord, editFlags } = pressed
  if (!isEditable && selectionText.trim() === '') return []
  const label = (word: Parameters<Say>[0]): string => say(word).replace('&', '')
  const suggested = pressed.dictionarySuggestions.slice(0, 5).map((word) => ({ label: word, click: () => act.replaceMisspelling(word) }))
  const corrections: MenuItemConstructorOptions[] =
    misspelledWord === ''
      ? []
      : [
          ...(suggested.length > 0 ? suggested : [{ label: say('spelling.none'), enabled: false }]),
          { label: say('spelling.add'), click: () => act.addToDictionary(misspelledWord) },
          { type: 'separator' },
        ]
  return [
    ...corrections,
    ...(isEditable ? [{ role: 'cut' as const, label: label('menu.cut'), enabled: editFlags.canCut }] : []),
    { role: 'copy', label: label('menu.copy'), enabled: editFlags.canCopy },
    ...(isEditable ? [{ role: 'paste' as const, label: label('menu.paste'), enabled: editFlags.canPaste }] : []),
    ...(isEditable ? [{ role: 'selectAll' as const, label: label('menu.selectAll'), enabled: editFlags.canSelectAll }] : []),
  ]
}

/** What of Electron's `Session` knows about spelling. */
export interface SpellingSession {
  readonly availableSpellCheckerLanguages: readonly string[]
  setSpellCheckerLanguages(languages: string[]): void
  setSpellCheckerDictionaryDownloadURL(address: string): void
}

/**
 * Whether what people type is looked through, and in which languages: those of the person. macOS has dictionaries of its own; elsewhere they come from the
 * organisation's own server where it has said one, and from nobody else's, for it would learn who works here.
 */
export function setUpSpelling(session: SpellingSession, platform: NodeJS.Platform, preferred: readonly string[], dictionaries: string | null): boolean {
  if (platform === 'darwin') return true
  if (dictionaries === null) return false
  const known = session.availableSpellCheckerLanguages
  const spoken = preferred.flatMap((tag) => known.find((one) => one === tag) ?? known.find((one) => one === tag.split('-')[0]) ?? [])
  session.setSpellCheckerDictionaryDownloadURL(dictionaries.endsWith('/') ? dictionaries : `${dictionaries}/`)
  session.setSpellCheckerLanguages([...new Set(spoken)])
  return spoken.length > 0
} // prettier-ignore
