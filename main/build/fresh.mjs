// Are the bundles in dist/ newer than their sources? Asked at every start, so it only compares modification times (a few milliseconds).
// Plain JavaScript without newer syntax: launch.mjs needs it before it knows which Node runs it.
import { readdirSync, statSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const dist = join(projectFolder, 'dist')

// What each bundle is made of. The renderer takes types and the kernel from core, and its words come from the host.
const sources = {
  main: ['main', 'core', 'migrations', 'package-lock.json'],
  renderer: ['renderer', join('core', 'kernel'), 'package-lock.json'],
}
/** Its modification time is the moment at which the last complete build began. */
export const stampOf = (bundle) => join(dist, '.' + bundle + '-built')

function modified(path) {
  try {
    return statSync(path).mtimeMs
  } catch {
    return 0
  }
}

// Folders count too: their time changes when a file in them appears or disappears.
function newestWithin(path) {
  let newest = modified(path)
  let entries
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch {
    return newest
  }
  for (const entry of entries) {
    const inside = join(path, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestWithin(inside) : modified(inside))
  }
  return newest
}

/** `bundle` is "main" or "renderer". A product without its sources (the packed desktop) is what it is. */
export function isFresh(bundle) {
  if (modified(join(projectFolder, sources[bundle][0], bundle === 'main' ? 'cli.ts' : 'tsconfig.json')) === 0) return true
  const built = modified(stampOf(bundle))
  return built > 0 && sources[bundle].every((source) => newestWithin(join(projectFolder, source)) < built)
}
