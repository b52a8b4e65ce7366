import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { files, read, sources } from './source.ts'

const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
const used = new Map<string, Set<string>>()
const use = (name: string, path: string): void => void used.set(name, (used.get(name) ?? new Set()).add(path))
for (const { path, imports } of sources())
  for (const { from, typeOnly } of imports)
    if (!from.startsWith('.') && !from.startsWith('node:') && !builtinModules.includes(from))
      use(packageOf(from), typeOnly ? `type ${path}` : path)

/** Everything else that names a package: configurations, build scripts, styles, files that are read from a package's folder. */
const others = files().filter(
  (path) =>
    /\.(mjs|cjs|json|css|html|yml|typ)$|^main\/.*\.ts$|^renderer\/.*\.tsx?$|^test\/.*\.ts$/.test(path) && path !== 'package-lock.json',
)
const mentions = others.map(read).join('\n').replace(read('package.json'), '')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
/** Packages that are there without being named in a file. */
const silent: Readonly<Record<string, string>> = {
  node: 'the Node that npm scripts run on (core/DECISIONS.md)',
  typescript: 'tsc, in npm run check',
  'oxlint-tsgolint': 'what oxlint --type-aware runs',
  'jest-environment-jsdom': 'jest loads it by its short name, jsdom',
  '@mantine/hooks': 'what @mantine/core asks for beside itself',
  '@types/node': 'types',
  '@types/jest': 'types',
  '@types/react': 'types',
  '@types/react-dom': 'types',
  '@types/pg': 'types',
  '@types/big.js': 'types',
  '@types/tar-stream': 'types',
}

it('every package that is imported is declared', () => {
  const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)])
  expect([...used].filter(([name]) => !declared.has(name)).map(([name, paths]) => `${name} (${[...paths][0]})`)).toEqual([])
})
it('every package that is declared is used: npm uninstall what is not', () => {
  const spoken = `${mentions}\n${Object.values(scripts).join('\n')}`
  const idle = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].filter(
    (name) => !used.has(name) && !(name in silent) && !spoken.includes(`${name}`),
  )
  expect(idle).toEqual([])
  expect(Object.keys(silent).filter((name) => !(name in manifest.dependencies) && !(name in manifest.devDependencies))).toEqual([])
})
it('versions are exact, so that what was tested is what is installed', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name, version]) => `${name} ${version}`)).toEqual([])
})
/*
 * A package with a `binding.gyp` and no install script of its own is compiled by npm at installation, unless its entry
 * says `gypfile: false`. The package says so itself, but npm reads it from the lock, and drops it there whenever it
 * rewrites the lock: then `npm ci` on a fresh machine wants Python, a compiler and Node's headers from nodejs.org before
 * it can open the app.
 */
it('nothing is compiled at installation: put "gypfile": false back in package-lock.json', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { gypfile?: boolean }> }
  const bindings = Object.keys(packages).filter((at) => at !== '' && existsSync(`${at}/binding.gyp`))
  const scriptless = bindings.filter((at) => {
    const { scripts: own } = JSON.parse(readFileSync(`${at}/package.json`, 'utf8')) as { scripts?: Record<string, string> }
    return own?.install === undefined && own?.preinstall === undefined
  })
  expect(scriptless).not.toEqual([])
  expect(scriptless.filter((at) => packages[at]?.gypfile !== false)).toEqual([])
})
