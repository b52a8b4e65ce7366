import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { connect } from '../storage/connect.ts'
import { loginRoles, rolesSql, type LoginRole } from '../storage/roles.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { firstLine, write } from './cli-store.ts'

/** `harmony database roles`: the SQL of least privilege, to be read and run by whoever runs the server, or applied here by an administrator's address. */
export async function database(given: Arguments, terminal: Terminal): Promise<number> {
  const [what] = given.positionals
  if (what !== 'roles') throw new BadUsage(`there is no "database ${what ?? ''}"`)
  const file = textOption(given, 'admin-file')
  const address = file === undefined ? undefined : firstLine(file)
  if (address !== undefined && !/^postgres(ql)?:\/\//.test(address))
    throw new BadUsage(`${file} wants postgres://user:password@host/name in its first line`)
  const name = address === undefined ? (textOption(given, 'name') ?? 'harmony') : decodeURIComponent(new URL(address).pathname.slice(1))
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
  if (address === undefined) {
    terminal.output.write(
      `-- Run as an administrator of the server, in the database ${name}. The same again changes nothing.\nbegin;\n${statements.join(';\n')};\ncommit;\n`,
    )
    return exitCodes.done
  }
  const server = await connect({ url: address, connections: 1 })
  try {
    await server.transact(async (session) => {
      for (const statement of statements) await session.script(statement)
    })
  } finally {
    await server.close()
  }
  const roles = ['owner', ...loginRoles].map((end) => `${prefix ?? 'harmony'}_${end}`)
  await write(terminal, { ok: true, result: { database: name, roles, passwords: folder === undefined ? null : folder } })
  return exitCodes.done
}

function plainName(given: Arguments, option: string): string | undefined {
  const name = textOption(given, option)
  if (name !== undefined && !/^[a-z][a-z0-9_]{0,40}$/.test(name)) throw new BadUsage(`--${option} wants small letters, digits and _`)
  return name
}

/** A password for each role that signs in, one file each: those that are there, and new ones for those that are not. */
function passwordsIn(folder: string): Record<LoginRole, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const of = (role: LoginRole): string => {
    const file = join(folder, `${role}-password`)
    if (!existsSync(file)) {
      writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
      chmodSync(file, 0o600)
    }
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]!
  }
  return { app: of('app'), migrator: of('migrator'), report: of('report') }
}
