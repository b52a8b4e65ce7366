/** What is looked for: a sign before the text narrows it. */
export interface Asked {
  readonly text: string
  /** Of what can be done: everything, screens alone, or nothing. */
  readonly commands: 'all' | 'places' | 'none'
  /** Of what can be found: nothing, or these kinds; `null`: all kinds. */
  readonly kinds: readonly string[] | null
  /** Only the signs themselves. */
  readonly help: boolean
}
const documents = ['quote', 'order', 'contract', 'line', 'invoice', 'creditNote', 'run', 'journal'] as const

/** Each sign with what it narrows to; what it means is a word. Source: experience.md, global search. */
export const signs = [
  { sign: '>', means: 'commands', commands: 'all', kinds: [] },
  { sign: '/', means: 'places', commands: 'places', kinds: [] },
  { sign: 'c:', means: 'customers', commands: 'none', kinds: ['customer'] },
  { sign: '@', means: 'people', commands: 'none', kinds: ['contact', 'lead', 'user'] },
  { sign: '#', means: 'numbers', commands: 'none', kinds: documents },
  { sign: '?', means: 'help', commands: 'none', kinds: [] },
] as const

export function askedFor(typed: string): Asked {
  const found = signs.find(({ sign }) => typed.toLocaleLowerCase().startsWith(sign))
  if (!found) return { text: typed.trim(), commands: 'all', kinds: null, help: false }
  return { text: typed.slice(found.sign.length).trim(), commands: found.commands, kinds: found.kinds, help: found.means === 'help' }
}
