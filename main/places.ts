import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

let root: string | undefined

/**
 * The folder of the product: the nearest one upwards whose package.json is named "harmony". The same answer for sources under test,
 * for the bundle in dist/ and for the packed desktop (inside its archive).
 */
export function projectRoot(): string {
  if (root) return root
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'harmony') return (root = folder)
    if (folder === dirname(folder)) throw new Error(`No package.json named "harmony" above ${__dirname}`)
  }
}
