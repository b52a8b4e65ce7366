import { modules } from '../../core/harmony.ts'
import { parse, sources, sourcesIn } from './source.ts'
import { rings, walls, type ModuleFacts } from './walls.ts'

const facts: ReadonlyMap<string, ModuleFacts> = new Map(modules.map((m) => [m.name, m]))
const few: ReadonlyMap<string, ModuleFacts> = new Map([
  ['billing', { name: 'billing', needs: ['contracts'] }],
  ['contracts', { name: 'contracts', needs: [] }],
])

describe('imports run one way', () => {
  it.each(Object.keys(walls))('%s', (name) => {
    expect(sources().flatMap((source) => walls[name]!(source, facts))).toEqual([])
  })
  it('no files import each other in a ring', () => {
    expect(rings(sources())).toEqual([])
  })
  it('the modules of core need each other one way only, and only modules that exist', () => {
    const needs = modules.map((m) => ({
      path: `core/${m.name}`,
      imports: m.needs.map((n) => ({ from: n, target: `core/${n}`, typeOnly: false, lazy: false })),
    }))
    expect(modules.flatMap((m) => m.needs.filter((n) => !facts.has(n)).map((n) => `${m.name} needs ${n}`))).toEqual([])
    expect(rings(needs)).toEqual([])
  })
  it('a module needs what it uses and nothing else', () => {
    const owner = new Map(modules.flatMap((m) => m.records.map((r) => [r.record, m.name])))
    const used = new Map(modules.map((m) => [m.name, new Set<string>()]))
    for (const { path, imports, strings } of sourcesIn('core')) {
      const own = used.get(path.split('/')[1]!)
      for (const { target } of imports) own?.add(target.split('/')[1] ?? '')
      // A reference such as idOf('products') is a need as well.
      for (const text of strings) own?.add(owner.get(text) ?? '')
    }
    expect(modules.flatMap((m) => m.needs.filter((n) => !used.get(m.name)!.has(n)).map((n) => `${m.name} does not use ${n}`))).toEqual([])
  })
})

// Each wall holds: what it forbids is found, what it allows is not.
describe.each<[wall: keyof typeof walls, path: string, text: string, stands: boolean]>([
  ['coreImportsCore', 'core/billing/a.ts', "import { x } from '../../main/x.ts'", false],
  ['coreImportsCore', 'core/billing/a.ts', "import type { X } from '../../renderer/x.ts'", false],
  ['coreImportsCore', 'core/billing/a.ts', "import Big from 'big.js'", false],
  ['coreImportsCore', 'core/kernel/decimal.ts', "import Big from 'big.js'", true],
  ['coreImportsCore', 'core/kernel/run.ts', "import { hash } from 'node:crypto'", false],
  ['coreImportsCore', 'core/billing/a.ts', "import { z } from 'zod'", false],
  ['coreImportsCore', 'main/a.ts', "import { z } from 'zod'", true],
  ['kernelImportsKernel', 'core/kernel/a.ts', "import { x } from '../billing/x.ts'", false],
  ['kernelImportsKernel', 'core/kernel/a.ts', "import { x } from './shape.ts'", true],
  ['modulesImportWhatTheyNeed', 'core/billing/a.ts', "import { x } from '../contracts/x.ts'", true],
  ['modulesImportWhatTheyNeed', 'core/contracts/a.ts', "import { x } from '../billing/x.ts'", false],
  ['modulesImportWhatTheyNeed', 'core/contracts/a.ts', "import type { x } from '../billing/x.ts'", false],
  ['modulesImportWhatTheyNeed', 'core/contracts/a.ts', "import { modules } from '../harmony.ts'", false],
  ['modulesImportWhatTheyNeed', 'core/contracts/a.ts', "import { x } from '../kernel/x.ts'", true],
  ['listsAloneNameModules', 'core/harmony.ts', "import { x } from './billing/module.ts'", true],
  ['listsAloneNameModules', 'core/billing/words.en.ts', "import type { x } from './module.ts'", true],
  ['listsAloneNameModules', 'core/billing/a.ts', "import { x } from './module.ts'", false],
  ['listsAloneNameModules', 'main/a.ts', "import { x } from '../core/billing/module.ts'", false],
  ['listsAloneNameModules', 'core/billing/a.ts', "import en from './words.en.ts'", false],
  ['storageAloneOpensDatabases', 'main/a.ts', "import { Sequelize } from 'sequelize'", false],
  ['storageAloneOpensDatabases', 'main/doors/a.ts', "const pg = await import('pg')", false],
  ['storageAloneOpensDatabases', 'main/storage/a.ts', "import { Sequelize } from 'sequelize'", true],
  ['desktopAloneKnowsElectron', 'main/hub.ts', "import { app } from 'electron'", false],
  ['desktopAloneKnowsElectron', 'main/doors/ipc.ts', "const { app } = require('electron')", false],
  ['desktopAloneKnowsElectron', 'main/electron.ts', "import { app } from 'electron'", true],
  ['hostsKnowNoScreens', 'main/a.ts', "import { x } from '../renderer/x.ts'", false],
  ['hostsKnowNoScreens', 'main/storage/a.ts', "import * as log from '../../migrations/0001-log.ts'", true],
  ['doorsKnowNoModule', 'main/doors/http.ts', "import { x } from '../../core/billing/post.ts'", false],
  ['doorsKnowNoModule', 'main/doors/http.ts', "import { x } from '../../core/kernel/run.ts'", true],
  ['storageKnowsModulesInReads', 'main/storage/host.ts', "import { x } from '../../core/billing/run.ts'", false],
  ['storageKnowsModulesInReads', 'main/storage/reads/billing.ts', "import { x } from '../../../core/billing/run.ts'", true],
  ['migrationsStandAlone', 'migrations/0001-log.ts', "import { x } from '../main/storage/tables.ts'", false],
  ['screensKnowTheManifest', 'renderer/app/a.ts', "import { x } from '../../main/x.ts'", false],
  ['screensKnowTheManifest', 'renderer/app/a.ts', "import { post } from '../../core/billing/post.ts'", false],
  ['screensKnowTheManifest', 'renderer/app/a.ts', "import type { Run } from '../../core/billing/propose.ts'", true],
  ['screensKnowTheManifest', 'renderer/app/a.ts', "import { money } from '../../core/kernel/money.ts'", true],
  ['screensKnowTheManifest', 'renderer/app/a.ts', "import { readFileSync } from 'node:fs'", false],
  ['kitKnowsNoBusiness', 'renderer/kit/a.tsx', "import { x } from '../modules/billing/x.ts'", false],
  ['kitKnowsNoBusiness', 'renderer/kit/a.tsx', "import type { x } from '../../core/billing/run.ts'", false],
  ['kitKnowsNoBusiness', 'renderer/kit/a.tsx', "import type { x } from '../../core/kernel/shape.ts'", true],
  ['kitAloneKnowsMantine', 'renderer/modules/billing/a.tsx', "import { Button } from '@mantine/core'", false],
  ['kitAloneKnowsMantine', 'renderer/kit/a.tsx', "import { Button } from '@mantine/core'", true],
  ['nobodyNeedsTests', 'main/a.ts', "import { x } from '../test/world/x.ts'", false],
])('%s', (wall, path, text, stands) => {
  it(`${stands ? 'lets' : 'stops'} ${path}: ${text}`, () => {
    expect(walls[wall]!(parse(path, text), few)).toHaveLength(stands ? 0 : 1)
  })
})
it('rings are found through any number of files, types included', () => {
  const ring = [
    parse('core/a.ts', "import { b } from './b.ts'"),
    parse('core/b.ts', "import type { c } from './c.ts'\nimport { d } from './d.ts'"),
    parse('core/c.ts', "export * from './a.ts'"),
    parse('core/d.ts', ''.padEnd(1, '\n') + 'export const d = 1'),
  ]
  expect(rings(ring)).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts'])
  expect(rings(ring.slice(0, 2))).toEqual([])
  const hosts = [parse('main/a.ts', "const b = await import('./b.ts')"), parse('main/b.ts', "import { a } from './a.ts'")]
  expect(rings(hosts)).toEqual([])
  expect(rings([parse('main/a.ts', "import { b } from './b.ts'"), hosts[1]!])).toEqual(['main/a.ts → main/b.ts → main/a.ts'])
})
