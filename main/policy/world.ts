import { spawnSync } from 'node:child_process'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { SettingFault } from '../../core/support/settings.ts'
import { defaultDataFolder } from '../data-folder.ts'
import type { Place, Written } from './judge.ts'
import { readTrusted, type TrustedFile } from './trusted-file.ts'

/** What a place of settings holds, as it is written there. */
export interface Found {
  readonly place: string
  readonly written: Written
  readonly values: ReadonlyMap<string, unknown>
  readonly trouble?: Extract<SettingFault, 'unreadable' | 'untrusted'>
  /** Of something untrusted the path that others may change, of something unreadable what is in the way; never what stands in it. */
  readonly about?: string
}
/** The machine as the readers of settings see it; tests bring their own. */
export interface PolicyWorld extends Place {
  /** Runs a program of the system, given by its whole path. `code` is `null` where it could not be run. */
  run(program: string, words: readonly string[], input?: Buffer): { readonly code: number | null; readonly out: Buffer }
  /** Reads a file that only administrators may have written. */
  trusted(file: string): TrustedFile
  readonly user: string
  /** What Harmony was started with. */
  readonly words: readonly string[]
  /** The file of the person's own settings. */
  readonly settingsFile: string
}

/** Milliseconds that a program of the system may take. */
const patience = 10_000

export function worldHere(words: readonly string[], environment: Place['environment'] = process.env): PolicyWorld {
  return {
    platform: process.platform,
    environment,
    home: homedir(),
    user: userInfo().username,
    words,
    settingsFile: join(defaultDataFolder(environment as NodeJS.ProcessEnv), 'settings.json'),
    trusted: (file) => readTrusted(file),
    run: (program, given, input) => {
      const { status, stdout } = spawnSync(program, given, {
        ...(input ? { input } : {}),
        timeout: patience,
        windowsHide: true,
        shell: false,
        // What the person has set steers no program that reads policies.
        env: process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : {},
        maxBuffer: 4_000_000,
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      return { code: status, out: stdout ?? Buffer.alloc(0) }
    },
  }
}
