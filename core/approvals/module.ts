import type { Module } from '../kernel/operation.ts'
import { approvals } from './approval.ts'
import { unbilledOrders, creditLimits } from './credit-limit.ts'
import { customerCredit } from './credit-standing.ts'
import { decideApprovals } from './decide.ts'
import { delegate, endDelegation } from './delegate.ts'
import { delegations } from './delegation.ts'
import { countOpen, getApproval, inbox, listApprovals } from './inbox.ts'
import { reasonWords } from './kinds.ts'
import { approvalLimits } from './limit.ts'
import { approvalRows, creditLimitRows, delegationsAhead, exposureOf, limitRows } from './reads.ts'
import { removeLimit, saveLimit } from './save-limit.ts'
import { setCreditLimit } from './set-credit-limit.ts'
import { listCreditLimits, listDelegations, listLimits } from './settings.ts'
import { withdrawApproval } from './withdraw.ts'

export const approvalsModule = {
  name: 'approvals',
  needs: ['people', 'entities', 'rates', 'customers'],
  records: [approvals, approvalLimits, delegations, creditLimits, unbilledOrders],
  questions: [delegationsAhead, exposureOf],
  views: [approvalRows, limitRows, creditLimitRows],
  operations: [
    listApprovals, inbox, getApproval, decideApprovals, withdrawApproval, listDelegations, delegate, endDelegation, listLimits, saveLimit, removeLimit,
    listCreditLimits, customerCredit, setCreditLimit,
  ], // prettier-ignore
  permits: ['approvals.read', 'approvals.ask', 'approvals.decide', 'approvals.write', 'approvals.grantCredit'],
  events: [
    'approvals.asked', 'approvals.approved', 'approvals.declined', 'approvals.withdrawn', 'approvals.delegated', 'approvals.delegationEnded', 'approvals.limitSaved',
    'approvals.limitRemoved', 'approvals.creditLimitSet',
  ], // prettier-ignore
  tasks: [{ name: 'approvals.open', zone: 'finance', permit: 'approvals.decide', approval: true, count: countOpen }],
  says: [
    ...reasonWords,
    'approvals.kind.any', 'approvals.kind.orders.discount', 'approvals.kind.orders.margin', 'approvals.kind.orders.credit', 'approvals.kind.orders.priceSuperseded',
    'approvals.kind.orders.offList', 'approvals.kind.orders.currency', 'approvals.kind.orders.term', 'approvals.kind.orders.paymentTerms', 'approvals.kind.orders.leaseExpired',
    'approvals.kind.quotes.discount', 'approvals.kind.quotes.margin', 'approvals.kind.quotes.offList', 'approvals.kind.quotes.currency', 'approvals.kind.quotes.term',
    'approvals.kind.quotes.paymentTerms',
    'approvals.next.last', 'approvals.next.more', 'approvals.next.declining', 'approvals.next.changing', 'approvals.next.goesOn', 'approvals.next.waits',
    'approvals.next.mustChange', 'approvals.next.past',
    'approvals.credit.limit', 'approvals.credit.open', 'approvals.credit.ordered', 'approvals.credit.thisOrder', 'approvals.credit.exceeded', 'approvals.credit.left',
  ], // prettier-ignore
} as const satisfies Module
