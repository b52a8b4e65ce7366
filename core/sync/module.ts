import type { Module } from '../kernel/operation.ts'
import { attentions } from './attention.ts'
import { intentBatches } from './batch.ts'
import type { Commands } from './deciding.ts'
import { devices, enrolments } from './device.ts'
import { enrolDevice, inviteDevice } from './enrol.ts'
import { acceptHubKey, compareHubKeys, hubKeys } from './hub-key.ts'
import { intents } from './intent.ts'
import { getAttention, listAttentions, listDevices, listIntents, seal, waitingAttentions } from './looking.ts'
import { badges, listOutbox, outboxRows, pendingRows, queuedState, withdrawIntent } from './outbox.ts'
import { deviceCount, deviceSteps, intentBehind, newCode } from './questions.ts'
import { attentionRows, deviceRows, intentRows } from './reads.ts'
import { recoverKey, recoveryKey, rewrapped } from './recovery.ts'
import { atTheDoor, reasons } from './reasons.ts'
import { resolving, takeAttention } from './resolve.ts'
import { setDevice } from './set-device.ts'
import { getStatus, placeStanding, roundStart, syncNow } from './status.ts'

/** Devices in the field and what they capture. Stands above the business, whose commands it decides again. */
export function syncModule(operations: () => Commands) {
  return {
    name: 'sync',
    needs: ['people', 'entities', 'customers', 'signing'],
    records: [devices, enrolments, intentBatches, intents, attentions],
    questions: [
      newCode,
      deviceCount,
      deviceSteps,
      intentBehind,
      placeStanding,
      roundStart,
      queuedState,
      pendingRows,
      recoveryKey,
      rewrapped,
      hubKeys,
    ],
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
      compareHubKeys,
      acceptHubKey,
      listOutbox,
      badges,
      withdrawIntent,
      recoverKey,
    ],
    permits: ['sync.read', 'sync.write', 'sync.decide'],
    events: [
      'sync.invited',
      'sync.enrolled',
      'sync.deviceChanged',
      'sync.applied',
      'sync.parked',
      'sync.resolved',
      'sync.keyRecovered',
      'sync.hubKeyAccepted',
    ],
    tasks: [{ name: 'sync.waiting', zone: 'sales', permit: 'sync.decide', count: waitingAttentions }],
    says: [...reasons, ...atTheDoor],
  } as const satisfies Module
}
export type SyncModule = ReturnType<typeof syncModule>
