import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Words } from '../core/kernel/words.ts'
import { languages as shipped } from '../core/language.ts'

export interface Language {
  readonly code: string
  readonly name: string
  /** Share of the words that are translated, 0 to 100; all only at 100. */
  readonly complete: number
}
export interface PackFault {
  readonly file: string
  readonly why: string
}
/** The languages of an installation: those that come with the product, and the packs in its data folder. */
export interface Languages {
  list(): readonly Language[]
  /** All words; what the language lacks comes from English. */
  words(code: string): Words
  /** The best language for a wish such as `de-AT` or a browser's `Accept-Language`. */
  best(wish: string | null | undefined): string
  /** Packs that could not be read, and why. They do not stop anything. */
  faults(): readonly PackFault[]
}

interface Pack {
  readonly language: string
  readonly name: string
  readonly words: Words
}
/** Bytes a pack may have; ours has some fifty thousand. */
const largestPack = 5_000_000
const codeForm = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/
const holes = (sentence: string): string => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!).sort().join() // prettier-ignore

/** `folder` is read again whenever something in it changed, so a pack dropped into it appears without a restart. */
export function openLanguages(folder: string | undefined): Languages {
  let seen = ''
  let packs: ReadonlyMap<string, Pack> = new Map()
  let faults: readonly PackFault[] = []
  const merged = new Map<string, Words>()

  const refresh = (): void => {
    if (folder === undefined) return
    const files = jsonFilesIn(folder)
    const state = files.map(({ file, size, changed }) => `${file} ${size} ${changed}`).join('\n')
    if (state === seen) return
    seen = state
    merged.clear()
    const read = files.map(({ file, size }) => readPack(folder, file, size))
    packs = new Map(read.flatMap((pack) => ('words' in pack ? [[pack.language, pack] as const] : [])))
    faults = read.filter((pack) => 'why' in pack)
  }
  const own = (code: string): Words | undefined => {
    const base = code === 'en' || code === 'de' ? shipped[code] : undefined
    const pack = packs.get(code)
    // A pack of a language that comes with the product changes single words of it: a house's own wording.
    return base && pack ? { ...base, ...pack.words } : (base ?? pack?.words)
  }
  const wordsOf = (code: string): Words => {
    let words = merged.get(code)
    if (!words) {
      // `pt-BR` borrows from `pt` before it borrows from English.
      const parent = code.includes('-') ? own(code.slice(0, code.lastIndexOf('-'))) : undefined
      words = { ...shipped.en, ...parent, ...own(code) }
      merged.set(code, words)
    }
    return words
  }
  const codes = (): string[] => [...new Set(['en', 'de', ...[...packs.keys()].sort()])]
  return {
    list: () => {
      refresh()
      return codes().map((code) => ({
        code,
        name: packs.get(code)?.name ?? shippedNames[code] ?? code,
        complete: completeness(own(code) ?? {}),
      }))
    },
    words: (code) => {
      refresh()
      return wordsOf(code)
    },
    best: (wish) => {
      refresh()
      const known = codes()
      for (const tag of wishes(wish ?? '')) {
        for (let part = tag; part !== ''; part = part.includes('-') ? part.slice(0, part.lastIndexOf('-')) : '') {
          const found = known.find((code) => code.toLowerCase() === part)
          if (found) return found
        }
      }
      return 'en'
    },
    faults: () => {
      refresh()
      return faults
    },
  }
}

const shippedNames: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' }

function completeness(words: Words): number {
  const keys = Object.keys(shipped.en)
  const there = keys.filter((key) => Object.hasOwn(words, key)).length
  return keys.length === 0 ? 100 : Math.floor((there * 100) / keys.length)
}

/** `de-AT;q=0.8, en` as tags in small letters, the best first. */
function wishes(text: string): string[] {
  return text
    .slice(0, 200)
    .split(',')
    .map((part, index) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = Number(
        rest
          .find((r) => r.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? '1',
      )
      return { tag: tag.trim(), weight: Number.isFinite(weight) ? weight : 0, index }
    })
    .filter(({ tag, weight }) => /^[a-z0-9-]+$/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag)
}

function jsonFilesIn(folder: string): { file: string; size: number; changed: number }[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) => {
        const facts = statSync(join(folder, file), { throwIfNoEntry: false })
        return facts?.isFile() ? [{ file, size: facts.size, changed: facts.mtimeMs }] : []
      })
  } catch {
    return []
  }
}

function readPack(folder: string, file: string, size: number): Pack | PackFault {
  if (size > largestPack) return { file, why: `larger than ${largestPack} bytes` }
  try {
    const raw = JSON.parse(readFileSync(join(folder, file), 'utf8').replace(/^\ufeff/, '')) as Partial<Pack> | null
    const { language, name, words } = raw ?? {}
    if (typeof language !== 'string' || !codeForm.test(language)) return { file, why: '"language" is no language code' }
    if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return { file, why: '"name" is missing' }
    if (typeof words !== 'object' || words === null || Array.isArray(words)) return { file, why: '"words" is missing' }
    const stray = Object.entries(words).find(([, word]) => typeof word !== 'string')
    if (stray) return { file, why: `"${stray[0]}" is no text` }
    const english = shipped.en
    // A sentence that lost one of its holes would not say what it is about; it stays English. Words that we do not know are left alone.
    const fit = Object.entries(words).filter(
      ([key, word]) => word !== '' && (english[key] === undefined || holes(english[key]) === holes(word)),
    )
    return { language, name, words: Object.fromEntries(fit) }
  } catch (error) {
    return { file, why: error instanceof Error ? error.message.slice(0, 200) : 'unreadable' }
  }
}
