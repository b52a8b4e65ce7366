// What the packed product consists of (CycloneDX), on standard output. `npm sbom --omit dev` leaves out packages that something of the development also asks for
// as its peer, so the whole bill is taken and what the product's own dependencies reach is kept.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from './fresh.mjs'

/** The part of a bill that the named packages need, with all that they need. */
export function billOf(whole, names) {
  const wanted = new Set(names)
  const needs = new Map(whole.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn ?? []]))
  const full = ({ group, name }) => (group ? `${group}/${name}` : name)
  const own = new Set(needs.get(whole.metadata.component['bom-ref']) ?? [])
  const kept = new Set()
  const take = (ref) => {
    if (kept.has(ref)) return
    kept.add(ref)
    for (const next of needs.get(ref) ?? []) take(next)
  }
  const roots = whole.components.filter((component) => own.has(component['bom-ref']) && wanted.has(full(component)))
  const missing = names.filter((name) => !roots.some((component) => full(component) === name))
  if (missing.length > 0) throw new Error(`the bill of materials lacks ${missing.join(', ')}`)
  for (const component of roots) take(component['bom-ref'])
  return {
    ...whole,
    components: whole.components.filter((component) => kept.has(component['bom-ref'])),
    dependencies: [
      { ref: whole.metadata.component['bom-ref'], dependsOn: roots.map((component) => component['bom-ref']) },
      ...whole.dependencies.filter(({ ref }) => kept.has(ref)),
    ],
  }
}

export function billHere() {
  const { dependencies } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
  const told = execFileSync('npm', words, {
    cwd: projectFolder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return billOf(JSON.parse(told), Object.keys(dependencies))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) console.log(JSON.stringify(billHere(), null, 2))
