import { useMemo } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { cultureName, offeredCultures } from '../../app/culture.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choose, type Option } from '../choose.tsx'
import { codedBy, countries, languages, zoneNames, type Coded } from './codes.ts'

export interface CodeFieldProps {
  readonly id?: string
  readonly label: string
  readonly bare?: boolean
  readonly hint?: string
  readonly error?: string | undefined
  readonly required?: boolean
  readonly clearable?: boolean
  readonly disabled?: boolean
  readonly of: Coded
  /** The code, as it is stored. */
  readonly value: string
  readonly onChange: (code: string) => void
}
/** A country, language, time zone, culture or currency: stored by its code, chosen by its name in the language of the screen. */
export function CodeField({ of, value, onChange, ...frame }: CodeFieldProps) {
  const say = useSay()
  const { manifest } = useHarmony()
  const spoken = manifest.languages.map((l) => l.code).join()
  const options = useMemo(() => optionsOf(of, manifest.language, spoken.split(',')), [of, manifest.language, spoken])
  const known = value === '' || options.some((o) => o.value === value)
  const all = known ? options : [{ value, label: value }, ...options]
  return (
    <Choose
      {...frame}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      options={all}
      searchable
      find={(typed) => found(all, typed)}
      placeholder={say('app.form.choose')}
      nothing={say('app.form.nothingFound')}
    />
  )
}

function optionsOf(of: Coded, language: string, spoken: readonly string[]): readonly Option[] {
  const byName = (codes: readonly string[], named: (code: string) => string): Option[] => {
    const { compare } = new Intl.Collator(language)
    return codes.map((code) => ({ value: code, label: named(code) })).sort((a, b) => compare(a.label, b.label))
  }
  const names = (type: 'region' | 'language' | 'currency') => {
    const { of: name } = codedBy(type, language)
    return (code: string): string => `${name(code)} (${code})`
  }
  switch (of) {
    case 'country':
      return byName(countries, names('region'))
    case 'language': {
      // What Harmony speaks comes first: papers are written in it.
      const others = languages.filter((code) => !spoken.includes(code))
      return [...byName(spoken, names('language')), ...byName(others, names('language'))]
    }
    case 'culture':
      return offeredCultures.map((code) => ({ value: code, label: `${cultureName(code, language)} (${code})` }))
    case 'currency':
      return currencies.map((code) => ({ value: code, label: `${code} · ${codedBy('currency', language).of(code)}` }))
    case 'zone':
      return zoneNames(language).map(({ zone, name }) => ({
        value: zone,
        label: name === '' ? zone : `${zone.replaceAll('_', ' ')} · ${name}`,
      }))
  }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase()
/** The code itself first, then names that begin with what is typed, then those that have it anywhere; `osterreich` finds Österreich. */
function found(options: readonly Option[], typed: string): readonly Option[] {
  const text = plain(typed.trim())
  if (text === '') return options
  const rank = ({ value, label }: Option): number => {
    const name = plain(label)
    if (plain(value) === text) return 0
    return name.startsWith(text) ? 1 : name.includes(` ${text}`) || name.includes(`/${text}`) ? 2 : name.includes(text) ? 3 : 4
  }
  return options
    .map((option) => ({ option, at: rank(option) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .map(({ option }) => option)
}
