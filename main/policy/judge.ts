import { isIP } from 'node:net'
import { posix, win32 } from 'node:path'
import { definitionOf, type SettingFault, type SettingKey, type SettingValue, type TextForm } from '../../core/support/settings.ts'

/** How a value was written down: the registry has no booleans, a command line has nothing but text. */
export type Written = 'json' | 'registry' | 'text'
/** What fills in a path, and how paths look here. */
export interface Place {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}
export type Judged = { readonly value: SettingValue } | { readonly fault: SettingFault }

const wrongType: Judged = { fault: 'wrongType' }
const notAllowed: Judged = { fault: 'notAllowed' }
/** Signs that a text may have at most, entries of a list at most. */
const [longestText, longestList] = [2_000, 200]

/** Judges one value of one setting. Nothing is guessed: what is not exactly right is a fault, and the value does not count. */
export function judge(key: SettingKey, raw: unknown, written: Written, place: Place): Judged {
  const definition = definitionOf(key)
  switch (definition.type) {
    case 'flag':
      return flagOf(raw, written)
    case 'count': {
      const count = written === 'text' && typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw
      if (typeof count !== 'number' || !Number.isSafeInteger(count)) return wrongType
      return count >= definition.least && count <= definition.most ? { value: count } : notAllowed
    }
    case 'choice':
      if (typeof raw !== 'string') return wrongType
      return Object.hasOwn(definition.choices, raw) ? { value: raw } : notAllowed
    case 'text': {
      if (typeof raw !== 'string') return wrongType
      const text = formed(raw.trim(), definition.form, place)
      return text === undefined ? notAllowed : { value: text }
    }
    case 'texts': {
      const list = written === 'text' && typeof raw === 'string' ? raw.split(',') : raw
      if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) return wrongType
      const texts = list.map((entry) => formed(entry.trim(), definition.form, place))
      return list.length <= longestList && texts.every((text) => text !== undefined) ? { value: [...new Set(texts)] } : notAllowed
    }
  }
}

function flagOf(raw: unknown, written: Written): Judged {
  if (written === 'json') return typeof raw === 'boolean' ? { value: raw } : wrongType
  if (written === 'registry') return typeof raw !== 'number' ? wrongType : raw === 0 || raw === 1 ? { value: raw === 1 } : notAllowed
  // A switch without a value is on.
  return raw === '' || raw === 'true' ? { value: true } : raw === 'false' ? { value: false } : wrongType
}

/** A text as it counts; `undefined` where it has not the form. */
function formed(text: string, form: TextForm, place: Place): string | undefined {
  if (text === '' || text.length > longestText || /[\p{Cc}\u{fffd}]/u.test(text)) return undefined
  return forms[form](text, place)
}

const hostForm = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
const when = (text: string, holds: boolean): string | undefined => (holds ? text : undefined)

const forms: Readonly<Record<TextForm, (text: string, place: Place) => string | undefined>> = {
  address: (text) => {
    const url = URL.parse(text)
    if (!url || url.username !== '' || url.password !== '') return undefined
    return when(text, url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname)))
  },
  path: (text, place) => filledIn(text, place),
  host: (text) => when(text.toLowerCase(), hostForm.test(text)),
  server: (text) => {
    const [, host = '', port = ''] = /^([^:/@\s]+)(?::(\d{1,5}))?$/.exec(text) ?? []
    return when(text.toLowerCase(), hostForm.test(host) && (port === '' || (Number(port) >= 1 && Number(port) <= 65_535)))
  },
  name: (text) => when(text, text.length <= 63),
  proxy: (text) => {
    const [, host = '', port = ''] = /^(?:(?:https?|socks5):\/\/)?([^:/@\s]+):(\d{1,5})$/.exec(text) ?? []
    return when(text, hostForm.test(host) && Number(port) >= 1 && Number(port) <= 65_535)
  },
  bypass: (text) => when(text, /^(<local>|<-loopback>|[\w.*:[\]/-]{1,253})$/.test(text)),
  network: (text) => {
    const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
    const version = isIP(address)
    const widest = version === 4 ? 32 : version === 6 ? 128 : 0
    return when(text.toLowerCase(), bits === undefined ? version !== 0 || hostForm.test(text) : version !== 0 && Number(bits) <= widest)
  },
  recoveryKey: (text) => when(text.toLowerCase(), /^[0-9a-f]{64}$/i.test(text)),
  recipient: (text) => when(text, /^age1[0-9a-z]{20,2000}$/.test(text)),
}

/** `~/` and, on Windows, `%NAME%` stand for what they are to whoever runs Harmony; what is left must be absolute. */
function filledIn(text: string, { platform, environment, home }: Place): string | undefined {
  if (platform !== 'win32') {
    const path = text.startsWith('~/') ? posix.join(home, text.slice(2)) : text
    return posix.isAbsolute(path) ? posix.normalize(path) : undefined
  }
  const known = new Map(Object.entries(environment).map(([name, value]) => [name.toUpperCase(), value]))
  let whole = true
  const path = text.replace(/%([^%]+)%/g, (_all, name: string) => {
    const value = known.get(name.toUpperCase())
    if (value === undefined || value === '') whole = false
    return value ?? ''
  })
  return whole && /^([A-Za-z]:[\\/]|\\\\)/.test(path) ? win32.normalize(path) : undefined
}
