import { add, command, put, tell } from '../kernel/operation.ts'
import { addMilliseconds } from '../kernel/day.ts'
import { refuse } from '../kernel/refusal.ts'
import { anInstant, idOf, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { plainCode, shortCode } from './codes.ts'
import { devices, enrolments, type Device } from './device.ts'
import { deviceCertificate, signingKeys } from '../signing/seal.ts'
import { deviceCount, newCode } from './questions.ts'
import { recoveryKey } from './recovery.ts'

/** Milliseconds for which a code can be used: three days. */
const codeGood = 3 * 86_400_000

/** Makes a code that takes in one device of one person. It is shown once, to whoever asked for it. */
export const inviteDevice = command({
  name: 'sync.invite',
  zone: 'setup',
  permit: 'sync.write',
  offline: 'never',
  input: shape({ user: idOf('users'), name: text }),
  output: shape({ code: text, expiresAt: anInstant }),
  refusals: ['sync.unknownUser'],
  load: async ({ user }, read) => ({ user: await read.get(users, user), fresh: (await read.ask(newCode, {}))[0]! }),
  decide: (input, { user, fresh }, now) => {
    if (!user?.active) return refuse('sync.unknownUser', { user: input.user })
    const expiresAt = addMilliseconds(now.at, codeGood)
    const enrolment = {
      hash: now.digest(plainCode(fresh.code)) as Code<'enrolments'>,
      user: input.user,
      name: input.name,
      createdAt: now.at,
      createdBy: now.caller.name,
      expiresAt,
      usedBy: null,
    }
    return {
      result: { code: fresh.sealed, expiresAt },
      changes: [add(enrolments, enrolment), tell('sync.invited', { user: input.user, name: input.name })],
    }
  },
})

/** A device brings the code that its person was given, and the key that it made. From then on it is known by that key. */
export const enrolDevice = command({
  name: 'sync.enrol',
  zone: 'setup',
  permit: 'public',
  offline: 'never',
  input: shape({ code: text, publicKey: text }),
  secrets: ['code'],
  output: shape({ device: devices.shape, hubKey: text, login: text, recoveryKey: text }),
  refusals: ['sync.badCode', 'sync.badKey', 'sync.keyTaken'],
  load: async ({ code, publicKey }, read, now) => {
    const enrolment = await read.hold(enrolments, now.digest(plainCode(code)))
    const id = now.newId()
    const short = shortCode((await read.ask(deviceCount, {}))[0]!.devices)
    const known = /^[0-9a-f]{64}$/.test(publicKey)
    const certified = known ? await deviceCertificate(read, now, { key: publicKey, name: short }) : undefined
    const user = enrolment && (await read.get(users, enrolment.user))
    const [twin] = await read.list(devices, { where: { field: 'publicKey', is: 'equal', value: publicKey }, limit: 1 })
    const [recovery] = await read.ask(recoveryKey, {})
    return { enrolment, id, short, certified, user, twin, recovery: recovery!.key }
  },
  decide: ({ publicKey }, { enrolment, id, short, certified, user, twin, recovery }, now) => {
    if (!enrolment || enrolment.usedBy !== null || enrolment.expiresAt < now.at || !user?.active) return refuse('sync.badCode')
    if (!certified) return refuse('sync.badKey')
    if (twin) return refuse('sync.keyTaken')
    const device: Device = {
      id: id as Id<'devices'>,
      user: user.id,
      name: enrolment.name,
      shortCode: short,
      publicKey,
      certificate: certified.certificate,
      state: 'active',
      enrolledAt: now.at,
      enrolledBy: enrolment.createdBy,
      stateSince: now.at,
    }
    return {
      result: { device, hubKey: certified.certifiedBy, login: user.login, recoveryKey: recovery },
      changes: [
        add(devices, device),
        add(signingKeys, certified),
        put(enrolments, { ...enrolment, usedBy: device.id }),
        tell('sync.enrolled', { device: device.shortCode, name: device.name, user: user.id }),
      ],
    }
  },
})
