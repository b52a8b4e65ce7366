// `npm run harmony -- …` and `npm start`. Brings the bundles in dist/ up to date when sources are newer, then runs the product in this very
// process. Everything up to the check of the Node version is written so that old versions of Node can read it and say what is wrong.
import { join } from 'path'
import { pathToFileURL } from 'url'
import * as nodeModule from 'module'
import { dist, isFresh } from './build/fresh.mjs'

const words = process.argv.slice(2)

function tooOld() {
  const parts = process.versions.node.split('.').map(Number)
  return parts[0] < 22 || (parts[0] === 22 && parts[1] < 12)
}

async function bring(bundle) {
  if (isFresh(bundle)) return
  const build = await import('./build/build.mjs')
  await build.bringUpToDate(bundle)
}

async function start() {
  const desktop = words[0] === 'start'
  await bring('main')
  if (desktop || words[0] === 'serve' || words[0] === 'field') await bring('renderer')
  // Compiled code is kept between starts: a good part of a short command is compiling the same JavaScript again.
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache(join(dist, '.compiled'))
  const entry = await import(pathToFileURL(join(dist, desktop ? 'start.cjs' : 'cli.cjs')).href)
  process.exitCode = await entry.main(desktop ? words.slice(1) : words)
}

if (tooOld()) {
  console.error(
    'Harmony needs Node.js 22.12 or newer, and this is ' +
      process.versions.node +
      '. Run "npm ci" (without --ignore-scripts), which brings Node.js 24 along for "npm start" and "npm run harmony", or install Node.js 24 from https://nodejs.org.',
  )
  process.exitCode = 2
} else {
  start().catch((error) => {
    console.error(error && error.buildFailed ? error.message : error)
    process.exitCode = 70
  })
}
