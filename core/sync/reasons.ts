import type { About, Refusal } from '../kernel/refusal.ts'

/** Reasons of the synchronisation itself why something captured waits for a person, or why a device is told no. */
export const reasons = [
  'sync.notQueued', 'sync.waits', 'sync.gone', 'sync.conflict', 'sync.outsideTerritory', 'sync.scopeLost', 'sync.leaseExpired', 'sync.broken', 'sync.poison', 'sync.actorRevoked', 'sync.idReused',
  'sync.badSignature', 'sync.badChain', 'sync.onlyAtHub', 'sync.suspended', 'sync.lost', 'sync.hubTooOld', 'sync.otherEpoch', 'sync.tooLarge', 'sync.leaseOver', 'sync.malformed', 'sync.unknownDevice', 'sync.diskFull',
  'sync.skewed', 'sync.renumbered', 'sync.badPart', 'sync.badFile', 'sync.busy', 'sync.hubFull', 'sync.forked',
] as const // prettier-ignore

export type Reason = (typeof reasons)[number]

/** Why something captured waits for a person: shaped like a refusal, for it is shown like one, but no operation answers it. */
export const because = <const Code extends Reason | 'operation.forbidden'>(code: Code, about: About = {}): Refusal<Code> => ({
  refused: code,
  about,
})

/** What is said at the door of a device, before its file is open: troubles and the words of the first screen. */
export const atTheDoor = [
  'sync.folderInUse', 'sync.folderOnNetwork', 'sync.folderSynchronised', 'sync.wrongDevicePassword', 'sync.tooManyUnlocks', 'sync.keysBroken', 'sync.dataBroken', 'sync.deviceBroken', 'sync.notDamaged', 'sync.nothingReadable', 'sync.noRecoveryKey', 'sync.rescued', 'sync.rescuedNothing', 'sync.storeChanged', 'sync.storeRequired', 'sync.otherHub', 'sync.otherRecoveryKey', 'sync.newerDatabase',
  'sync.hubUnreachable', 'sync.hubNotTrusted', 'sync.needsTls', 'sync.notEnrolled', 'sync.alreadyEnrolled', 'sync.folderTaken', 'sync.passwordsDiffer', 'sync.notYourDevice',
  'sync.door.enrolTitle', 'sync.door.enrolIntro', 'sync.door.unlockTitle', 'sync.door.unlockIntro', 'sync.door.protectTitle', 'sync.door.protectIntro', 'sync.door.protect', 'sync.door.ownPassword', 'sync.door.ownPasswordHint', 'sync.door.unlockOwnTitle', 'sync.door.unlockOwnIntro', 'sync.door.forgottenOwn', 'sync.door.hub', 'sync.door.hubManaged', 'sync.door.code', 'sync.door.password', 'sync.door.passwordAgain', 'sync.door.passwordHint', 'sync.door.certificate', 'sync.door.certificateHint', 'sync.door.enrol',
  'sync.door.unlock', 'sync.door.opening', 'sync.door.asking', 'sync.door.loading', 'sync.door.loadingOf', 'sync.door.ready', 'sync.door.again', 'sync.door.forgotten', 'sync.door.rescue',
] as const // prettier-ignore
