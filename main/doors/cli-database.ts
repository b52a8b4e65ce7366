import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { connect } from '../storage/connect.ts'
import { isPersonRole, loginRoles, personSql, rolesSql, type LoginRole } from '../storage/roles.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { firstLine, write } from './cli-store.ts'

/** `harmony database roles`: the SQL of least privilege, to be read and run by whoever runs the server, or applied here by an administrator's address. */
export async function database(given: Arguments, terminal: Terminal): Promise<number> {
  const [what, person] = given.positionals
  if (what === 'person' && person !== undefined) return personHere(person, given, terminal)
  if (what !== 'roles' || person !== undefined) throw new BadUsage(`there is no "database ${what ?? ''}"`)
  const { address, name } = administrator(given)
  const prefix = plainName(given, 'prefix')
  const connections = textOption(given, 'connections')
  if (connections !== undefined && !/^[1-9]\d{0,3}$/.test(connections)) throw new BadUsage('--connections wants a number')
  const folder = textOption(given, 'passwords')
  const statements = rolesSql(modules, {
    database: name,
    ...(prefix === undefined ? {} : { prefix, schema: prefix }),
    ...(connections === undefined ? {} : { connections: Number(connections) }),
    ...(folder === undefined ? {} : { passwords: passwordsIn(folder) }),
  })
  if (address === undefined) return shown(statements, name, terminal)
  await carriedOut(statements, address)
  const roles = ['owner', ...loginRoles].map((end) => `${prefix ?? 'harmony'}_${end}`)
  await write(terminal, { ok: true, result: { database: name, roles, passwords: folder === undefined ? null : folder } })
  return exitCodes.done
}

/** Whose word is taken at the server, and which database it is about. */
function administrator(given: Arguments): { readonly address: string | undefined; readonly name: string } {
  const file = textOption(given, 'admin-file')
  const address = file === undefined ? undefined : firstLine(file)
  if (address !== undefined && !/^postgres(ql)?:\/\//.test(address))
    throw new BadUsage(`${file} wants postgres://user:password@host/name in its first line`)
  const name = address === undefined ? (textOption(given, 'name') ?? 'harmony') : decodeURIComponent(new URL(address).pathname.slice(1))
  return { address, name }
}

function shown(statements: readonly string[], name: string, terminal: Terminal): number {
  terminal.output.write(
    `-- Run as an administrator of the server, in the database ${name}. The same again changes nothing.\nbegin;\n${statements.join(';\n')};\ncommit;\n`,
  )
  return exitCodes.done
}

async function carriedOut(statements: readonly string[], address: string): Promise<void> {
  const server = await connect({ url: address, connections: 1 })
  try {
    await server.transact(async (session) => {
      for (const statement of statements) await session.script(statement)
    })
  } finally {
    await server.close()
  }
}

/** `harmony database person NAME`: a role for one person of office mode, its new password in a file that is theirs to fetch; or, with `--lock`, the end of it. */
async function personHere(person: string, given: Arguments, terminal: Terminal): Promise<number> {
  if (!isPersonRole(person)) throw new BadUsage('a person’s role wants small letters, digits, dots, _ and -')
  const { address, name } = administrator(given)
  const prefix = plainName(given, 'prefix')
  const locked = given.values['lock'] === true
  const folder = textOption(given, 'passwords')
  const password = folder === undefined || locked ? undefined : passwordIn(folder, person)
  const statements = personSql(person, {
    database: name,
    locked,
    ...(prefix === undefined ? {} : { prefix }),
    ...(password === undefined ? {} : { password }),
  })
  if (address === undefined) return shown(statements, name, terminal)
  await carriedOut(statements, address)
  await write(terminal, { ok: true, result: { database: name, role: person, locked, passwords: password === undefined ? null : folder } })
  return exitCodes.done
}

function plainName(given: Arguments, option: string): string | undefined {
  const name = textOption(given, option)
  if (name !== undefined && !/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new BadUsage(`--${option} wants small letters, digits and _`)
  return name
}

/** A password for each role that signs in, one file each: those that are there, and new ones for those that are not. */
const passwordsIn = (folder: string): Record<LoginRole, string> => ({
  app: passwordIn(folder, 'app'),
  migrator: passwordIn(folder, 'migrator'),
  report: passwordIn(folder, 'report'),
})

function passwordIn(folder: string, role: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${role}-password`)
  if (!existsSync(file)) {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    chmodSync(file, 0o600)
  }
  return readFileSync(file, 'utf8').split(/\r?\n/)[0]!
}
