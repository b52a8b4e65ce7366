import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pino } from 'pino'
import type { Outcome } from '../core/kernel/operation.ts'
import { refuse } from '../core/kernel/refusal.ts'
import { say } from '../core/kernel/words.ts'
import { languagesIn } from './data-folder.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './doors/cli.ts'
import { passwordFor } from './doors/cli-secret.ts'
import { languageOf, newCallId, opened, write } from './doors/cli-store.ts'
import { openDeviceDoor } from './doors/device-door.ts'
import { openHttp } from './doors/http.ts'
import { openGate } from './keys/device-gate.ts'
import { changeDevicePassword, destroyKeys, keyByPassword, mustBeKept, readKeys, type KeyHeader } from './keys/key-file.ts'
import { deviceFolderIn } from './keys/own-place.ts'
import { KeyTrouble } from './keys/trouble.ts'
import { trustAuthorities } from './policy/authorities.ts'
import { dataFolderOf, logLevelOf, policyHere } from './policy/policy.ts'
import { NoCompanyKey } from './house-keys.ts'
import { destroyDevice } from './sync/lost-device.ts'
import { importEscrow, keepEscrow } from './sync/escrow.ts'
import { rescue } from './sync/rescue.ts'
import { enrolFolder, holdFolder, isDevice, openFieldDevice, type HeldFolder, type OpenDevice } from './sync/field-device.ts'
import { openLanguages } from './words.ts'

/** Beside the hub's, so that both can be tried on one machine. */
const usualPort = 4410

/** A device has a folder of its own, found as the desktop finds it. A folder that somebody names is that one and no other. */
export const fieldFolderOf = (given: Arguments, terminal: Terminal): string => {
  const [own, beside] = [dataFolderOf(terminal.environment), dataFolderOf(terminal.environment, 'field')]
  return textOption(given, 'data') ?? (own === beside ? own : deviceFolderIn(own))
}

/** Says a trouble of the device in words, as every refusal is said. */
async function inWords(given: Arguments, terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof KeyTrouble)) throw error
    const languages = openLanguages(languagesIn(fieldFolderOf(given, terminal)))
    const message = say(languages.words(languages.best(languageOf(given, terminal))), error.code, error.about)
    await write(terminal, { ok: false, refusal: { code: error.code, message, about: error.about } })
    return exitCodes.refused
  }
}
async function holding(folder: string, work: (held: HeldFolder) => Promise<number>): Promise<number> {
  const held = holdFolder(folder)
  try {
    return await work(held)
  } finally {
    held.release()
  }
}
const neededPassword = async (given: Arguments, terminal: Terminal, question: string, twice = false): Promise<string> => {
  const password = await passwordFor(given, terminal, question, twice)
  if (password === undefined) throw new BadUsage('no password: type it, pipe it in, or give --password-file FILE')
  return password
}

/** `harmony enrol`: makes a folder a device of the person that the code was given to, and fetches what the device needs. */
export const enrol = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, async () => {
    const [hub, code] = [textOption(given, 'hub') ?? policyHere().effective().values.HubUrl ?? undefined, textOption(given, 'code')]
    if (hub === undefined || code === undefined) throw new BadUsage('--hub ADDRESS and --code CODE are needed')
    const ca = textOption(given, 'hub-certificate')
    trustAuthorities(policyHere().effective().values.ExtraCaFile)
    await mustBeKept(undefined)
    return holding(fieldFolderOf(given, terminal), async ({ folder }) => {
      const password = await neededPassword(given, terminal, 'Password that protects this device', true)
      const { device, loaded } = await enrolFolder(folder, {
        hub,
        code,
        password,
        language: languageOf(given, terminal),
        ...(ca === undefined ? {} : { ca: pemIn(ca) }),
        progress: (_phase, progress) => {
          if (progress) terminal.errors.write(`${progress.phase}: ${progress.done} / ${progress.of}\n`)
        },
      })
      try {
        const state = await device.harmony.device!.state()
        const [shortCode, login] = [state.get('shortCode') ?? '', state.get('login') ?? '']
        await write(terminal, { ok: true, result: { device: shortCode, login, hub: state.get('hub') ?? hub, folder, loaded } })
      } finally {
        await device.close()
      }
      return exitCodes.done
    })
  })

function pemIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}

/** `harmony field`: the application on this laptop, from its own encrypted file, with or without a network. */
export const field = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, async () => {
    const port = textOption(given, 'port') ?? String(usualPort)
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new BadUsage('--port wants a number up to 65535')
    trustAuthorities(policyHere().effective().values.ExtraCaFile)
    await mustBeKept(undefined)
    return holding(fieldFolderOf(given, terminal), async ({ folder }) => {
      const password = isDevice(folder) ? await passwordFor(given, terminal, 'Password of this device') : undefined
      const unlocked = password === undefined ? undefined : await openFieldDevice(folder, await keyByPassword(folder, password))
      let found = unlocked ? { device: unlocked, port: Number(port) } : await byPage(folder, Number(port), terminal)
      while (found) {
        const ended = await serveDevice(folder, found.device, found.port, textOption(given, 'escrow'), terminal)
        if (typeof ended === 'number') return ended
        // Whoever sits before it reads what happened where they worked, and may enrol it anew.
        found = await byPage(folder, ended.lostAt, terminal)
        if (!found) return exitCodes.refused
      }
      return exitCodes.done
    })
  })

/** Lets the person set up or unlock the device in the browser; `undefined`: they gave up. */
async function byPage(folder: string, port: number, terminal: Terminal): Promise<{ device: OpenDevice; port: number } | undefined> {
  const gate = openGate(folder)
  const door = await openDeviceDoor(gate, openLanguages(languagesIn(folder)), port)
  terminal.output.write(`Harmony is at http://127.0.0.1:${door.port}\n`)
  let forget = (): void => undefined
  const stopped = new Promise<undefined>((resolve) => {
    forget = terminal.interrupted(() => resolve(undefined))
  })
  try {
    const device = await Promise.race([gate.opened, stopped])
    return device && { device, port: door.port }
  } finally {
    forget()
    await door.close()
  }
}

async function serveDevice(
  folder: string,
  device: OpenDevice,
  port: number,
  escrow: string | undefined,
  terminal: Terminal,
): Promise<number | { readonly lostAt: number }> {
  const log = pino(
    { level: logLevelOf(terminal.environment), base: null, redact: ['req.headers', 'err.input'] },
    { write: (line: string) => void terminal.errors.write(line) },
  )
  let lost = false
  try {
    const second = escrow === undefined ? undefined : keepEscrow(device.harmony, escrow, log)
    const door = await openHttp(device.harmony, { host: '127.0.0.1', port, logger: log })
    try {
      terminal.output.write(`Harmony is at ${door.address}\n`)
      return await new Promise<number | { readonly lostAt: number }>((stop) => {
        terminal.interrupted(() => stop(exitCodes.done))
        device.start({
          log,
          // The hub has said that somebody else may have this laptop: what is in the file can never be read again.
          lost: () => {
            lost = true
            destroyKeys(folder)
            stop({ lostAt: door.port })
          },
        })
      })
    } finally {
      second?.stop()
      await door.close()
      await second?.written()
    }
  } finally {
    await device.close()
    if (lost) {
      const left = destroyDevice(folder)
      log.warn({ left }, left.length === 0 ? 'reported lost: keys and copy are deleted' : 'reported lost: the keys are deleted; what is left opens with nothing') // prettier-ignore
    }
  }
}

/** `harmony rescue`: brings out of a device whose file is damaged what was captured in it, and makes room for another device. */
export const rescueDevice = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, () => {
    const to = textOption(given, 'to')
    if (to !== undefined && !existsSync(to)) throw new BadUsage(`there is no folder ${to}`)
    return holding(fieldFolderOf(given, terminal), async ({ folder }) => {
      if (!isDevice(folder)) throw new KeyTrouble('sync.notEnrolled')
      const key = await keyByPassword(folder, await neededPassword(given, terminal, 'Password of this device'))
      const result = rescue(folder, key, new Date().toISOString(), to)
      await write(terminal, { ok: true, result })
      return result.unreadable + result.unknown > 0 ? exitCodes.refused : exitCodes.done
    })
  })

/** `harmony escrow import FILE`, at the hub: what a second copy holds of a laptop that is lost or broken. */
export const escrow = (given: Arguments, terminal: Terminal): Promise<number> => {
  const [verb, file] = given.positionals as [string, string]
  if (verb !== 'import') throw new BadUsage(`there is no "escrow ${verb}"`)
  if (!existsSync(file)) throw new BadUsage(`cannot read ${file}`)
  return opened(given, terminal, async (harmony) => {
    const result = await importEscrow(harmony, file).catch((error: unknown) => {
      if (error instanceof NoCompanyKey) return harmony.reply({ ok: false, refusal: error.refusal }, languageOf(given, terminal))
      throw error
    })
    if ('ok' in result) {
      await write(terminal, result)
      return exitCodes.refused
    }
    await write(terminal, { ok: true, result })
    return result.unreadable > 0 ? exitCodes.refused : exitCodes.done
  })
}

/** `harmony device-password`: another password for the same key. The file itself is not written anew. */
export const devicePassword = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, () =>
    holding(fieldFolderOf(given, terminal), async ({ folder }) => {
      if (!isDevice(folder)) throw new KeyTrouble('sync.notEnrolled')
      const before = await neededPassword(given, terminal, 'Password of this device')
      const file = textOption(given, 'new-password-file')
      const after = await neededPassword({ ...given, values: { ...given.values, 'password-file': file } }, terminal, 'New password', true)
      await changeDevicePassword(folder, before, after)
      await write(terminal, { ok: true, result: { folder } })
      return exitCodes.done
    }),
  )

/** `harmony invite`, at the hub: a code that makes one laptop the device of one person. It is shown once. */
export const invite = (given: Arguments, terminal: Terminal): Promise<number> =>
  opened(given, terminal, async (harmony, caller) => {
    const login = given.positionals[0]!
    const person = await harmony.localAdministrator(login)
    const input = { user: person?.user ?? '', name: textOption(given, 'name') ?? `${login}’s laptop` }
    const outcome: Outcome = person
      ? await harmony.run({ id: newCallId(), operation: 'sync.invite', input, caller })
      : { ok: false, refusal: refuse('people.unknownUser', { user: login }) }
    const reply = harmony.reply(outcome, languageOf(given, terminal))
    await write(terminal, reply)
    return reply.ok ? exitCodes.done : exitCodes.refused
  })

/** `harmony recover-key`, at the hub: gives the key file of a device whose password was forgotten another one. */
export const recoverKey = (given: Arguments, terminal: Terminal): Promise<number> =>
  inWords(given, terminal, () => recovered(given, terminal))
async function recovered(given: Arguments, terminal: Terminal): Promise<number> {
  const path = given.positionals[0]!
  const header = headerIn(path)
  if (header.recovery === null) throw new BadUsage(`${path} was never closed to a hub’s key`)
  const password = await neededPassword(given, terminal, 'New password of the device', true)
  return opened(given, terminal, async (harmony, caller) => {
    const input = { wrap: `${header.file}:${header.recovery!}`, password }
    const outcome = await harmony.run({ id: newCallId(), operation: 'sync.recoverKey', input, caller })
    const reply = harmony.reply(outcome, languageOf(given, terminal))
    if (!reply.ok) {
      await write(terminal, reply)
      return exitCodes.refused
    }
    const { wrap } = reply.result as { wrap: string }
    writeFileSync(path, `${JSON.stringify({ ...header, password: wrap, os: null }, null, 2)}\n`, { mode: 0o600 })
    await write(terminal, { ok: true, result: { file: path } })
    return exitCodes.done
  })
}
function headerIn(path: string): KeyHeader {
  const folder = path.replace(/[/\\]?harmony-keys\.json$/, '')
  if (folder === path) throw new BadUsage('give the harmony-keys.json of the device')
  return readKeys(folder === '' ? '.' : folder)
}
