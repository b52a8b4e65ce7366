import { query } from '../kernel/operation.ts'
import { codeOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { employers } from './people.ts'
import { settings } from './setting.ts'

/** Whom a visitor may sign in as with one click. Nobody, in any installation but the demo company. */
export const listDemoPeople = query({
  name: 'demo.people',
  zone: 'setup',
  permit: 'public',
  input: shape({}),
  output: many(shape({ login: text, name: text, title: maybe(text), entity: codeOf('entities') })),
  ask: async (_input, read) => {
    const demo = await read.get(settings, 'demo')
    if (demo?.value !== 'true') return []
    const people = await read.list(users, { where: { field: 'active', is: 'equal', value: true }, order: ['name'], limit: 1000 })
    const entity = codeOf('entities')
    return people.flatMap(({ login, name, title }) =>
      employers[login] === undefined ? [] : [{ login, name, title, entity: entity.parse(employers[login], 'entity') }],
    )
  },
})
