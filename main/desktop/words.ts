// The words of the menus and dialogs around the page. The page's own words come from the modules.
const en = {
  'menu.file': '&File',
  'menu.close': '&Close window',
  'menu.quit': '&Quit Harmony',
  'menu.edit': '&Edit',
  'menu.undo': '&Undo',
  'menu.redo': '&Redo',
  'menu.cut': 'Cu&t',
  'menu.copy': '&Copy',
  'menu.paste': '&Paste',
  'menu.selectAll': 'Select &all',
  'menu.view': '&View',
  'menu.larger': '&Larger',
  'menu.smaller': '&Smaller',
  'menu.usualSize': '&Usual size',
  'menu.fullScreen': '&Full screen',
  'menu.developer': '&Developer tools',
  'menu.window': '&Window',
  'menu.help': '&Help',
  'menu.licence': '&Licence (apache.org)',
  'menu.dataFolder': 'Show the &data folder',
  'menu.about': '&About Harmony',
  'about.detail': 'Version {{version}}\nElectron {{electron}}, Node.js {{node}}\nData: {{folder}}\nApache License 2.0',
  'stopped.title': 'Harmony has stopped working',
  'stopped.detail':
    'The part of Harmony that keeps your data stopped twice in a row. Nothing that was saved is lost, and nothing was saved by halves. Start it again; if this comes back, send the log to your IT department.\n\nLog: {{log}}\nReference: {{code}}',
  'newer.title': 'This data belongs to a newer Harmony',
  'newer.detail':
    'The data in {{folder}} was last opened by a newer version. This version leaves it untouched. Install the newer version to go on working.',
  'failed.title': 'Harmony cannot open its data',
  'failed.detail': 'The data in {{folder}} was not changed.\n\n{{message}}\n\nLog: {{log}}',
  'button.again': 'Start again',
  'button.quit': 'Quit',
  'button.close': 'Close',
  'save.title': 'Save file',
  'save.all': 'All files',
  'export.forbidden': 'Your organisation does not allow files to be saved from this machine.',
}
type DesktopWords = Readonly<Record<keyof typeof en, string>>
const de: DesktopWords = {
  'menu.file': '&Datei',
  'menu.close': 'Fenster s&chließen',
  'menu.quit': 'Harmony &beenden',
  'menu.edit': '&Bearbeiten',
  'menu.undo': '&Rückgängig',
  'menu.redo': '&Wiederholen',
  'menu.cut': '&Ausschneiden',
  'menu.copy': '&Kopieren',
  'menu.paste': '&Einfügen',
  'menu.selectAll': 'Alles au&swählen',
  'menu.view': '&Ansicht',
  'menu.larger': '&Größer',
  'menu.smaller': '&Kleiner',
  'menu.usualSize': '&Übliche Größe',
  'menu.fullScreen': '&Vollbild',
  'menu.developer': '&Entwicklerwerkzeuge',
  'menu.window': '&Fenster',
  'menu.help': '&Hilfe',
  'menu.licence': '&Lizenz (apache.org)',
  'menu.dataFolder': '&Datenordner zeigen',
  'menu.about': 'Ü&ber Harmony',
  'about.detail': 'Version {{version}}\nElectron {{electron}}, Node.js {{node}}\nDaten: {{folder}}\nApache License 2.0',
  'stopped.title': 'Harmony funktioniert nicht mehr',
  'stopped.detail':
    'Der Teil von Harmony, der Ihre Daten verwaltet, ist zweimal hintereinander stehen geblieben. Gespeichertes ist nicht verloren, und nichts wurde halb gespeichert. Starten Sie neu; tritt es wieder auf, senden Sie das Protokoll an Ihre IT-Abteilung.\n\nProtokoll: {{log}}\nReferenz: {{code}}',
  'newer.title': 'Diese Daten gehören zu einem neueren Harmony',
  'newer.detail':
    'Die Daten in {{folder}} wurden zuletzt von einer neueren Version geöffnet. Diese Version lässt sie unberührt. Installieren Sie die neuere Version, um weiterzuarbeiten.',
  'failed.title': 'Harmony kann seine Daten nicht öffnen',
  'failed.detail': 'Die Daten in {{folder}} wurden nicht verändert.\n\n{{message}}\n\nProtokoll: {{log}}',
  'button.again': 'Neu starten',
  'button.quit': 'Beenden',
  'button.close': 'Schließen',
  'save.title': 'Datei speichern',
  'save.all': 'Alle Dateien',
  'export.forbidden': 'Ihre Organisation erlaubt es nicht, auf diesem Rechner Dateien zu speichern.',
}
export type Say = (word: keyof DesktopWords, about?: Readonly<Record<string, string>>) => string

/** In the first of the person's languages that the shell speaks. */
export function desktopWords(preferred: readonly string[]): Say {
  const spoken: Readonly<Record<string, DesktopWords>> = { en, de }
  const language = preferred.map((tag) => tag.split('-')[0]!.toLowerCase()).find((tag) => Object.hasOwn(spoken, tag)) ?? 'en'
  return (word, about = {}) => spoken[language]![word].replace(/\{\{(\w+)\}\}/g, (hole, name: string) => about[name] ?? hole)
}
