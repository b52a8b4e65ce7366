import { contacts } from '../../../core/customers/contact.ts'
import { customers } from '../../../core/customers/customer.ts'
import { funds } from '../../../core/funds/fund.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import { users } from '../../../core/people/user.ts'
import { attentions } from '../../../core/sync/attention.ts'
import type { Dice } from './dice.ts'
import type { Disk } from './disk.ts'
import { keysOn, rowOn, rowsOn, type Shown } from './rows.ts'
import type { World } from './simulate.ts'

/** A fifth of the time that a schedule takes. */
const span = 2_160_000

/** People at the office work on the same things, and decide what comes from the field. */
export function atOffice(world: World, mark: () => string): void {
  const { clockwork } = world
  const { dice } = clockwork
  for (let i = dice.below(5); i > 0; i--) clockwork.at(dice.between(0.1, 4.8) * span, () => void edit(world, mark()))
  if (dice.comes(0.4)) clockwork.at(dice.between(1, 4.8) * span, () => void resolveOne(world))
  if (dice.comes(0.3)) clockwork.at(dice.between(0.3, 4.5) * span, () => void moveCustomer(world))
  if (dice.comes(0.15)) clockwork.at(dice.between(0.3, 4.5) * span, () => void moveTerritory(world))
  if (dice.comes(0.1)) clockwork.at(dice.between(0.3, 4.5) * span, () => void leave(world))
  if (dice.comes(0.12)) clockwork.at(dice.between(0.3, 4.5) * span, () => void stopDevice(world))
}

async function edit(world: World, mark: string): Promise<void> {
  const { clockwork, hub } = world
  const { dice } = clockwork
  if (!hub.up) return
  const kind = dice.below(3)
  if (kind === 0) {
    const row = await pickFrom(hub.disk, contacts, dice)
    if (row)
      await hub.office('customers.saveContact', {
        ...row,
        ...dice.one([{ phone: `+44 117 496 ${1000 + dice.below(9000)}` }, { note: mark }, { title: mark }]),
      })
  } else if (kind === 1) {
    const row = await pickFrom(hub.disk, customers, dice)
    const { matchName: _, ...input } = row ?? {}
    if (row)
      await hub.office('customers.save', {
        ...input,
        ...dice.one([{ note: mark }, { paymentDays: dice.below(60) }, { email: `${mark}@office.example` }]),
      })
  } else {
    const row = await pickFrom(hub.disk, funds, dice)
    if (row) await hub.office('funds.draw', { fund: row['id'], quantity: `${1 + dice.below(3)}`, reference: mark, day: '2026-11-23' })
  }
}
async function pickFrom(disk: Disk, kind: RecordKind, dice: Dice): Promise<Shown | undefined> {
  const keys = keysOn(disk, kind)
  return keys.length === 0 ? undefined : rowOn(disk, kind, dice.one(dice.comes(0.5) ? keys.slice(0, 2) : keys))
}

async function moveCustomer({ clockwork, hub, witness }: World): Promise<void> {
  if (!hub.up) return
  const row = clockwork.dice.one(await rowsOn(hub.disk, customers))
  const { matchName: _, ...input } = row
  witness.moved = true
  clockwork.count('customers moved')
  await hub.office('customers.save', { ...input, territory: clockwork.dice.one(['SOUTH', 'NORTH', 'DE']) })
}
async function moveTerritory(world: World): Promise<void> {
  const { clockwork, hub, devices, witness } = world
  if (!hub.up) return
  const device = clockwork.dice.one(devices)
  const row = (await rowsOn(hub.disk, users, 'login = ?', [device.person.login]))[0]!
  const { id, active: _active, language: _l, culture: _c, theme: _t, ...input } = row
  witness.moved = true
  clockwork.count('territories changed')
  await hub.office('people.editUser', {
    user: id,
    ...input,
    territories: clockwork.dice.one([['SOUTH'], ['NORTH'], ['SOUTH', 'NORTH'], ['DE', 'NORTH'], null]),
  })
}
async function leave(world: World): Promise<void> {
  const { clockwork, hub, devices, witness } = world
  if (!hub.up) return
  const device = clockwork.dice.one(devices)
  const row = (await rowsOn(hub.disk, users, 'login = ?', [device.person.login]))[0]!
  witness.moved = true
  clockwork.count('people left')
  await hub.office('people.deactivateUser', { user: row['id'] })
  if (clockwork.dice.comes(0.5))
    clockwork.at(clockwork.dice.between(0.1, 1) * span, () => void hub.office('people.reactivateUser', { user: row['id'] }))
}
async function stopDevice({ clockwork, hub, devices, witness }: World): Promise<void> {
  if (!hub.up) return
  const device = clockwork.dice.one(devices)
  const state = clockwork.dice.one(['suspended', 'suspended', 'lost'])
  witness.moved = true
  clockwork.count(`devices ${state}`)
  await hub.office('sync.setDevice', { device: device.id, state })
  if (state === 'suspended' && clockwork.dice.comes(0.5))
    clockwork.at(clockwork.dice.between(0.1, 1) * span, () => void hub.office('sync.setDevice', { device: device.id, state: 'active' }))
}

/** Somebody decides one thing that came from the field; what waits for another comes after it. Answers how many are open still. */
export async function resolveOne({ clockwork, hub }: World): Promise<number> {
  if (!hub.up) return -1
  const { dice } = clockwork
  const all = await rowsOn(hub.disk, attentions, `state <> 'resolved'`)
  const open = all.filter((one) => one['kind'] === 'note' || waitsForNone(one, hub.disk))
  if (open.length === 0) return all.length
  const one = dice.one(open)
  const how = one['kind'] === 'note' ? 'seen' : dice.comes(0.5) ? (one['code'] === 'sync.conflict' ? 'merge' : 'apply') : 'drop'
  const choices = (one['fields'] as string[]).map((field) => ({ field, side: dice.one(['mine', 'theirs']) }))
  const said = { attention: one['id'], how, ...(how === 'merge' ? { choices } : {}), note: 'decided' }
  const outcome = await hub.office('sync.resolve', said)
  if (outcome?.refused) await hub.office('sync.resolve', { attention: one['id'], how: 'drop', note: 'the other stands' })
  clockwork.count('resolved')
  return all.length - 1
}
const waitsForNone = (one: Shown, disk: World['hub']['disk']): boolean =>
  one['cause'] === null || disk.rows(`select 1 from attentions where id = ? and state <> 'resolved'`, [one['cause']]).length === 0
