import { parseArgs } from 'node:util'
import { serving } from './cli-serving.ts'
import type { Readable, Writable } from 'node:stream'
import { connectingCommands } from './cli-connecting.ts'
import { identity, movingCommands } from './cli-moving.ts'

/** Where a command reads and writes; tests bring their own. */
export interface Terminal {
  readonly input: Readable
  readonly output: Writable
  readonly errors: Writable
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Calls `stop` when the person or the system wants the command to end; answers how to forget it. */
  interrupted(stop: () => void): () => void
}
export interface Arguments {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly multiple?: true
  /** What stands for the value in the help. */
  readonly value?: string
  readonly says: string
}
export type Options = Readonly<Record<string, Option>>
export interface Command {
  readonly usage: string
  readonly says: string
  readonly options: Options
  /** Positional words: at least and at most. */
  readonly words: readonly [number, number]
  run(given: Arguments, terminal: Terminal): Promise<number>
}

/** The command cannot be understood: exit code 2. */
export class BadUsage extends Error {}

export const exitCodes = { done: 0, refused: 1, badUsage: 2, broken: 70 } as const

const store: Options = {
  data: { type: 'string', value: 'DIR', says: 'data folder; the desktop’s own unless given (or HARMONY_DATA)' },
  database: {
    type: 'string',
    value: 'URL',
    says: 'PostgreSQL instead, postgres://user@host/name (or HARMONY_DATABASE)',
  },
  'data-password-file': {
    type: 'string',
    value: 'FILE',
    says: 'file whose first line is the password of data that the desktop keeps encrypted. Else systemd’s credential data-password',
  },
  'database-password-file': {
    type: 'string',
    value: 'FILE',
    says: 'file whose first line is the password of the database; never in the command line. Else systemd’s credential database-password',
  },
}
const acting: Options = {
  ...store,
  as: { type: 'string', value: 'USER', says: 'act as this user; the local administrator unless given' },
  language: { type: 'string', value: 'CODE', says: 'language of the sentences; the system’s unless given' },
}

const device: Options = {
  data: { type: 'string', value: 'DIR', says: 'the device’s own folder; found in the usual data folder unless given (or HARMONY_DATA)' },
  'password-file': {
    type: 'string',
    value: 'FILE',
    says: 'file whose first line is the password; else it is asked for, or read from standard input',
  },
  language: { type: 'string', value: 'CODE', says: 'language of the sentences; the system’s unless given' },
}

export const commands: Readonly<Record<string, Command>> = {
  call: {
    usage: 'call OPERATION [--input FILE | -]',
    says: 'Calls an operation and prints its outcome as one JSON document.',
    words: [1, 1],
    options: {
      input: { type: 'string', value: 'FILE', says: 'JSON input; - reads it from standard input; {} unless given' },
      id: { type: 'string', value: 'ID', says: 'call id: the same one again acts only once' },
      rehearse: { type: 'boolean', says: 'decide, but change nothing' },
      ...acting,
    },
    run: async (given, terminal) => (await import('./cli-call.ts')).call(given, terminal),
  },
  batch: {
    usage: 'batch FILE | -',
    says: 'Reads one call a line ({"operation":…,"input":…}) and prints one outcome a line.',
    words: [1, 1],
    options: acting,
    run: async (given, terminal) => (await import('./cli-call.ts')).batch(given, terminal),
  },
  operations: {
    usage: 'operations [NAME…]',
    says: 'Lists the operations with their shapes.',
    words: [0, 100],
    options: { json: { type: 'boolean', says: 'as one JSON document' }, language: acting['language']! },
    run: async (given, terminal) => (await import('./cli-operations.ts')).listOperations(given, terminal),
  },
  serve: {
    usage: 'serve',
    says: 'Starts the hub: the screens for browsers, the REST interface, live changes.',
    words: [0, 0],
    options: { ...serving, ...store },
    run: async (given, terminal) => (await import('../hub.ts')).serve(given, terminal),
  },
  invite: {
    usage: 'invite LOGIN [--name NAME]',
    says: 'At the hub: makes the code with which one laptop becomes the device of one person.',
    words: [1, 1],
    options: { name: { type: 'string', value: 'NAME', says: 'what people call the laptop' }, ...acting },
    run: async (given, terminal) => (await import('../field.ts')).invite(given, terminal),
  },
  enrol: {
    usage: 'enrol --hub ADDRESS --code XXXX-XXXX-XX',
    says: 'Makes this laptop a device in the field: an encrypted file with what its person needs of the hub.',
    words: [0, 0],
    options: {
      hub: { type: 'string', value: 'ADDRESS', says: 'https://harmony.example.com; plain http only to this machine itself' },
      code: { type: 'string', value: 'CODE', says: 'the code that IT gave to the person (harmony invite)' },
      'hub-certificate': { type: 'string', value: 'FILE', says: 'certificate (PEM) of the hub or of the company, beside the system’s' },
      ...device,
    },
    run: async (given, terminal) => (await import('../field.ts')).enrol(given, terminal),
  },
  field: {
    usage: 'field',
    says: 'Starts the application on a laptop in the field, with or without a network.',
    words: [0, 0],
    options: {
      port: { type: 'string', value: 'PORT', says: '4410 unless given; 0 takes any free one' },
      escrow: { type: 'string', value: 'DIR', says: 'keeps a second, sealed copy of what was captured here: a stick, a share' },
      ...device,
    },
    run: async (given, terminal) => (await import('../field.ts')).field(given, terminal),
  },
  rescue: {
    usage: 'rescue [--to DIR]',
    says: 'On a laptop whose file is damaged: brings out what was captured, sealed for `harmony escrow import`, and puts the file aside, so that it can be enrolled anew.',
    words: [0, 0],
    options: {
      to: { type: 'string', value: 'DIR', says: 'folder for the sealed copy, such as a stick; beside the file unless given' },
      ...device,
    },
    run: async (given, terminal) => (await import('../field.ts')).rescueDevice(given, terminal),
  },
  escrow: {
    usage: 'escrow import FILE',
    says: 'At the hub: takes in the sealed copy of what was captured on a laptop that is lost or broken. The same file again changes nothing.',
    words: [2, 2],
    options: acting,
    run: async (given, terminal) => (await import('../field.ts')).escrow(given, terminal),
  },
  'device-password': {
    usage: 'device-password',
    says: 'Gives a device another password.',
    words: [0, 0],
    options: { ...device, 'new-password-file': { type: 'string', value: 'FILE', says: 'file whose first line is the new password' } },
    run: async (given, terminal) => (await import('../field.ts')).devicePassword(given, terminal),
  },
  'recover-key': {
    usage: 'recover-key FILE',
    says: 'At the hub: gives the key file (harmony-keys.json) of a device whose password was forgotten another one.',
    words: [1, 1],
    options: { 'password-file': device['password-file']!, ...acting },
    run: async (given, terminal) => (await import('../field.ts')).recoverKey(given, terminal),
  },
  ...movingCommands(store, acting['language']!),
  restored: {
    usage: 'restored',
    says: 'At the hub, after its database was restored from a backup and before it starts: devices bring back what the backup lacks, and numbers given since are not given again.',
    words: [0, 0],
    options: store,
    run: async (given, terminal) => (await import('./cli-commands.ts')).restored(given, terminal),
  },
  migrate: {
    usage: 'migrate',
    says: 'Brings the database to this version of the program.',
    words: [0, 0],
    options: store,
    run: async (given, terminal) => (await import('./cli-commands.ts')).migrateStore(given, terminal),
  },
  ...connectingCommands(store),
  demo: {
    usage: 'demo [--empty]',
    says: 'Founds the demo company in an empty data folder.',
    words: [0, 0],
    options: { empty: { type: 'boolean', says: 'entities, people, rates, taxes and products, but no customers or contracts' }, ...acting },
    run: async (given, terminal) => (await import('./cli-commands.ts')).demo(given, terminal),
  },
  import: {
    usage: 'import SUBJECT FILE [--entity CODE]',
    says: 'Imports a spreadsheet (xlsx or csv) of contracts, usage, incidents, time or expenses, the ECB’s file of rates (no entity), a whole company into an empty place (import company FILE --identity FILE), or a bought company into this one (import --merge FILE --identity FILE). The same spreadsheet again changes nothing.',
    words: [0, 2],
    options: {
      merge: {
        type: 'string',
        value: 'FILE',
        says: 'the export of another company: says what it would bring in as further legal entities, and what is in its way',
      },
      mapping: {
        type: 'string',
        value: 'FILE',
        says: 'of a merge: what becomes of conflicts, as JSON; the preview prints one to be edited',
      },
      'carry-out': { type: 'boolean', says: 'of a merge: brings the company in, all of it or nothing, and proves it' },
      identity: { ...identity, says: 'of a company: file of the secret key' },
      entity: { type: 'string', value: 'CODE', says: 'legal entity that the contracts are of' },
      report: { type: 'string', value: 'FILE', says: 'writes what became of every row as JSON' },
      encoding: { type: 'string', value: 'NAME', says: 'encoding of a csv file, such as windows-1252, where the detected one is wrong' },
      delimiter: { type: 'string', value: 'WHICH', says: 'comma, semicolon, tab or bar' },
      sheet: { type: 'string', value: 'NAME', says: 'sheet of a workbook; the first visible one unless given' },
      dates: { type: 'string', value: 'ORDER', says: 'dayFirst, monthFirst or yearFirst' },
      decimal: { type: 'string', value: 'MARK', says: 'point or comma' },
      since: { type: 'string', value: 'DAY', says: 'first day of rates that are taken over; all unless given' },
      ...acting,
    },
    run: async (given, terminal) => {
      if (given.values['merge'] !== undefined) return (await import('./cli-merge.ts')).mergeCompany(given, terminal)
      if (given.positionals.length < 2) throw new BadUsage('import wants SUBJECT and FILE, or --merge FILE')
      return given.positionals[0] === 'company'
        ? (await import('./cli-backup.ts')).importCompany(given, terminal)
        : (await import('./cli-commands.ts')).importFile(given, terminal)
    },
  },
  diagnose: {
    usage: 'diagnose [--bundle FILE | --preview]',
    says: 'Looks whether everything that Harmony stands on is as it should be, and says what to do. Changes nothing; works where Harmony itself does not.',
    words: [0, 0],
    options: {
      bundle: { type: 'string', value: 'FILE', says: 'writes a bundle for support (tar.gz) without secrets; nothing is sent anywhere' },
      preview: { type: 'boolean', says: 'prints what would be in the bundle and writes none' },
      ...store,
      language: acting['language']!,
    },
    run: async (given, terminal) => (await import('./cli-diagnose.ts')).diagnoseHere(given, terminal),
  },
  audit: {
    usage: 'audit [--anchors DIR]',
    says: 'Proves the invariants of the database and names the record that breaks one.',
    words: [0, 0],
    options: {
      anchors: { type: 'string', value: 'DIR', says: 'hold the log against the daily anchors in this folder, too' },
      'anchor-key': { type: 'string', value: 'FILE', says: 'the installation’s public key, where you have kept it elsewhere' },
      ...acting,
    },
    run: async (given, terminal) => (await import('./cli-commands.ts')).audit(given, terminal),
  },
  privacy: {
    usage: 'privacy export WHO --to DIR',
    says: 'Writes everything that is kept of one person (a name, an e-mail address or an id) as a file for machines and as a letter.',
    words: [2, 2],
    options: {
      to: { type: 'string', value: 'DIR', says: 'the folder for both files' },
      'letter-language': { type: 'string', value: 'LANGUAGE', says: 'of the letter; the person’s own unless it is said' },
      ...acting,
    },
    run: async (given, terminal) => (await import('./cli-commands.ts')).privacy(given, terminal),
  },
  verify: {
    usage: 'verify FILE',
    says: 'Proves a signed order (its PDF or its exported evidence) or a backup (with --identity) without any database, and names what is broken.',
    words: [1, 1],
    options: {
      identity: { ...identity, says: 'of a backup: file of the secret key' },
      key: { type: 'string', value: 'FILE', says: 'the company’s key that you trust, 64 hex digits; without it any company’s counts' },
      json: { type: 'boolean', says: 'as one JSON document' },
      language: acting['language']!,
    },
    run: async (given, terminal) =>
      (await import('../moving/beginning.ts')).isCompanyFile(given.positionals[0]!)
        ? (await import('./cli-backup.ts')).verifyCompany(given, terminal)
        : (await import('./cli-verify.ts')).verify(given, terminal),
  },
  feed: {
    usage: 'feed keys FILE | sign DIR | verify DIR | mirror FROM TO',
    says: 'The signed folder from which desktops are updated: makes a pair of keys, signs what lies in it, checks every file, copies it to where there is no internet.',
    words: [2, 3],
    options: {
      version: { type: 'string', value: 'VERSION', says: 'sign: the version of the installers, as it stands in their names' },
      key: { type: 'string', multiple: true, value: 'FILE', says: 'sign: file of the secret key; two of them while keys are exchanged' },
      channel: { type: 'string', value: 'NAME', says: 'sign: latest unless given' },
      days: { type: 'string', value: 'COUNT', says: 'sign: days for which the feed counts; 90 unless given, 400 at most' },
      staging: { type: 'string', value: 'PERCENT', says: 'sign: share of the installations to which it is offered; 0 withdraws it' },
      'min-version': { type: 'string', value: 'VERSION', says: 'sign: the oldest version from which it is installed in one step' },
      manual: { type: 'boolean', says: 'sign: no desktop installs it by itself' },
      'min-glibc': { type: 'string', value: 'VERSION', says: 'sign: oldest C library of Linux, such as 2.34' },
      'min-os': { type: 'string', value: 'RELEASE', says: 'sign: oldest release of the system, such as 10.0.17763' },
      schema: { type: 'string', value: 'NUMBER', says: 'sign: number of the newest migration that the version knows' },
      trust: {
        type: 'string',
        multiple: true,
        value: 'KEY',
        says: 'verify, mirror: public key (64 hex digits, or a file); those of this product unless given',
      },
      json: { type: 'boolean', says: 'verify, mirror: as one JSON document' },
    },
    run: async (given, terminal) => (await import('./cli-feed.ts')).feed(given, terminal),
  },
  replay: {
    usage: 'replay',
    says: 'Computes every charge again from its trace and compares.',
    words: [0, 0],
    options: acting,
    run: async (given, terminal) => (await import('./cli-commands.ts')).replay(given, terminal),
  },
}

/** One command, from its words to its exit code. */
export async function commandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = words
  if (name === '--version' || name === '-v') {
    const { versionOf } = await import('../version.ts')
    terminal.output.write(`${versionOf()}\n`)
    return exitCodes.done
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = rest[0] === undefined ? undefined : commands[rest[0]]
    terminal.output.write(about ? helpOf(rest[0]!, about) : overview())
    return exitCodes.done
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    terminal.errors.write(`${name === '' ? '' : `harmony: there is no command "${name}".\n\n`}${overview()}`)
    return exitCodes.badUsage
  }
  try {
    const given = argumentsOf(command, rest)
    if (given.values['help']) {
      terminal.output.write(helpOf(name, command))
      return exitCodes.done
    }
    if (given.positionals.length < command.words[0] || given.positionals.length > command.words[1])
      throw new BadUsage('wrong number of words')
    return await command.run(given, terminal)
  } catch (error) {
    if (error instanceof BadUsage) {
      terminal.errors.write(`harmony ${name}: ${error.message}\nUsage: harmony ${command.usage}\nMore: harmony ${name} --help\n`)
      return exitCodes.badUsage
    }
    // An outage or a bug: what happened, for whoever mends it. Nothing half done stays behind, for every call is one transaction.
    const [{ saidBy, remedyOf }, language] = [await import('./cli-outages.ts'), await spoken(command, rest, terminal)]
    terminal.errors.write(`harmony ${name}: ${saidBy(error, language)}\n`)
    const remedy = remedyOf(error, language)
    if (remedy !== undefined) terminal.errors.write(`${remedy}\n`)
    if (terminal.environment['HARMONY_TRACE']) terminal.errors.write(`${error instanceof Error ? error.stack : ''}\n`)
    return exitCodes.broken
  }
}

/** The language of whoever reads what went wrong, before or after the words were understood. */
async function spoken(command: Command, words: readonly string[], terminal: Terminal): Promise<string> {
  return (await import('./cli-store.ts')).languageOf(argumentsOf(command, words), terminal)
}

function argumentsOf(command: Command, words: readonly string[]): Arguments {
  try {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
    )
    return parseArgs({
      args: [...words],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    }) as Arguments
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message.split('. To specify')[0]! : 'unreadable')
  }
}

export const textOption = (given: Arguments, name: string): string | undefined => {
  const value = given.values[name]
  return typeof value === 'string' ? value : undefined
}

const overview = (): string => {
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length))
  const lines = Object.values(commands).map(({ usage, says }) => `  ${usage.padEnd(width)}  ${says}`)
  return `Harmony: contracts, billing, books. One JSON document on standard output, everything else on standard error.\n\nUsage: harmony COMMAND\n\n${lines.join('\n')}\n\nExit codes: 0 done; 1 refused, the document says why; 2 bad usage, invalid JSON or a wrong shape; 70 something is broken.\nMore: harmony COMMAND --help\n`
}

function helpOf(name: string, { usage, says, options }: Command): string {
  const rows = Object.entries(options).map(([option, { value, says: what }]) => [`--${option}${value ? ` ${value}` : ''}`, what] as const)
  const width = Math.max(0, ...rows.map(([head]) => head.length))
  const lines = rows.map(([head, what]) => `  ${head.padEnd(width)}  ${what}`)
  return `harmony ${name}: ${says}\n\nUsage: harmony ${usage} [options]\n${lines.length === 0 ? '' : `\n${lines.join('\n')}\n`}`
}
