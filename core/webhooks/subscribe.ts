import { entities } from '../entities/entity.ts'
import { add, command, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { codeOf, flag, idOf, many, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { users } from '../people/user.ts'
import { act, lastTold, found, freshSecret, judged, mostWebhooks, ofWebhook, secretsOf, urlFault, urlRefusals } from './access.ts'
import { rightsFor, unknownEntry, type Told } from './catalogue.ts'
import { clearedAway } from './remove.ts'
import { webhookPlaces, webhooks, webhookSecrets, type Webhook } from './webhook.ts'

/** What somebody asks for. */
export interface Asked {
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly entity: Code<'entities'> | null
  readonly inOrder: boolean
}
export const asked = { name: text, url: text, events: many(text, 500), entity: maybe(codeOf('entities')), inOrder: flag } as const
export const askedRefusals = ['webhooks.noUser', 'webhooks.unknownEvent', 'webhooks.nothingToHear', 'webhooks.unknownEntity', ...urlRefusals] as const // prettier-ignore

export const askedFacts = async ({ url, entity }: Pick<Asked, 'url' | 'entity'>, read: Read, { caller }: Now) => ({
  user: await read.get(users, caller.user),
  url: await judged(read, url),
  entity: entity === null ? null : await read.get(entities, entity),
})
type AskedFacts = Awaited<ReturnType<typeof askedFacts>>

/** What was asked for, as the caller's own; or why not. */
export function ownOf(
  input: Asked,
  facts: AskedFacts,
  now: Now,
  known: readonly Told[],
): Pick<Webhook, keyof Asked | 'owner' | 'rights'> | Refusal<(typeof askedRefusals)[number]> {
  // prettier-ignore
  // The machine's own administrator has no rights that could be taken away, so nothing is told on their behalf.
  if (!facts.user) return refuse('webhooks.noUser')
  const odd = input.events.length === 0 ? '–' : unknownEntry(input.events, known)
  if (odd !== undefined) return refuse('webhooks.unknownEvent', { event: odd })
  const rights = rightsFor(input.events, known, now.caller.permits)
  if (rights.length === 0) return refuse('webhooks.nothingToHear')
  if (facts.entity === undefined) return refuse('webhooks.unknownEntity', { entity: input.entity ?? '' })
  const fault = urlFault(facts.url)
  if (fault) return fault
  return { ...input, url: facts.url.url, events: [...new Set(input.events)], owner: facts.user.id, rights }
}

const makingFacts = async (input: Pick<Asked, 'url' | 'entity'>, read: Read, now: Now) => {
  const id = now.newId() as Id<'webhooks'>
  return {
    ...(await askedFacts(input, read, now)),
    id,
    all: await read.list(webhooks, { limit: mostWebhooks }),
    secret: await freshSecret(read, id),
    toldUntil: await lastTold(read),
  }
}
const makingRefusals = [...askedRefusals, 'webhooks.tooMany', 'webhooks.keyElsewhere'] as const

function making(input: Asked, facts: Awaited<ReturnType<typeof makingFacts>>, now: Now, known: readonly Told[]) {
  const own = ownOf(input, facts, now, known)
  if (refused(own)) return own
  const { id, all, secret, toldUntil } = facts
  if (all.length >= mostWebhooks) return refuse('webhooks.tooMany', { most: `${mostWebhooks}` })
  if (secret.kept === null) return refuse('webhooks.keyElsewhere')
  const webhook: Webhook = { ...own, id, state: 'active', stoppedBy: null, stateSince: now.at, createdAt: now.at }
  const signs = { id: now.newId() as Id<'webhookSecrets'>, webhook: id, kept: secret.kept, madeAt: secret.at, validUntil: null }
  return {
    result: { id, secret: secret.shown },
    changes: [
      add(webhooks, webhook),
      add(webhookSecrets, signs),
      add(webhookPlaces, { webhook: id, toldUntil, deliveredAt: null }),
      tell('webhooks.saved', { webhook: id, name: webhook.name }),
    ],
  }
}
const made = shape({ id: idOf('webhooks'), secret: text })

/** Events go to an address from now on. The secret that they are signed with is in the answer, once, and nowhere else. */
export const createWebhook = (known: () => readonly Told[]) =>
  command({
    name: 'webhooks.create',
    ...act,
    input: shape(asked),
    output: made,
    refusals: makingRefusals,
    load: makingFacts,
    decide: (input, facts, now) => making(input, facts, now, known()),
  })

const hook = { ...act, permit: 'webhooks.subscribe' } as const

/** The same for programs that come and go by themselves (REST hooks): an address and events, and the id to unsubscribe by. */
export const subscribe = (known: () => readonly Told[]) =>
  command({
    name: 'webhooks.subscribe',
    ...hook,
    input: shape({ url: text, events: many(text, 500), entity: maybe(codeOf('entities')), name: maybe(text), inOrder: maybe(flag) }),
    output: made,
    refusals: makingRefusals,
    load: makingFacts,
    decide: (input, facts, now) => {
      const asks = { ...input, name: input.name ?? (facts.url.host || input.url).slice(0, 500), inOrder: input.inOrder ?? false }
      return making(asks, facts, now, known())
    },
  })

/** Ends what the caller subscribed to. What is gone already is no reason to say no. */
export const unsubscribe = command({
  name: 'webhooks.unsubscribe',
  ...hook,
  input: shape({ id: idOf('webhooks') }),
  output: shape({ id: idOf('webhooks'), removed: flag }),
  refusals: ['webhooks.notYours'],
  load: async ({ id }, read) => ({ webhook: await found(read, id), secrets: await secretsOf(read, id) }),
  decide: ({ id }, { webhook, secrets }, { caller }) => {
    if (!webhook) return { result: { id, removed: false }, changes: [] }
    if (webhook.owner !== caller.user) return refuse('webhooks.notYours')
    return { result: { id, removed: true }, changes: clearedAway(webhook, secrets) }
  },
})

/** Takes a webhook away with everything that was to be told. */
export const removeWebhook = command({
  name: 'webhooks.remove',
  ...act,
  input: ofWebhook,
  output: ofWebhook,
  refusals: ['webhooks.unknown'],
  load: async ({ webhook: id }, read) => ({ webhook: await found(read, id), secrets: await secretsOf(read, id) }),
  decide: ({ webhook: id }, { webhook, secrets }) =>
    webhook ? { result: { webhook: id }, changes: clearedAway(webhook, secrets) } : refuse('webhooks.unknown', { webhook: id }),
})
