import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '../../main/storage/migrations.ts'
import frozen from './frozen-migrations.json'
import { fingerprint, melted } from './migrations.ts'
import { read, root } from './source.ts'

const files = readdirSync(join(root, 'migrations')).sort()

describe('migrations', () => {
  it('stay as they were released', () => {
    expect(melted(Object.fromEntries(files.map((file) => [file, read(`migrations/${file}`)])), frozen)).toEqual([])
  })
  it('are all run, in the order of their numbers', () => {
    expect(migrations.map((m) => `${m.name}.ts`)).toEqual(files)
  })
  it('run forward only', () => {
    // SQLite loosens a column by making the table anew: the old one goes once its rows are in the new one.
    const rebuilt = (text: string): string =>
      text.replace(/drop table (\w+)_before\b/g, (drop, table: string) =>
        text.includes(`alter table ${table} rename to ${table}_before`) && text.includes(`from ${table}_before`) ? '' : drop,
      )
    expect(
      files.filter((file) => /\bdrop (table|column)\b|export (const|function) down\b/i.test(rebuilt(read(`migrations/${file}`)))),
    ).toEqual([])
  })
  it.each([
    [{ '0001-a.ts': 'x' }, { '0001-a.ts': fingerprint('x') }, 0],
    [{ '0001-a.ts': 'x\r\n' }, { '0001-a.ts': fingerprint('x\n') }, 0],
    [{ '0001-a.ts': 'y' }, { '0001-a.ts': fingerprint('x') }, 1],
    [{}, { '0001-a.ts': fingerprint('x') }, 1],
    [{ '0001-a.ts': 'x' }, {}, 1],
    [{ '0002-a.ts': 'x' }, { '0002-a.ts': fingerprint('x') }, 1],
  ])('%j against %j', (texts, list, found) => expect(melted(texts, list)).toHaveLength(found))
})
