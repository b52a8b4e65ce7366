import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { partsOf, readChanges } from '../../renderer/app/changes.ts'

const root = join(__dirname, '..', '..')
const english = readChanges(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))
const german = readChanges(readFileSync(join(root, 'renderer/app/changes.de.md'), 'utf8'))

it('every version is told in both languages, point for point', () => {
  expect(english.length).toBeGreaterThan(0)
  const shape = (changes: typeof english) => changes.map(({ version, day, points }) => ({ version, day, points: points.length }))
  expect(shape(german)).toEqual(shape(english))
})
it('the newest one is this product’s', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(english[0]!.version).toBe(version)
  expect(english[0]!.points.length).toBeGreaterThan(5)
})
it('a point is its sentences over several lines, with what stands out and what is typed', () => {
  const text =
    '# Changes\n\nintro\n\n## 1.2.0 - 2026-11-23\n\n- **Bold.** one\n  two `x --y`.\n- second\n\n## 1.1.0 - 2026-10-01\n\n- third\n'
  expect(readChanges(text)).toEqual([
    {
      version: '1.2.0',
      day: '2026-11-23',
      points: [
        [
          { text: 'Bold.', as: 'strong' },
          { text: ' one two ', as: 'plain' },
          { text: 'x --y', as: 'code' },
          { text: '.', as: 'plain' },
        ],
        [{ text: 'second', as: 'plain' }],
      ],
    },
    { version: '1.1.0', day: '2026-10-01', points: [[{ text: 'third', as: 'plain' }]] },
  ])
  expect(partsOf('<b>no markup</b>')).toEqual([{ text: '<b>no markup</b>', as: 'plain' }])
})
