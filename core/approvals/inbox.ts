import { dayIn, daysBetween, type Day } from '../kernel/day.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { listing } from '../kernel/listing.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, count, flag, idOf, many, maybe, shape, someData, text, type Of } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { covers } from '../people/permits.ts'
import { roles } from '../people/user.ts'
import { exchangeOn, readExchange, type Exchange } from '../rates/exchange.ts'
import { approvals } from './approval.ts'
import { approvalsOf, type Approval } from './asking.ts'
import { readAuthority, readLimits, withoutLimit } from './authority.ts'
import { decidesFor, limitFault, type Authority, type Limit, type Power } from './judging.ts'
import { approvalRows } from './reads.ts'

/** Beyond, an inbox is worked off from its oldest end. */
const mostOpen = 500
const mostPast = 200

export const listApprovals = listing({ name: 'approvals.list', zone: 'finance', permit: 'approvals.read', view: approvalRows })

/** The day's rates, where a limit is in a currency other than what is asked. */
export async function exchangeFor(
  read: Read,
  today: Day,
  authority: Authority,
  limits: readonly Limit[],
  of: readonly Approval[],
): Promise<Exchange> {
  const foreign = limits.some((limit) => limit.currency !== null && of.some((a) => a.currency !== null && a.currency !== limit.currency))
  return authority.unlimited || !foreign ? exchangeOn([], today) : readExchange(read, today)
}

const inboxRow = shape({
  ...approvals.shape.fields,
  customerName: maybe(text),
  /** Days since it was asked. */
  days: count,
  /** The caller may decide it. */
  decides: flag,
  /** With whose limit, where it is not their own. */
  standsInFor: maybe(text),
  /** Why not, and what its sentence names. */
  refusal: maybe(text),
  about: someData,
})
type InboxRow = Of<typeof inboxRow>

async function judged(read: Read, list: readonly Approval[], now: Now): Promise<InboxRow[]> {
  if (list.length === 0) return []
  const [authority, limits, names] = await Promise.all([
    readAuthority(read, now.caller, now.today),
    readLimits(read),
    read.some(customers, [...new Set(list.flatMap((a) => (a.customer === null ? [] : [a.customer as string])))]),
  ])
  const exchange = await exchangeFor(read, now.today, authority, limits, list)
  const mayAtAll = now.caller.permits.has('approvals.decide')
  return list.map((approval) => {
    const answer = mayAtAll ? decidesFor(authority, approval, limits, exchange) : refuse('approvals.noLimit', { subject: approval.subject })
    return {
      ...approval,
      customerName: approval.customer === null ? null : (names.get(approval.customer)?.name ?? null),
      days: Math.max(0, daysBetween(dayIn('UTC', approval.askedAt), now.today)),
      decides: !refused(answer),
      standsInFor: refused(answer) ? null : (answer.insteadOf?.name ?? null),
      refusal: refused(answer) ? answer.refused : null,
      about: refused(answer) ? answer.about : {},
    }
  })
}

const openNow = { all: [{ field: 'state', is: 'equal', value: 'open' }, { field: 'current', is: 'equal', value: true }] } as const // prettier-ignore
const openOnes = (read: Read): Promise<readonly Approval[]> =>
  read.list(approvals, { where: openNow, order: ['askedAt', 'id'], limit: mostOpen })

/** Those that the caller may decide, the oldest first. */
export const countOpen = async (read: Read, now: Now): Promise<number> =>
  (await judged(read, await openOnes(read), now)).filter((row) => row.decides).length

/** One inbox: what the caller may decide (`forMe`), what others have to decide (`forOthers`), what the caller asked for, what was decided. */
export const inbox = query({
  name: 'approvals.inbox',
  zone: 'finance',
  permit: 'approvals.read',
  input: shape({ show: choice('forMe', 'forOthers', 'mine', 'decided') }),
  output: shape({
    rows: many(inboxRow),
    /** More are open than one list shows. */
    more: flag,
    /** When the last one was decided, for an empty inbox. */
    lastDecided: maybe(approvals.shape.fields.askedAt),
  }),
  ask: async ({ show }, read, now) => {
    const past = { field: 'state', is: 'in', value: ['approved', 'declined'] } as const
    const mine = { field: 'askedBy', is: 'equal', value: now.caller.user } as const
    const [list, [last]] = await Promise.all([
      show === 'decided'
        ? read.list(approvals, { where: past, order: ['-decidedAt', '-id'], limit: mostPast })
        : show === 'mine'
          ? read.list(approvals, { where: mine, order: ['-askedAt', '-id'], limit: mostPast })
          : openOnes(read),
      read.list(approvals, { where: past, order: ['-decidedAt', '-id'], limit: 1 }),
    ])
    const rows = await judged(read, list, now)
    return {
      rows: show === 'forMe' ? rows.filter((row) => row.decides) : show === 'forOthers' ? rows.filter((row) => !row.decides) : rows,
      more: list.length === mostOpen,
      lastDecided: last?.decidedAt ?? null,
    }
  },
})

/** One approval with everything that explains it: the reasons, whose limits reach so far, what else its subject asks for, what happens next. */
export const getApproval = query({
  name: 'approvals.get',
  zone: 'finance',
  permit: 'approvals.read',
  input: shape({ id: idOf('approvals') }),
  output: shape({
    approval: inboxRow,
    /** What else is asked for the same subject as it stands. */
    others: many(inboxRow),
    /** Roles whose limit reaches so far. */
    deciders: many(shape({ role: codeOf('roles'), name: text })),
    next: many(aStep),
    today: aDay,
  }),
  refusals: ['approvals.unknown'],
  ask: async ({ id }, read, now) => {
    const approval = await read.get(approvals, id)
    if (!approval) return refuse('approvals.unknown', { approval: id })
    const others = (await approvalsOf(read, approval)).filter((other) => other.id !== id)
    const [rows, limits, known] = await Promise.all([
      judged(read, [approval, ...others], now),
      readLimits(read),
      read.list(roles, { order: ['name'], limit: 1000 }),
    ])
    const [own, ...rest] = rows
    return {
      approval: own!,
      others: rest,
      deciders: await decidersOf(read, approval, limits, known, now),
      next: nextOf(approval, others),
      today: now.today,
    }
  },
})

async function decidersOf(
  read: Read,
  approval: Approval,
  limits: readonly Limit[],
  known: readonly Row<typeof roles>[],
  now: Now,
): Promise<{ readonly role: Row<typeof roles>['code']; readonly name: string }[]> {
  const exchange = await readExchange(read, now.today)
  const power = (role: Row<typeof roles>): Power => ({
    user: '',
    name: role.name,
    roles: [role.code],
    unlimited: role.permits.some((entry) => covers(entry, withoutLimit)),
  })
  return known
    .filter((role) => role.permits.some((entry) => covers(entry, 'approvals.decide')))
    .filter((role) => !limitFault(power(role), approval, limits, exchange))
    .map((role) => ({ role: role.code, name: role.name }))
}

/** What follows from an answer. Nothing is moved by it: whoever has the subject in hand goes on with it. */
function nextOf(approval: Approval, others: readonly Approval[]): Step[] {
  const subject = ['text', approval.subject] as const
  const open = others.filter((other) => other.state === 'open').length
  if (!approval.current) return [step('approvals.next.past', { subject })]
  if (approval.state === 'approved')
    return [open > 0 ? step('approvals.next.waits', { subject, open: ['count', `${open}`] }) : step('approvals.next.goesOn', { subject })]
  if (approval.state !== 'open') return [step('approvals.next.mustChange', { subject, name: ['text', approval.askedByName] })]
  return [
    open > 0 ? step('approvals.next.more', { subject, open: ['count', `${open}`] }) : step('approvals.next.last', { subject }),
    step('approvals.next.declining', { subject, name: ['text', approval.askedByName] }),
    step('approvals.next.changing', { subject }),
  ]
}
