import type { AppUpdater } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter'
import { AppUpdater as Updater } from 'electron-updater/out/AppUpdater'
import { NsisUpdater } from 'electron-updater/out/NsisUpdater'
import { publisherCheck, realPowerShell } from './authenticode.ts'
import { FeedFault } from './feed.ts'

/** Looks and never fetches: for installations that somebody else keeps up to date. */
class Watcher extends Updater {
  constructor(options: null, app?: AppAdapter) {
    super(options, app)
  }
  protected override doDownloadUpdate(): Promise<never> {
    return Promise.reject(new Error('this installation is updated by IT'))
  }
  override quitAndInstall(): void {
    throw new Error('this installation is updated by IT')
  }
}

export interface EngineLog {
  (event: string, facts: Readonly<Record<string, unknown>>): void
}

/** Every switch that decides what is installed and when, in one place. */
export function settled<T extends AppUpdater>(updater: T, log: EngineLog): T {
  updater.autoDownload = false
  // Never while the program ends, for the system may be ending with it: an installer that is cut off leaves half a program.
  updater.autoInstallOnAppQuit = false
  updater.autoRunAppAfterInstall = true
  updater.allowDowngrade = false
  updater.allowPrerelease = false
  updater.disableWebInstaller = true
  updater.logger = {
    info: (what) => log('update', { what }),
    warn: (what) => log('update', { what }),
    error: (what) => log('update', { what }),
  }
  // A failed download also rejects; an event without a listener would end the program.
  updater.on('error', () => undefined)
  return updater
}

export const watcher = (log: EngineLog, app?: AppAdapter): AppUpdater => settled(new Watcher(null, app), log)

/** Windows, for one person. Refuses to begin where no publisher is named, for then no installer would be looked at. */
export async function installer(log: EngineLog, app?: AppAdapter): Promise<NsisUpdater> {
  const updater = settled(new NsisUpdater(null, app), log)
  updater.verifyUpdateCodeSignature = publisherCheck(realPowerShell)
  const { configOnDisk } = updater as unknown as { configOnDisk: { value: Promise<{ publisherName?: string | string[] }> } }
  const { publisherName } = await configOnDisk.value
  if (!publisherName || publisherName.length === 0) throw new FeedFault('publisher')
  return updater
}
