import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, idOf, shape } from '../kernel/shape.ts'
import { signingKeys } from '../signing/seal.ts'
import { devices, deviceStates } from './device.ts'

/**
 * Stops a device, or lets it go on. Suspended: it may still deliver what it captured, and is then told to wipe its copy. Lost: what it sends is put aside.
 * A device that was lost never comes back; it is enrolled anew. What its key seals from then on counts for nobody, what it sealed before stays evidence.
 */
export const setDevice = command({
  name: 'sync.setDevice',
  zone: 'setup',
  permit: 'sync.write',
  offline: 'never',
  input: shape({ device: idOf('devices'), state: choice(...deviceStates) }),
  output: devices.shape,
  refusals: ['sync.unknownDevice', 'sync.deviceGone'],
  load: async ({ device: id }, read) => {
    const device = await read.get(devices, id)
    return { device, key: device && (await read.get(signingKeys, device.publicKey)) }
  },
  decide: ({ device: id, state }, { device, key }, now) => {
    if (!device) return refuse('sync.unknownDevice', { device: id })
    const { name } = device
    if ((device.state === 'lost' || device.state === 'retired') && state !== device.state) return refuse('sync.deviceGone', { name })
    const changed = { ...device, state, stateSince: now.at }
    const revoked =
      (state === 'lost' || state === 'retired') && key && key.revokedAt === null ? [put(signingKeys, { ...key, revokedAt: now.at })] : []
    return {
      result: changed,
      changes: [put(devices, changed), ...revoked, tell('sync.deviceChanged', { device: device.shortCode, state })],
    }
  },
})
