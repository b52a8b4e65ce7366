import type { Words } from '../../core/kernel/words.ts'
import { toldEvents } from '../webhooks/told.ts'
import type { Json } from './http-openapi.ts'

const nullable = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] })

/** What goes out: what happened to what, and where to ask for more. */
export const messageSchema: Json = {
  type: 'object',
  description:
    'A message of a webhook: thin on purpose. It names rows by their ids; their contents are asked for with the rights of one’s own token. Fields may be added: ignore what you do not know.',
  required: ['id', 'type', 'timestamp', 'sequence', 'company', 'data'],
  properties: {
    id: { type: 'string', description: 'of the event, the same in every attempt: do nothing twice by it' },
    type: { type: 'string', description: 'name of the event' },
    timestamp: { type: 'string', format: 'date-time', description: 'when it was committed' },
    sequence: { type: 'integer', description: 'place among all events: a higher one happened later' },
    company: nullable({ type: 'string', description: 'code of the group' }),
    data: {
      type: 'object',
      required: ['entity', 'subjects'],
      properties: {
        entity: nullable({ type: 'string', description: 'code of the legal entity, where the event says one' }),
        subjects: {
          type: 'array',
          items: {
            type: 'object',
            required: ['as', 'record', 'id', 'link'],
            properties: {
              as: { type: 'string', description: 'what the event calls it' },
              record: nullable({ type: 'string' }),
              id: { type: 'string' },
              link: nullable({ type: 'string', description: 'address on the hub that answers it' }),
            },
          },
        },
      },
    },
    test: { type: 'boolean', description: 'a sample; about nothing that there is' },
  },
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})
export const messageHeaders: Json = {
  WebhookId: header('webhook-id', 'id of the event, as in the body'),
  WebhookTimestamp: header('webhook-timestamp', 'seconds since 1970 of this attempt'),
  WebhookSignature: header(
    'webhook-signature',
    'v1,BASE64 – HMAC-SHA256 of id.timestamp.body with the bytes behind whsec_ (Standard Webhooks 1.0); several, with a space between, while a secret is renewed',
  ),
}

/** Every event of the product as OpenAPI 3.1 says webhooks. */
export function webhooksOf(words: Words): Json {
  return Object.fromEntries(
    toldEvents().map(({ event, module, permit, example }) => [
      event,
      {
        post: {
          operationId: `webhook.${event}`,
          tags: [module],
          summary: (words[`event.${event}`] ?? event).replace(/:? ?\{\{\w+\}\}/g, ''),
          description: `Told to owners with the permit ${permit ?? '–'}.`,
          parameters: Object.keys(messageHeaders).map((name) => ({ $ref: `#/components/parameters/${name}` })),
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  allOf: [{ $ref: '#/components/schemas/WebhookMessage' }, { type: 'object', properties: { type: { const: event } } }],
                },
                example,
              },
            },
          },
          responses: {
            '2XX': { description: 'taken; answer at once, work afterwards: after 10 seconds the attempt has failed' },
            '410': { description: 'the receiver is no more: the webhook ends' },
            default: { description: 'not taken: tried again for about three days; Retry-After in seconds is kept to' },
          },
        },
      },
    ]),
  )
}
