/** What a page may do beyond drawing itself: write text to the clipboard when the person copies. Everything else, also what a later Electron adds, is denied. */
const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

export const mayUse = (permission: string): boolean => granted.has(permission)

/** What of Electron's `Session` is set. */
export interface GuardedSession {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, decide: (granted: boolean) => void) => void): void
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown
}

export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(mayUse(permission)))
  session.setPermissionCheckHandler((_contents, permission) => mayUse(permission))
  session.setDevicePermissionHandler(() => false)
  // Files leave through the save dialog of the host, where their type is checked; the page itself downloads nothing.
  session.on('will-download', (event) => event.preventDefault())
}
