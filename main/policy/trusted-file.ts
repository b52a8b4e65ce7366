import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, readlinkSync } from 'node:fs'
import { dirname, join, parse, resolve } from 'node:path'

/** Bytes that a policy or a file of certificates may have. */
const largest = 1_000_000
/** Links that may lead to a file, one to the next. */
const mostLinks = 10

export type TrustedFile =
  | { readonly state: 'read'; readonly bytes: Buffer }
  | { readonly state: 'absent' }
  /** Somebody who is no administrator could have written it, or put another one in its place. */
  | { readonly state: 'untrusted'; readonly why: string; readonly path?: string }
  | { readonly state: 'unreadable'; readonly why: string }

class Untrusted extends Error {
  /** What others may change: the file, or a folder or link on the way to it. */
  readonly path: string
  constructor(path: string, what: string) {
    super(`${path} ${what}`)
    this.path = path
  }
}

/** Writable for group or others; a folder with the sticky bit lets nobody replace what is not theirs, and yet anybody put something in: it does not count. */
const open = 0o022

function mustBelong(path: string, owner: number, kind: 'folder' | 'link' | 'file'): void {
  const facts = lstatSync(path)
  if (facts.uid !== owner) throw new Untrusted(path, 'is not owned by the administrator')
  // The rights of a link mean nothing; who may replace it is said by the folder it lies in.
  if (kind !== 'link' && (facts.mode & open) !== 0) throw new Untrusted(path, 'may be changed by others')
}

/**
 * Reads a file that counts as the administrator's word: it, every folder above it and every link on the way are owned by the administrator, and nobody else may
 * write to any of them. `owner` is root, except in tests; `top` is where the walk begins.
 */
export function readTrusted(file: string, owner = 0, top = parse(resolve(file)).root): TrustedFile {
  try {
    const real = walked(resolve(file), owner, resolve(top), 0)
    // Looked at again by its handle: what is read is what was judged.
    const handle = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      const facts = fstatSync(handle)
      if (!facts.isFile()) return { state: 'unreadable', why: `${file} is no file` }
      if (facts.uid !== owner || (facts.mode & open) !== 0) throw new Untrusted(file, 'may be changed by others')
      if (facts.size > largest) return { state: 'unreadable', why: `${file} is larger than ${largest} bytes` }
      return { state: 'read', bytes: readFileSync(handle) }
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (error instanceof Untrusted) return { state: 'untrusted', why: error.message, path: error.path }
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? { state: 'absent' } : { state: 'unreadable', why: message }
  }
}

/** The file at the end of all links, every step of the way judged. */
function walked(path: string, owner: number, top: string, links: number): string {
  if (links > mostLinks) throw new Untrusted(path, 'is a link that leads nowhere')
  const steps: string[] = []
  for (let at = path; at !== top; at = dirname(at)) {
    if (at === dirname(at)) throw new Untrusted(path, `leads out of ${top}`)
    steps.unshift(at)
  }
  for (const [index, step] of steps.entries()) {
    const facts = lstatSync(step)
    if (facts.isSymbolicLink()) {
      mustBelong(step, owner, 'link')
      const rest = path.slice(step.length)
      return walked(join(resolve(dirname(step), readlinkSync(step)), rest), owner, top, links + 1)
    }
    mustBelong(step, owner, index === steps.length - 1 ? 'file' : 'folder')
  }
  return path
}
