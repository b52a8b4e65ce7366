import type { Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { idOf, shape, type Id } from '../kernel/shape.ts'
import { endOfLog, newSecret, urlJudged } from './questions.ts'
import { webhookPlaces, webhooks, webhookSecrets, type Webhook } from './webhook.ts'

export const act = { zone: 'setup', permit: 'webhooks.write', offline: 'never' } as const
export const look = { zone: 'setup', permit: 'webhooks.read' } as const
export const ofWebhook = shape({ webhook: idOf('webhooks') })
/** More than any house has. */
export const mostWebhooks = 500
/** Secrets of one webhook: the one that signs, and those that it takes the place of. */
const mostSecrets = 20

export type Place = Row<typeof webhookPlaces>
export type Secret = Row<typeof webhookSecrets>

export const found = (read: Read, id: string): Promise<Webhook | undefined> => read.get(webhooks, id)
export const secretsOf = (read: Read, id: string): Promise<readonly Secret[]> =>
  read.list(webhookSecrets, { where: { field: 'webhook', is: 'equal', value: id }, order: ['madeAt', 'id'], limit: mostSecrets })
export const lastTold = async (read: Read): Promise<number> => (await read.ask(endOfLog, {}))[0]!.toldUntil
export const freshSecret = async (read: Read, webhook: string): Promise<Answer<typeof newSecret>> =>
  (await read.ask(newSecret, { webhook: webhook as Id<'webhooks'> }))[0]!

const codes = {
  malformed: 'webhooks.badUrl',
  notHttps: 'webhooks.notHttps',
  credentials: 'webhooks.credentialsInUrl',
  port: 'webhooks.forbiddenPort',
  forbidden: 'webhooks.forbiddenPlace',
} as const
export const urlRefusals = ['webhooks.badUrl', 'webhooks.notHttps', 'webhooks.credentialsInUrl', 'webhooks.forbiddenPort', 'webhooks.forbiddenPlace'] as const // prettier-ignore
export type Judged = Answer<typeof urlJudged>
export const judged = async (read: Read, url: string): Promise<Judged> => (await read.ask(urlJudged, { url }))[0]!
export const urlFault = ({ fault, host }: Judged): Refusal<(typeof urlRefusals)[number]> | undefined =>
  fault === null ? undefined : refuse(codes[fault], { host })
