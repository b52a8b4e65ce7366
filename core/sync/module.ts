import type { Module } from '../kernel/operation.ts'
import { attentions } from './attention.ts'
import type { Commands } from './deciding.ts'
import { devices, enrolments } from './device.ts'
import { enrolDevice, inviteDevice } from './enrol.ts'
import { intents } from './intent.ts'
import { getAttention, listAttentions, listDevices, listIntents, seal, waitingAttentions } from './looking.ts'
import { listOutbox, outboxRows, queuedState, withdrawIntent } from './outbox.ts'
import { deviceCount, deviceSteps, newCode } from './questions.ts'
import { attentionRows, deviceRows, intentRows } from './reads.ts'
import { recoverKey, recoveryKey, rewrapped } from './recovery.ts'
import { resolving, takeAttention } from './resolve.ts'
import { setDevice } from './set-device.ts'
import { getStatus, placeStanding, roundStart, syncNow } from './status.ts'

/** Reasons of the synchronisation itself why something captured waits for a person, or why a device is told no. */
export const reasons = [
  'sync.notQueued', 'sync.waits', 'sync.gone', 'sync.conflict', 'sync.outsideTerritory', 'sync.scopeLost', 'sync.leaseExpired', 'sync.broken', 'sync.poison', 'sync.actorRevoked', 'sync.idReused',
  'sync.badSignature', 'sync.badChain', 'sync.onlyAtHub', 'sync.suspended', 'sync.lost', 'sync.hubTooOld', 'sync.otherEpoch', 'sync.tooLarge', 'sync.leaseOver', 'sync.malformed', 'sync.unknownDevice', 'sync.diskFull',
  'sync.skewed', 'sync.badPart', 'sync.badFile', 'sync.busy',
] as const // prettier-ignore

/** What is said at the door of a device, before its file is open: troubles and the words of the first screen. */
export const atTheDoor = [
  'sync.folderInUse', 'sync.folderOnNetwork', 'sync.folderSynchronised', 'sync.wrongDevicePassword', 'sync.tooManyUnlocks', 'sync.keysBroken', 'sync.storeChanged', 'sync.newerDatabase',
  'sync.hubUnreachable', 'sync.hubNotTrusted', 'sync.needsTls', 'sync.notEnrolled', 'sync.alreadyEnrolled', 'sync.folderTaken', 'sync.passwordsDiffer', 'sync.notYourDevice',
  'door.enrolTitle', 'door.enrolIntro', 'door.unlockTitle', 'door.unlockIntro', 'door.hub', 'door.code', 'door.password', 'door.passwordAgain', 'door.passwordHint', 'door.certificate', 'door.certificateHint', 'door.enrol',
  'door.unlock', 'door.opening', 'door.asking', 'door.loading', 'door.loadingOf', 'door.ready', 'door.again', 'door.forgotten',
] as const // prettier-ignore

/** Devices in the field and what they capture. Stands above the business, whose commands it decides again. */
export function syncModule(operations: () => Commands) {
  return {
    name: 'sync',
    needs: ['people', 'customers', 'signing'],
    records: [devices, enrolments, intents, attentions],
    questions: [newCode, deviceCount, deviceSteps, placeStanding, roundStart, queuedState, recoveryKey, rewrapped],
    views: [deviceRows, attentionRows, intentRows, outboxRows],
    operations: [
      inviteDevice,
      enrolDevice,
      setDevice,
      listDevices,
      listIntents,
      listAttentions,
      getAttention,
      takeAttention,
      resolving(operations),
      seal,
      getStatus,
      syncNow,
      listOutbox,
      withdrawIntent,
      recoverKey,
    ],
    permits: ['sync.read', 'sync.write', 'sync.decide'],
    events: ['sync.invited', 'sync.enrolled', 'sync.deviceChanged', 'sync.applied', 'sync.parked', 'sync.resolved', 'sync.keyRecovered'],
    tasks: [{ name: 'sync.waiting', zone: 'sales', permit: 'sync.decide', count: waitingAttentions }],
    says: [...reasons, ...atTheDoor],
  } as const satisfies Module
}
export type SyncModule = ReturnType<typeof syncModule>
