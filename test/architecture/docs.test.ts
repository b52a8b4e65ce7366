import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '../../core/harmony.ts'
import { claimsOf } from './docs.ts'
import { files, read, root } from './source.ts'

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const there = (path: string): boolean => existsSync(join(root, path))

describe.each(files().filter((path) => path.endsWith('.md')))('%s tells the truth', (path) => {
  const claims = claimsOf(path, read(path))
  it('its links lead somewhere', () => expect(claims.links.filter((link) => !there(link))).toEqual([]))
  it('its scripts exist', () => expect(claims.scripts.filter((name) => !(name in scripts))).toEqual([]))
  it('its operations exist', () => expect(claims.operations.filter((name) => !operations.has(name))).toEqual([]))
  it('its paths exist', () => expect(claims.paths.filter((named) => !there(named))).toEqual([]))
})

it('claims are found in a text', () => {
  const text =
    'See [the map](../README.md#map), [x](https://x.example), `npm run --silent harmony -- call`, `harmony call billing.post`, `test/core/` and `main/compose.ts`.'
  expect(claimsOf('core/README.md', text)).toEqual({
    links: ['README.md'],
    scripts: ['harmony'],
    operations: ['billing.post'],
    paths: ['test/core', 'main/compose.ts'],
  })
})
