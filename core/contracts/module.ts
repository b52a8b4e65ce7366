import type { Module } from '../kernel/operation.ts'
import { activateLine } from './activate-line.ts'
import { activateContract } from './activate.ts'
import { addLine } from './add-line.ts'
import { addMilestones } from './add-milestones.ts'
import { asKnown } from './as-known.ts'
import { changeLine } from './change-line.ts'
import { changePrice } from './change-price.ts'
import { changeQuantity } from './change-quantity.ts'
import { changeVersion } from './change-version.ts'
import { changeVersions, rehearseVersions } from './change-versions.ts'
import { coTerm } from './co-term.ts'
import { contractTimeline } from './contract-timeline.ts'
import { contractLines, contracts } from './contract.ts'
import { deliverLine } from './deliver.ts'
import { endLine } from './end-line.ts'
import { freePeriod } from './free-period.ts'
import { getLine } from './get-line.ts'
import { giveNotice } from './give-notice.ts'
import { lineChanges } from './line-change.ts'
import { getContract, listContracts, listLines } from './list.ts'
import { moveChange } from './move-change.ts'
import { novateContract } from './novate.ts'
import { openContract } from './open.ts'
import { rampLine } from './ramp.ts'
import { chargedTo, contractRows, lineRows, linesOfContract, linesToRenew, linesToRoll } from './reads.ts'
import { contractRecipients, getRecipient, saveRecipient } from './recipient.ts'
import { renewDue } from './renew-due.ts'
import { renewLine } from './renew.ts'
import { listRenewals, noticesDue, renewalRows } from './renewals.ts'
import { resumeLine } from './resume.ts'
import { retractChange } from './retract.ts'
import { rollLines } from './roll.ts'
import { signContract } from './sign.ts'
import { suspendLine } from './suspend.ts'
import { terminateLine } from './terminate.ts'
import { trueUp } from './true-up.ts'
import { withdrawNotice } from './withdraw-notice.ts'

export const contractsModule = {
  name: 'contracts',
  needs: ['entities', 'customers', 'pricing', 'catalog', 'tax'],
  records: [contracts, contractLines, lineChanges, contractRecipients],
  questions: [linesOfContract, chargedTo, linesToRenew, linesToRoll],
  views: [contractRows, lineRows, renewalRows],
  operations: [
    listContracts, listLines, getContract, getLine, openContract, signContract, activateContract, addLine, addMilestones, coTerm, changeLine, endLine, deliverLine, activateLine,
    changeQuantity, changePrice, changeVersion, changeVersions, rehearseVersions, trueUp, rampLine, freePeriod, suspendLine, resumeLine, retractChange, moveChange, giveNotice, withdrawNotice, renewLine, renewDue,
    rollLines, terminateLine, novateContract, contractTimeline, asKnown, listRenewals, saveRecipient, getRecipient,
  ],
  permits: ['contracts.read', 'contracts.write'],
  events: ['contracts.opened', 'contracts.signed', 'contracts.activated', 'contracts.lineAdded', 'contracts.lineChanged', 'contracts.lineEnded', 'contracts.recipientSaved'],
  tasks: [noticesDue],
  // The last ones belong to `contracts.rehearse` and `contracts.worth`, which join the module in `harmony.ts`.
  says: ['contracts.renewing', 'contracts.rolling', 'contracts.rehearse', 'contracts.badChange', 'contracts.worth'],
} as const satisfies Module // prettier-ignore
