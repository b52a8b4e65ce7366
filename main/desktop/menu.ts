import type { MenuItemConstructorOptions } from 'electron'
import type { Say } from './words.ts'

export interface MenuActions {
  readonly say: Say
  readonly platform: NodeJS.Platform
  /** Only while developing: a product on a person's desk has no reload and no developer tools. */
  readonly developer: boolean
  newWindow(): void
  print(): void
  /** The page's own search. */
  find(): void
  /** Where data live is chosen anew; nothing where somebody else has decided it. */
  readonly connection: (() => void) | undefined
  showLog(): void
  showAbout(): void
  showDataFolder(): void
  showLicence(): void
}

/** The menu bar as data. */
export function menuPlan({ say, platform, developer, ...act }: MenuActions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  // macOS marks no access keys in its menus.
  const label = (word: Parameters<Say>[0]): string => (mac ? say(word).replace('&', '') : say(word))
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const about: MenuItemConstructorOptions = { label: label('menu.about'), click: act.showAbout }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: label('menu.quit') }
  return [
    ...(mac ? [{ label: 'Harmony', submenu: [about, line, { role: 'hide' as const }, { role: 'hideOthers' as const }, line, quit] }] : []),
    {
      label: label('menu.file'),
      submenu: [
        { label: label('menu.newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: act.newWindow },
        line,
        { label: label('menu.print'), accelerator: 'CmdOrCtrl+P', click: act.print },
        line,
        ...(act.connection ? [{ label: label('menu.connection'), click: act.connection }, line] : []),
        { role: 'close', label: label('menu.close') },
        ...(mac ? [] : [line, quit]),
      ],
    },
    {
      label: label('menu.edit'),
      submenu: [
        { role: 'undo', label: label('menu.undo') },
        { role: 'redo', label: label('menu.redo') },
        line,
        { role: 'cut', label: label('menu.cut') },
        { role: 'copy', label: label('menu.copy') },
        { role: 'paste', label: label('menu.paste') },
        { role: 'selectAll', label: label('menu.selectAll') },
        line,
        { label: label('menu.find'), accelerator: 'CmdOrCtrl+F', click: act.find },
      ],
    },
    {
      label: label('menu.view'),
      submenu: [
        { role: 'zoomIn', label: label('menu.larger') },
        { role: 'zoomOut', label: label('menu.smaller') },
        { role: 'resetZoom', label: label('menu.usualSize') },
        line,
        { role: 'togglefullscreen', label: label('menu.fullScreen') },
        ...(developer ? [line, { role: 'toggleDevTools' as const, label: label('menu.developer') }] : []),
      ],
    },
    {
      label: label('menu.window'),
      role: 'window',
      submenu: [
        { role: 'minimize', label: label('menu.minimize') },
        ...(mac
          ? [{ role: 'zoom' as const, label: label('menu.zoom') }, line, { role: 'front' as const, label: label('menu.front') }]
          : []),
      ],
    },
    {
      label: label('menu.help'),
      role: 'help',
      submenu: [
        { label: label('menu.dataFolder'), click: act.showDataFolder },
        { label: label('menu.log'), click: act.showLog },
        { label: label('menu.licence'), click: act.showLicence },
        ...(mac ? [] : [line, about]),
      ],
    },
  ]
}
