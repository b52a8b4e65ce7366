import { command, put, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, codeOf, idOf, many, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { users } from './user.ts'

/** Who the caller is and what they may do. `entities` is `null` where they work for all. */
export const me = query({
  name: 'people.me',
  zone: 'setup',
  permit: null,
  input: shape({}),
  output: shape({
    user: idOf('users'),
    login: maybe(text),
    name: text,
    title: maybe(text),
    permits: many(text),
    entities: maybe(many(codeOf('entities'))),
    language: maybe(text),
    culture: maybe(text),
    theme: maybe(choice('light', 'dark', 'system')),
  }),
  ask: async (_input, read, { caller }) => {
    const user = await read.get(users, caller.user)
    return {
      user: caller.user as never,
      // The machine's own administrator is nobody among the users.
      login: user?.login ?? null,
      name: caller.name,
      title: user?.title ?? null,
      permits: [...caller.permits].sort(),
      entities: caller.entities === 'all' ? null : caller.entities.map((code) => code as Code<'entities'>),
      language: user?.language ?? null,
      culture: user?.culture ?? null,
      theme: user?.theme ?? null,
    }
  },
})

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** What the person chose; `null` follows the browser or the system again. */
export const savePreferences = command({
  name: 'people.savePreferences',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ language: maybe(text), culture: maybe(text), theme: maybe(choice('light', 'dark', 'system')) }),
  output: shape({ language: maybe(text), culture: maybe(text), theme: maybe(choice('light', 'dark', 'system')) }),
  refusals: ['people.unknownLanguage', 'people.noUserOfItsOwn'],
  load: (_input, read, now) => read.get(users, now.caller.user),
  decide: ({ language, culture, theme }, user) => {
    const odd = [language, culture].find((tag) => tag !== null && !languageTag.test(tag))
    if (odd) return refuse('people.unknownLanguage', { language: odd })
    if (!user) return refuse('people.noUserOfItsOwn')
    return { result: { language, culture, theme }, changes: [put(users, { ...user, language, culture, theme })] }
  },
})
