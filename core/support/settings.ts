/**
 * The settings that an organisation may manage, said once. From this list come the readers' rules, the ADMX and ADML for Windows, the JSON schema, the macOS
 * profile, the page of the handbook and the words on the screen (`node test/architecture/policy.mjs` writes them, a test compares).
 */

interface Said {
  readonly name: string
  /** One or two sentences: what it does, and what holds without it. */
  readonly help: string
}
interface Common {
  /** The version of Harmony that knew it first. */
  readonly since: string
  /** A person may set it on a command line or in their own settings as well, where no policy does; the rest is the organisation's alone. */
  readonly personal: boolean
  readonly words: { readonly en: Said; readonly de: Said }
}
export type SettingKind =
  | { readonly type: 'flag'; readonly default: boolean }
  | { readonly type: 'count'; readonly default: number; readonly least: number; readonly most: number }
  | { readonly type: 'choice'; readonly default: string; readonly choices: Readonly<Record<string, { readonly en: string; readonly de: string }>> } // prettier-ignore
  /** `form`: what is accepted, beside a length of 1 to 2,000 signs. */
  | { readonly type: 'text'; readonly default: null; readonly form: TextForm; readonly example: string }
  | { readonly type: 'texts'; readonly default: readonly string[]; readonly form: TextForm; readonly example: string }
/**
 * `address`: https without a name and password in it, plain http to this machine only. `path`: absolute on the machine where it is used; `~/` and `%NAME%` are
 * filled in. `host`: a host name without scheme, port or wildcard. `server`: a host, perhaps with :port. `name`: of a database. `proxy`: host:port, perhaps with http://, https:// or socks5:// before it. `bypass`: a
 * Chromium bypass rule. `network`: an IP address, perhaps with /bits, or a host.
 * `recoveryKey`: 32 bytes in hex (X25519). `recipient`: an age public key.
 */
export type TextForm = 'address' | 'path' | 'host' | 'server' | 'name' | 'proxy' | 'bypass' | 'network' | 'recoveryKey' | 'recipient'
export type SettingDefinition = Common & SettingKind

const since = '0.1.0'
export const settingDefinitions = {
  HubUrl: {
    type: 'text', form: 'address', default: null, example: 'https://harmony.example.com', since, personal: true,
    words: {
      en: { name: 'Address of the hub', help: 'The hub that laptops are enrolled at. Where it is managed, a laptop can be enrolled at no other hub.' },
      de: { name: 'Adresse der Zentrale', help: 'Die Zentrale, an der Laptops angemeldet werden. Ist sie vorgegeben, kann ein Laptop an keiner anderen angemeldet werden.' },
    },
  },
  DatabaseMode: {
    type: 'choice', default: 'any', since, personal: false,
    choices: {
      any: { en: 'As the person chooses', de: 'Wie die Person es wählt' },
      solo: { en: 'A file on this machine', de: 'Eine Datei auf diesem Rechner' },
      office: { en: 'The company’s PostgreSQL', de: 'Das PostgreSQL der Firma' },
      field: { en: 'A laptop in the field, enrolled at the hub', de: 'Ein Laptop im Außendienst, an der Zentrale angemeldet' },
    },
    words: {
      en: { name: 'Where data live', help: 'Holds every start of the desktop to one way of keeping data. Without it the person decides.' },
      de: { name: 'Wo die Daten liegen', help: 'Legt jeden Start der Desktop-Anwendung auf eine Art der Datenhaltung fest. Ohne Vorgabe entscheidet die Person.' },
    },
  },
  DatabaseServer: {
    type: 'text', form: 'server', default: null, example: 'db.example.com:5432', since, personal: false,
    words: {
      en: { name: 'Server of the database', help: 'The company’s PostgreSQL that desktops connect to, with its port where that is not 5432. Where it is managed, nobody can enter another one.' },
      de: { name: 'Server der Datenbank', help: 'Das PostgreSQL der Firma, mit dem sich Desktops verbinden, mit Port, wenn er nicht 5432 ist. Ist er vorgegeben, kann niemand einen anderen eingeben.' },
    },
  },
  DatabaseName: {
    type: 'text', form: 'name', default: null, example: 'harmony', since, personal: false,
    words: {
      en: { name: 'Name of the database', help: 'The database on that server.' },
      de: { name: 'Name der Datenbank', help: 'Die Datenbank auf diesem Server.' },
    },
  },
  DatabaseCaFile: {
    type: 'text', form: 'path', default: null, example: '/etc/harmony/database-ca.pem', since, personal: false,
    words: {
      en: { name: 'Authority of the database', help: 'A file of certificates (PEM) that alone vouch for the database server. Only a file that nobody but administrators may change is read.' },
      de: { name: 'Zertifizierungsstelle der Datenbank', help: 'Eine Datei mit Zertifikaten (PEM), die allein für den Datenbankserver bürgen. Gelesen wird nur eine Datei, die allein Administratoren ändern können.' },
    },
  },
  DisableAutoUpdate: {
    type: 'flag', default: false, since, personal: true,
    words: {
      en: { name: 'No automatic updates', help: 'Harmony neither looks for updates nor installs any; the organisation distributes new versions itself.' },
      de: { name: 'Keine automatischen Aktualisierungen', help: 'Harmony sucht und installiert keine Aktualisierungen; die Organisation verteilt neue Versionen selbst.' },
    },
  },
  UpdateFeedUrl: {
    type: 'text', form: 'address', default: null, example: 'https://updates.example.com/harmony', since, personal: false,
    words: {
      en: { name: 'Address of the update feed', help: 'The organisation’s own mirror of the signed update feed. Its signature is checked wherever it lies.' },
      de: { name: 'Adresse der Aktualisierungen', help: 'Der eigene Spiegel der Organisation für signierte Aktualisierungen. Die Signatur wird geprüft, wo immer er liegt.' },
    },
  },
  UpdateChannel: {
    type: 'choice', default: 'latest', since, personal: true,
    choices: {
      latest: { en: 'Released versions', de: 'Freigegebene Versionen' },
      beta: { en: 'Previews as well', de: 'Auch Vorabversionen' },
    },
    words: {
      en: { name: 'Update channel', help: 'Which versions the updates bring.' },
      de: { name: 'Aktualisierungskanal', help: 'Welche Versionen die Aktualisierungen bringen.' },
    },
  },
  ProxyMode: {
    type: 'choice', default: 'system', since, personal: true,
    choices: {
      system: { en: 'As the system says', de: 'Wie im System eingestellt' },
      direct: { en: 'No proxy', de: 'Kein Proxy' },
      fixed: { en: 'The proxy server given here', de: 'Der hier genannte Proxyserver' },
      pac: { en: 'The configuration script given here', de: 'Das hier genannte Konfigurationsskript' },
    },
    words: {
      en: { name: 'Proxy', help: 'How Harmony reaches the network.' },
      de: { name: 'Proxy', help: 'Wie Harmony das Netz erreicht.' },
    },
  },
  ProxyServer: {
    type: 'text', form: 'proxy', default: null, example: 'proxy.example.com:3128', since, personal: true,
    words: {
      en: { name: 'Proxy server', help: 'Counts where the proxy is set to “the proxy server given here”. No name and password belong here.' },
      de: { name: 'Proxyserver', help: 'Gilt, wo für den Proxy „der hier genannte Proxyserver“ gewählt ist. Name und Passwort gehören nicht hierher.' },
    },
  },
  ProxyPacUrl: {
    type: 'text', form: 'address', default: null, example: 'https://wpad.example.com/proxy.pac', since, personal: true,
    words: {
      en: { name: 'Proxy configuration script', help: 'Counts where the proxy is set to “the configuration script given here”.' },
      de: { name: 'Proxy-Konfigurationsskript', help: 'Gilt, wo für den Proxy „das hier genannte Konfigurationsskript“ gewählt ist.' },
    },
  },
  ProxyBypass: {
    type: 'texts', form: 'bypass', default: [], example: '*.example.com', since, personal: true,
    words: {
      en: { name: 'Hosts without proxy', help: 'Hosts and address ranges that are reached directly.' },
      de: { name: 'Ohne Proxy erreichbar', help: 'Rechner und Adressbereiche, die direkt erreicht werden.' },
    },
  },
  ExtraCaFile: {
    type: 'text', form: 'path', default: null, example: '/etc/harmony/company-ca.pem', since, personal: false,
    words: {
      en: { name: 'Certificates of the company’s authority', help: 'A file of certificates (PEM) that are trusted beside the system’s. Only a file that nobody but administrators may change is read.' },
      de: { name: 'Zertifikate der Firmen-Zertifizierungsstelle', help: 'Eine Datei mit Zertifikaten (PEM), denen neben denen des Systems vertraut wird. Gelesen wird nur eine Datei, die allein Administratoren ändern können.' },
    },
  },
  RequireOsKeystore: {
    type: 'flag', default: false, since, personal: false,
    words: {
      en: { name: 'Key store of the system needed', help: 'A laptop in the field is only enrolled and opened where the system’s key store can keep its key.' },
      de: { name: 'Schlüsselspeicher des Systems verlangt', help: 'Ein Laptop im Außendienst wird nur angemeldet und geöffnet, wo der Schlüsselspeicher des Systems seinen Schlüssel aufbewahren kann.' },
    },
  },
  RecoveryPublicKey: {
    type: 'text', form: 'recoveryKey', default: null, example: '7a8c1f0e5d2b4936a1e0f7c8d9b6a5043f2e1d0c9b8a79685746352413021f0e', since, personal: false,
    words: {
      en: { name: 'Recovery key of the organisation', help: 'The public key, 64 hex digits, that every laptop’s key must be closed to as well. A hub that names another one is refused.' },
      de: { name: 'Wiederherstellungsschlüssel der Organisation', help: 'Der öffentliche Schlüssel, 64 Hexadezimalziffern, für den der Schlüssel jedes Laptops zusätzlich verschlossen wird. Eine Zentrale, die einen anderen nennt, wird abgelehnt.' },
    },
  },
  AllowDevTools: {
    type: 'flag', default: false, since, personal: false,
    words: {
      en: { name: 'Developer tools', help: 'Lets people open the developer tools of a window.' },
      de: { name: 'Entwicklerwerkzeuge', help: 'Erlaubt, die Entwicklerwerkzeuge eines Fensters zu öffnen.' },
    },
  },
  AllowExport: {
    type: 'flag', default: true, since, personal: false,
    words: {
      en: { name: 'Saving files', help: 'Lets people save lists, documents and exports as files from this machine.' },
      de: { name: 'Dateien speichern', help: 'Erlaubt, Listen, Dokumente und Exporte auf diesem Rechner als Dateien zu speichern.' },
    },
  },
  LogLevel: {
    type: 'choice', default: 'info', since, personal: true,
    choices: {
      error: { en: 'Errors', de: 'Fehler' },
      warn: { en: 'Errors and warnings', de: 'Fehler und Warnungen' },
      info: { en: 'What happens', de: 'Was geschieht' },
      debug: { en: 'Everything, while trouble is looked for', de: 'Alles, während ein Fehler gesucht wird' },
    },
    words: {
      en: { name: 'Log', help: 'How much is written to the log.' },
      de: { name: 'Protokoll', help: 'Wie viel in das Protokoll geschrieben wird.' },
    },
  },
  DataDir: {
    type: 'text', form: 'path', default: null, example: '%LOCALAPPDATA%\\Harmony', since, personal: true,
    words: {
      en: { name: 'Data folder', help: 'Where Harmony keeps its data unless a command names another folder. It must be on a disk of this machine.' },
      de: { name: 'Datenordner', help: 'Wo Harmony seine Daten aufbewahrt, sofern ein Befehl keinen anderen Ordner nennt. Er muss auf einem Datenträger dieses Rechners liegen.' },
    },
  },
  IdleLockMinutes: {
    type: 'count', default: 0, least: 0, most: 1440, since, personal: true,
    words: {
      en: { name: 'Minutes until sign-out', help: 'Signs a person out of a window that nobody has touched for so many minutes. 0: never.' },
      de: { name: 'Minuten bis zur Abmeldung', help: 'Meldet eine Person ab, wenn ein Fenster so viele Minuten unberührt war. 0: nie.' },
    },
  },
  SpellingDictionaryUrl: {
    type: 'text', form: 'address', default: null, example: 'https://intranet.example.com/dictionaries', since, personal: false,
    words: {
      en: { name: 'Dictionaries for spelling', help: 'Where the desktop on Windows and Linux gets its dictionaries (Hunspell, as Chromium packs them) for the languages of the person. Without it spelling is not checked there; macOS has its own.' },
      de: { name: 'Wörterbücher für die Rechtschreibung', help: 'Woher die Desktop-Anwendung unter Windows und Linux ihre Wörterbücher (Hunspell, wie Chromium sie verpackt) für die Sprachen der Person bekommt. Ohne sie wird dort nicht geprüft; macOS hat eigene.' },
    },
  },
  AllowedExternalHosts: {
    type: 'texts', form: 'host', default: [], example: 'wiki.example.com', since, personal: false,
    words: {
      en: { name: 'Sites that may be opened', help: 'Hosts whose https pages the desktop may open in the browser, beside those that Harmony itself points to.' },
      de: { name: 'Seiten, die geöffnet werden dürfen', help: 'Rechner, deren https-Seiten die Desktop-Anwendung im Browser öffnen darf, neben denen, auf die Harmony selbst verweist.' },
    },
  },
  WebhookNetworks: {
    type: 'texts', form: 'network', default: [], example: '10.20.0.0/16', since, personal: false,
    words: {
      en: { name: 'Private places for webhooks', help: 'Networks (10.20.0.0/16), addresses and hosts of the organisation’s own network that webhooks may go to. Without it they reach the public network alone. With 127.0.0.0/8 also programs on the hub’s own machine, by plain http too.' },
      de: { name: 'Private Ziele für Webhooks', help: 'Netze (10.20.0.0/16), Adressen und Rechner im eigenen Netz der Organisation, zu denen Webhooks gehen dürfen. Ohne Vorgabe erreichen sie nur das öffentliche Netz. Mit 127.0.0.0/8 auch Programme auf dem Rechner der Zentrale selbst, auch über http.' },
    },
  },
  BackupRecipients: {
    type: 'texts', form: 'recipient', default: [], example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p', since, personal: true,
    words: {
      en: { name: 'Backups are encrypted to', help: 'Public keys (age) that backups are encrypted to.' },
      de: { name: 'Sicherungen werden verschlüsselt für', help: 'Öffentliche Schlüssel (age), für die Sicherungen verschlüsselt werden.' },
    },
  },
  BackupDirectory: {
    type: 'text', form: 'path', default: null, example: '/var/backups/harmony', since, personal: true,
    words: {
      en: { name: 'Backups go to', help: 'The folder for backups, better on another disk than the data.' },
      de: { name: 'Sicherungen gehen nach', help: 'Der Ordner für Sicherungen, besser auf einem anderen Datenträger als die Daten.' },
    },
  },
} as const satisfies Readonly<Record<string, SettingDefinition>> // prettier-ignore

export type SettingKey = keyof typeof settingDefinitions
export const settingKeys = Object.keys(settingDefinitions) as readonly SettingKey[]
export const definitionOf = (key: SettingKey): SettingDefinition => settingDefinitions[key]
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingDefinitions, key)

type ValueOfKind<D> = D extends { readonly type: 'flag' } ? boolean
  : D extends { readonly type: 'count' } ? number
  : D extends { readonly type: 'choice'; readonly choices: infer C } ? Extract<keyof C, string>
  : D extends { readonly type: 'texts' } ? readonly string[]
  : string | null // prettier-ignore
/** What holds, by key: `null` for a text that nobody set. */
export type SettingValues = { readonly [K in SettingKey]: ValueOfKind<(typeof settingDefinitions)[K]> }
export type SettingValue = SettingValues[SettingKey]

/** Where a value comes from, the first that has one wins. Machine and person are policies; command line and settings are the person's own doing. */
export const sources = ['machine', 'person', 'commandLine', 'settings', 'default'] as const
export type SettingSource = (typeof sources)[number]

/** What is wrong with something that was set: said in the diagnosis, never fatal. */
export const settingFaults = ['unknown', 'wrongType', 'notAllowed', 'notPersonal', 'unreadable', 'untrusted'] as const
export type SettingFault = (typeof settingFaults)[number]
