import type { Command, Option, Options } from './cli.ts'

const recipients: Options = {
  recipient: {
    type: 'string',
    multiple: true,
    value: 'KEY',
    says: 'public key (age1…) whose owner can open the file; may be given several times',
  },
  'recipient-file': { type: 'string', value: 'FILE', says: 'file with one public key a line' },
}
const secretsKey: Option = {
  type: 'string',
  value: 'FILE',
  says: 'file with the key of secrets in the database, which goes into the file; secrets.key in the data folder unless given',
}
export const identity: Option = { type: 'string', value: 'FILE', says: 'file of the secret key, as backup-key or age-keygen wrote it' }

/** The commands that write a whole company into a file and bring it back. `store`: where it is; `language`: of the sentences. */
export const movingCommands = (store: Options, language: Option): Readonly<Record<string, Command>> => ({
  'backup-key': {
    usage: 'backup-key FILE',
    says: 'Makes the pair of keys for backups: the secret half into a new file, which belongs to another place than the hub, and prints the public half.',
    words: [1, 1],
    options: { data: store['data']!, language },
    run: async (given, terminal) => (await import('./cli-backup.ts')).backupKey(given, terminal),
  },
  backup: {
    usage: 'backup --to FILE | DIR --recipient KEY',
    says: 'Writes the whole company into one encrypted file, as it stands at one moment, while others go on working; and proves the file.',
    words: [0, 0],
    options: {
      to: { type: 'string', value: 'PATH', says: 'a file that is not there yet, or a folder, where it gets a name of its own' },
      ...recipients,
      'secrets-key': secretsKey,
      ...store,
      language,
    },
    run: async (given, terminal) => (await import('./cli-backup.ts')).backup(given, terminal),
  },
  restore: {
    usage: 'restore FILE --identity FILE',
    says: 'Brings a backup into an empty folder or an empty PostgreSQL database, proves that it is all there, and tells devices that the hub was restored.',
    words: [1, 1],
    options: { identity, ...store, language },
    run: async (given, terminal) => (await import('./cli-backup.ts')).restore(given, terminal),
  },
  export: {
    usage: 'export --to FILE | DIR --recipient KEY',
    says: 'Writes the whole company to be moved to another place (import company). Stop the hub first: what is written afterwards stays behind.',
    words: [0, 0],
    options: {
      to: { type: 'string', value: 'PATH', says: 'a file that is not there yet, or a folder, where it gets a name of its own' },
      ...recipients,
      'secrets-key': secretsKey,
      ...store,
      language,
    },
    run: async (given, terminal) => (await import('./cli-backup.ts')).exportCompany(given, terminal),
  },
})
