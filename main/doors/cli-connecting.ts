import type { Command, Options } from './cli.ts'

/** The commands about a company's PostgreSQL: its roles, and whether the way to it works. */
export const connectingCommands = (store: Options): Readonly<Record<'connect' | 'database', Command>> => ({
  connect: {
    usage: 'connect --test',
    says: 'Goes the way to the company’s PostgreSQL step by step, as a desktop does: name, port, TLS, sign-in, rights, version of the data, clock. Changes nothing.',
    words: [0, 0],
    options: {
      test: { type: 'boolean', says: 'what there is to do' },
      database: { type: 'string', value: 'URL', says: 'postgres://person@host/name; the connection of the desktop in the data folder unless given (or HARMONY_DATABASE)' }, // prettier-ignore
      'database-password-file': store['database-password-file']!,
      ca: { type: 'string', value: 'FILE', says: 'certificates (PEM) of the company’s authority, which alone vouch for the server' },
      data: store['data']!,
      json: { type: 'boolean', says: 'as one JSON document' },
      language: { type: 'string', value: 'CODE', says: 'language of the sentences; the system’s unless given' },
    },
    run: async (given, terminal) => (await import('./cli-connect.ts')).connectHere(given, terminal),
  },
  database: {
    usage: 'database roles | person NAME [--admin-file FILE]',
    says: 'Roles of least privilege on PostgreSQL, and one for each person whose desktop connects itself: prints their SQL, or applies it with the address in an administrator’s file.',
    words: [1, 2],
    options: {
      'admin-file': {
        type: 'string',
        value: 'FILE',
        says: 'first line: postgres://administrator:password@host/name; applies the SQL there',
      },
      name: { type: 'string', value: 'NAME', says: 'name of the database in what is printed; harmony unless given' },
      prefix: { type: 'string', value: 'NAME', says: 'roles and schema are called so; harmony unless given' },
      passwords: {
        type: 'string',
        value: 'DIR',
        says: 'folder with app-password, migrator-password and report-password, or NAME-password; made where they are missing',
      },
      connections: { type: 'string', value: 'NUMBER', says: 'most connections of the program; 50 unless given' },
      lock: { type: 'boolean', says: 'person: the role signs in no more, and its connections end' },
    },
    run: async (given, terminal) => (await import('./cli-database.ts')).database(given, terminal),
  },
})
