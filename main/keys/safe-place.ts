import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { KeyTrouble } from './trouble.ts'

/** What is looked at, so that tests can bring their own machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly home: string
  /** Text of the kernel's table of mounts; empty where there is none. */
  mounts(): string
  exists(path: string): boolean
}
export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  mounts: () => {
    try {
      return readFileSync('/proc/mounts', 'utf8')
    } catch {
      return ''
    }
  },
  exists: existsSync,
}

/** File systems of other machines: SQLite's locks and its shared memory do not hold there. */
const remote = /^(nfs\d?|cifs|smb\w*|ncpfs|afs|coda|9p|ceph|glusterfs|lustre|davfs|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?|s3fs|smbnetfs|onedriver|google-drive-ocamlfuse|dropbox))$/ // prettier-ignore
/** Folders that a program copies elsewhere while we write in them, by the name that the program gives them. */
const copied: readonly (readonly [RegExp, string])[] = [
  [/^OneDrive( - .+)?$/i, 'OneDrive'],
  [/^Dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^(Google ?Drive|My ?Drive|GoogleDrive-.+)$/i, 'Google Drive'],
  [/^(iCloud ?Drive|com~apple~CloudDocs)$/i, 'iCloud'],
  [/^Nextcloud\d?$/i, 'Nextcloud'],
  [/^ownCloud\d?$/i, 'ownCloud'],
  [/^Box( Sync)?$/, 'Box'],
  [/^(SynologyDrive|Synology Drive|Seafile|pCloudDrive|pCloud Drive|MEGA|Syncthing)$/i, 'a synchronisation program'],
]
/** What such programs leave in the folders that they look after. */
const marks: readonly (readonly [string, string])[] = [
  ['.dropbox', 'Dropbox'],
  ['.stfolder', 'Syncthing'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
]

/** The place as the system knows it, whatever links lead there; of what is not there yet, the nearest that is. */
export function realPlace(folder: string): string {
  const whole = resolve(folder)
  for (let there = whole; ; there = dirname(there)) {
    if (existsSync(there) || isLink(there)) return resolve(realpathSync(there), whole.slice(there.length).replace(/^[/\\]+/, ''))
    if (there === dirname(there)) return whole
  }
}
const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true

const octal = (text: string): string => text.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
/** Kind of the file system that a place lies on, by the longest mount above it. */
function fileSystemOf(place: string, mounts: string): string | undefined {
  const above = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, at = '', kind = '']) => ({ at: octal(at), kind }))
    .filter(({ at }) => at !== '' && (at === '/' || place === at || place.startsWith(`${at}/`)))
  // The last of equals lies on top.
  return above.reduce<{ at: string; kind: string } | undefined>((best, one) => (best && best.at.length > one.at.length ? best : one), undefined)?.kind // prettier-ignore
}

/** The program that copies this place elsewhere, as far as it can be told. */
function copier(place: string, machine: Machine): string | undefined {
  const { environment, home } = machine
  for (const name of ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer', 'DROPBOX_PATH']) {
    const root = environment[name]
    if (root && (place === resolve(root) || place.startsWith(resolve(root) + sep))) return name.startsWith('One') ? 'OneDrive' : 'Dropbox'
  }
  for (let at = place; at !== dirname(at); at = dirname(at)) {
    const name = at.slice(at.lastIndexOf(sep) + 1)
    const named = copied.find(([pattern]) => pattern.test(name))
    // A folder of such a name counts where such programs make theirs: in the home folder, or where the program has left its mark.
    if (named && (dirname(at) === resolve(home) || at.includes(`${sep}CloudStorage${sep}`) || machine.platform === 'win32')) return named[1]
    const marked = marks.find(([file]) => machine.exists(join(at, file)))
    if (marked) return marked[1]
  }
  return undefined
}

/** Refuses folders in which an open database gets damaged: of other machines, and those that a program copies elsewhere. Source: `desktop.md`, lesson 5. */
export function refuseUnsafePlace(folder: string, machine: Machine = thisMachine): void {
  const place = realPlace(folder)
  if (machine.platform === 'win32' && /^[\\/]{2}[^?.]/.test(place)) throw new KeyTrouble('sync.folderOnNetwork', { folder, kind: 'SMB' })
  const kind = fileSystemOf(place, machine.mounts())
  if (kind !== undefined && remote.test(kind)) throw new KeyTrouble('sync.folderOnNetwork', { folder, kind })
  const by = copier(place, machine)
  if (by !== undefined) throw new KeyTrouble('sync.folderSynchronised', { folder, kind: by })
}
