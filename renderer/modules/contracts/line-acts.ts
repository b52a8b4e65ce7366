import type { IconName } from '../../kit/icon.tsx'
import type { Line, LineState } from './types.ts'

/** What can be done with a line or a contract: the operation, where it is offered, what its form asks first, and which field a refusal speaks of. */
export interface Act {
  readonly operation: string
  readonly icon: IconName
  readonly danger?: boolean
  /** Says nothing before something is typed: what stands in the form at first is no change yet. */
  readonly waits?: boolean
  /** States of a line in which it makes sense; none: it is an act of the contract. */
  readonly states?: readonly LineState[]
  readonly kinds?: readonly Line['kind'][]
  readonly fields: readonly string[]
  readonly initial?: (line: Line | null, today: string) => Readonly<Record<string, unknown>>
  readonly at: Readonly<Record<string, string>>
  /** Words of hints, by field. */
  readonly hints?: Readonly<Record<string, string>>
}
const running: readonly LineState[] = ['active', 'suspended', 'notice']
const open: readonly LineState[] = ['draft', 'signed', 'awaiting', ...running]
const overTime = ['recurring', 'consumption'] as const
const said = ['amendment', 'reason'] as const
const noNumber = { 'contracts.negativeQuantity': 'quantity', 'contracts.noDecrease': 'quantity' } as const
const noPrice = { 'contracts.negativePrice': 'unitPrice', 'contracts.noPrice': 'unitPrice', 'contracts.priceBound': 'amendment' } as const
/** The day from which something holds, by the name of its field. */
const wrongDay = (field: string) =>
  ({ 'contracts.effectiveBeforeStart': field, 'contracts.effectiveAfterEnd': field, 'contracts.billedBefore': field }) as const
const tooEarly = wrongDay('effective')
const wrongEnd = { 'contracts.endBeforeStart': 'end', 'contracts.endBeforeBilled': 'end' } as const
const fromToday = (_line: Line | null, today: string) => ({ effective: today })

/** The last day of a line, and what may be wrong with it. */
export const endAct: Act = { operation: 'contracts.endLine', icon: 'calendar', states: open, fields: ['end', ...said], initial: (line) => ({ end: line?.end }), at: wrongEnd, hints: { end: 'endHint' } } // prettier-ignore

/** In the order in which they are offered. */
export const lineActs: readonly Act[] = [
  { operation: 'contracts.changeQuantity', icon: 'chart', states: running, fields: ['quantity', 'effective', ...said], initial: (line, today) => ({ quantity: line?.quantity, effective: today }), at: { ...noNumber, ...tooEarly }, hints: { effective: 'backDated' } },
  { operation: 'contracts.changePrice', icon: 'money', states: running, fields: ['unitPrice', 'effective', ...said], initial: (line, today) => ({ unitPrice: line?.unitPrice, effective: today }), at: { ...noPrice, ...tooEarly }, hints: { unitPrice: 'priceHint', effective: 'backDated', amendment: 'amendmentHint' } },
  { operation: 'contracts.changeVersion', icon: 'box', states: running, kinds: overTime, fields: ['version', 'effective', 'listPrice', ...said], initial: fromToday, at: { ...noPrice, ...tooEarly, 'contracts.unknownVersion': 'version', 'contracts.otherMeasure': 'version', 'contracts.noPrice': 'version' }, hints: { version: 'versionHint' } },
  { operation: 'contracts.trueUp', icon: 'up', states: running, kinds: overTime, fields: ['measured', 'effective', 'reason'], initial: fromToday, at: { 'contracts.negativeTrueUp': 'measured', ...tooEarly } },
  { operation: 'contracts.ramp', icon: 'chart', waits: true, states: running, kinds: overTime, fields: ['steps', ...said], initial: (_line, today) => ({ steps: [{ from: today, quantity: null, unitPrice: null }] }), at: { 'contracts.badSteps': 'steps', 'contracts.negativeQuantity': 'steps', 'contracts.negativePrice': 'steps', 'contracts.priceBound': 'amendment', ...wrongDay('steps') }, hints: { steps: 'stepsHint' } },
  { operation: 'contracts.freePeriod', icon: 'star', states: running, kinds: overTime, fields: ['from', 'until', ...said], initial: (_line, today) => ({ from: today }), at: { 'contracts.endBeforeStart': 'until', 'contracts.notCharged': 'from', ...wrongDay('from') }, hints: { until: 'freeUntil' } },
  { operation: 'contracts.suspend', icon: 'pause', states: ['active', 'notice'], kinds: overTime, fields: ['from', 'until', 'reason'], initial: (_line, today) => ({ from: today }), at: { 'contracts.endBeforeStart': 'until', 'contracts.notCharged': 'from', 'contracts.notInForce': 'from', ...wrongDay('from') }, hints: { until: 'suspendUntil' } },
  { operation: 'contracts.resume', icon: 'play', states: ['suspended'], fields: ['on', 'reason'], initial: (_line, today) => ({ on: today }), at: { 'contracts.notSuspended': 'on', ...wrongDay('on') } },
  { operation: 'contracts.deliver', icon: 'box', states: ['awaiting'], fields: ['on', 'reference'], initial: (_line, today) => ({ on: today }), at: { 'contracts.notAwaiting': 'on' } },
  { operation: 'contracts.activateLine', icon: 'check', states: ['awaiting'], fields: ['on', 'reason'], initial: (_line, today) => ({ on: today }), at: { 'contracts.notAwaiting': 'on', 'contracts.notDelivered': 'on', 'contracts.endBeforeStart': 'on' }, hints: { on: 'activateHint' } },
  { operation: 'contracts.renew', icon: 'refresh', states: running, kinds: overTime, fields: ['months', 'termEnd', 'boundUntil', ...said], at: { 'contracts.noTerm': 'months', 'contracts.termBackwards': 'termEnd', 'contracts.badPeriod': 'months', 'contracts.noticeGiven': 'months' }, hints: { months: 'renewMonths', termEnd: 'renewTerm' } },
  { operation: 'contracts.giveNotice', icon: 'signOut', states: ['active', 'suspended'], kinds: overTime, fields: ['by', 'on', 'end', 'accept', 'reason'], initial: (_line, today) => ({ by: 'customer', on: today }), at: { 'contracts.noticeTooLate': 'end', 'contracts.noticeGiven': 'on', 'contracts.endBeforeStart': 'end', 'contracts.endBeforeBilled': 'end', 'contracts.notInForce': 'on' }, hints: { end: 'noticeEnd', accept: 'noticeAccept' } },
  { operation: 'contracts.withdrawNotice', icon: 'refresh', states: ['notice'], fields: ['reason'], at: { 'contracts.noNotice': 'reason' } },
  { operation: 'contracts.terminate', icon: 'close', danger: true, states: running, kinds: overTime, fields: ['end', 'method', 'percent', 'on', 'description', ...said], initial: (_line, today) => ({ end: today, method: 'credit', on: today }), at: { ...wrongEnd, 'contracts.notEarly': 'end', 'contracts.badPercent': 'percent' }, hints: { method: 'methodHint', percent: 'percentHint' } },
  endAct,
  { operation: 'contracts.changeLine', icon: 'draft', states: open, fields: ['description', 'quantity', 'unitPrice', 'poNumber', 'taxCodes'], initial: (line) => ({ quantity: line?.quantity, unitPrice: line?.unitPrice, description: line?.description, taxCodes: line?.taxCodes, poNumber: line?.poNumber }), at: { ...noNumber, ...noPrice, 'contracts.priceBound': 'unitPrice', 'contracts.lineBilled': 'quantity', 'contracts.lineHasChanges': 'quantity', 'contracts.unknownTax': 'taxCodes', 'contracts.foreignTax': 'taxCodes' }, hints: { unitPrice: 'priceHint' } },
] // prettier-ignore

export const contractActs = {
  sign: { operation: 'contracts.sign', icon: 'check', fields: ['signedOn'], initial: (_line, today) => ({ signedOn: today }), at: {} },
  activate: { operation: 'contracts.activate', icon: 'play', fields: [], at: {} },
  notice: { operation: 'contracts.giveNotice', icon: 'signOut', fields: ['by', 'on', 'end', 'accept', 'reason'], initial: (_line, today) => ({ by: 'customer', on: today }), at: { 'contracts.noticeTooLate': 'end', 'contracts.noticeGiven': 'on', 'contracts.endBeforeStart': 'end', 'contracts.endBeforeBilled': 'end' }, hints: { end: 'noticeEnd', accept: 'noticeAccept' } },
  withdraw: { operation: 'contracts.withdrawNotice', icon: 'refresh', fields: ['reason'], at: {} },
  novate: { operation: 'contracts.novate', icon: 'exchange', fields: ['to', 'from', 'number', 'poNumber', 'reason'], initial: (_line, today) => ({ from: today }), at: { 'contracts.unknownCustomer': 'to', 'contracts.sameCustomer': 'to', 'contracts.numberTaken': 'number', 'contracts.nothingToMove': 'from', 'contracts.movesBeforeStart': 'from', 'contracts.endBeforeBilled': 'from' }, hints: { to: 'novateTo', from: 'novateFrom', number: 'novateNumber' } },
  milestones: { operation: 'contracts.addMilestones', icon: 'columns', fields: ['product', 'price', 'project', 'start', 'taxCodes', 'poNumber', 'milestones'], initial: (line, today) => ({ start: today, taxCodes: line?.taxCodes }), at: { 'contracts.unknownProduct': 'product', 'contracts.noMilestones': 'milestones', 'contracts.badMilestones': 'milestones', 'contracts.noPrice': 'price', 'contracts.negativePrice': 'price', 'contracts.unknownTax': 'taxCodes', 'contracts.foreignTax': 'taxCodes' }, hints: { price: 'milestonePrice', milestones: 'milestoneHint' } },
  move: { operation: 'contracts.moveChange', icon: 'calendar', fields: ['effective', ...said], at: { ...tooEarly, 'contracts.sameDay': 'effective', 'contracts.priceBound': 'amendment', 'contracts.noDecrease': 'effective' }, hints: { effective: 'backDated' } },
  retract: { operation: 'contracts.retract', icon: 'close', fields: ['reason'], at: { 'contracts.notRetractable': 'reason', 'contracts.retractedBefore': 'reason' } },
} as const satisfies Readonly<Record<string, Act>> // prettier-ignore

export const actsOn = (line: Line): readonly Act[] =>
  lineActs.filter((act) => act.states!.includes(line.state) && (!act.kinds || act.kinds.includes(line.kind)))
