import { readFile, realpath } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { isScreen, pageTypes, securityHeaders } from '../doors/headers.ts'
import { isOwnAddress } from './origin.ts'

export interface PageAnswer {
  readonly status: 200 | 400 | 404 | 405
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}
const nothing = (status: 400 | 404 | 405): PageAnswer => ({ status, headers: securityHeaders, body: new Uint8Array() })

/** The file that an address of our scheme stands for, or what is wrong with the address. It never leaves `folder`. */
export function pageFile(
  method: string,
  address: string,
  folder: string,
): { readonly file: string; readonly type: string } | 400 | 404 | 405 {
  if (method !== 'GET') return 405
  if (!isOwnAddress(address)) return 400
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return 400
  }
  // Decoded once; what is still encoded then is a name with a percent sign in it, which no file of ours has.
  if (path.includes('\0') || path.includes('\\')) return 400
  // A screen's address (`/contracts/C-1001`) is the page itself: the page knows its screens.
  const named = isScreen(path) ? '/index.html' : path
  const within = resolve(folder) + sep
  const file = resolve(within, `.${named}`)
  const type = pageTypes[extname(file)]
  return file.startsWith(within) && type !== undefined ? { file, type } : 404
}

/** Answers a request of the `app:` scheme from the built page. */
export async function answerPage(method: string, address: string, folder: string): Promise<PageAnswer> {
  const found = pageFile(method, address, folder)
  if (typeof found === 'number') return nothing(found)
  try {
    // A link would lead out of the folder although its name does not.
    if (!(await realpath(found.file)).startsWith((await realpath(folder)) + sep)) return nothing(404)
    return { status: 200, headers: { ...securityHeaders, 'content-type': found.type }, body: new Uint8Array(await readFile(found.file)) }
  } catch {
    return nothing(404)
  }
}
