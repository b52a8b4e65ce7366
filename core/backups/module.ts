import { listing } from '../kernel/listing.ts'
import type { Module, Task } from '../kernel/operation.ts'
import { backupRows, backups } from './backup.ts'
import { configureBackups, managedBackups, planChecked, readPlan } from './configure.ts'
import { mergeRows, merges } from './merge.ts'
import { cancelMerge, carryOutMerge, decideMerge, endMerge, listMerges, mergeProgress, openMerge, readMerge } from './merging.ts'
import { backupPlans } from './plan.ts'
import { backupDue, backUpNow, beginBackup, endBackup, forgetBackups } from './run.ts'
import { backupStanding, countLate } from './standing.ts'

const listBackups = listing({ name: 'backups.list', zone: 'setup', permit: 'backups.manage', view: backupRows })
const tasks = [{ name: 'backups.late', zone: 'setup', permit: 'backups.manage', count: countLate }] as const satisfies readonly Task[]

/** Backups of the whole company, and its moves from one place to another. Writing and reading the files is the host's (`main/moving`). */
export const backupsModule = {
  name: 'backups',
  needs: [],
  records: [backupPlans, backups, merges],
  questions: [planChecked, managedBackups, mergeProgress],
  views: [backupRows, mergeRows],
  operations: [
    listBackups, backupStanding, readPlan, configureBackups, backUpNow, backupDue, beginBackup, endBackup, forgetBackups,
    listMerges, readMerge, openMerge, decideMerge, carryOutMerge, cancelMerge, endMerge,
  ], // prettier-ignore
  permits: ['backups.manage'],
  events: [
    'backups.configured',
    'backups.asked',
    'backups.done',
    'backups.failed',
    'backups.mergeOpened',
    'backups.mergeAsked',
    'backups.mergeCancelled',
    'backups.mergeFailed',
    'backups.merged',
  ],
  tasks,
  // What stands in the way of the commands that write, read and move a company, and what they say when they are done.
  says: [
    'backups.interrupted', 'backups.keyThere', 'backups.notAnIdentity', 'backups.unreadable', 'backups.fileThere', 'backups.wrongKey', 'backups.damaged',
    'backups.notOurs', 'backups.newerFile', 'backups.newer', 'backups.notAMove', 'backups.notEmpty', 'backups.notEqual', 'backups.busy', 'backups.unfinished',
    'backups.nothingThere', 'backups.folderUnread', 'backups.aDevice', 'backups.fileDamaged', 'backups.broken',
    'backups.keyMade', 'backups.written', 'backups.withoutKey', 'backups.whole', 'backups.equalRows', 'backups.equalLedger', 'backups.equalChain', 'backups.restored', 'backups.moved',
    'backups.noRights',
    'backups.sameCompany', 'backups.mergeInterrupted', 'backups.mergeStopped', 'backups.mergeNotOpened', 'backups.mergeOpenedWords', 'backups.mergeDoneWords', 'backups.mergeEqual',
  ], // prettier-ignore
} as const satisfies Module
