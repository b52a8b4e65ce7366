import type { OperationPlan } from '../../core/kernel/manifest.ts'
import type { FieldPlan, Wire } from '../../core/kernel/shape.ts'
import type { Words } from '../../core/kernel/words.ts'
import { filterSchema, listSchema, namesFile } from './http-openapi-lists.ts'
import { messageHeaders, messageSchema, webhooksOf } from './http-openapi-webhooks.ts'
import { statusOf } from './http-problems.ts'

export type Json = { readonly [key: string]: Json | Wire | readonly (Json | Wire)[] | undefined }

const uuid = '0198e6f2-7a30-7c4e-9b1d-2f6a4c8e0b13'
const money: Json = {
  type: 'object',
  required: ['currency', 'minor'],
  properties: {
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    minor: { type: 'string', pattern: '^-?\\d{1,15}$', description: 'whole minor units' },
  },
  additionalProperties: false,
}
const file: Json = {
  type: 'object',
  required: ['hash', 'name', 'mime', 'size'],
  properties: {
    hash: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the bytes, as POST /api/v1/files answers it' },
    name: { type: 'string' },
    mime: { type: 'string' },
    size: { type: 'integer', minimum: 0 },
  },
  additionalProperties: false,
}

/** A field of the product as a JSON schema (2020-12, which OpenAPI 3.1 speaks). */
export function schemaOf(plan: FieldPlan): Json {
  const schema = schemaOfKind(plan)
  return plan.optional ? { anyOf: [schema, { type: 'null' }] } : schema
}
function schemaOfKind(plan: FieldPlan): Json {
  switch (plan.kind) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: 500 }
    case 'longText':
      return { type: 'string', minLength: 1, maxLength: 100_000 }
    case 'count':
      return { type: 'integer' }
    case 'decimal':
      return { type: 'string', pattern: '^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)$', description: 'exact decimal as text' }
    case 'flag':
      return { type: 'boolean' }
    case 'day':
      return { type: 'string', format: 'date' }
    case 'instant':
      return { type: 'string', format: 'date-time' }
    case 'currency':
      return { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217' }
    case 'money':
      return { $ref: '#/components/schemas/Money' }
    case 'minor':
      return {
        type: 'string',
        pattern: '^-?\\d{1,15}$',
        description: `whole minor units of the currency in ${plan.currencyIn ?? 'currency'}`,
      }
    case 'id':
      return { type: 'string', format: 'uuid', description: `id of ${plan.of ?? 'a record'}` }
    case 'code':
      return { type: 'string', maxLength: 64, description: `code of ${plan.of ?? 'a record'}` }
    case 'choice':
      return { type: 'string', enum: [...(plan.options ?? [])] }
    case 'data':
      return { description: 'plain JSON' }
    case 'file':
      return { $ref: '#/components/schemas/File' }
    case 'session':
      return { type: 'null', description: 'kept as a cookie, never shown' }
    case 'many':
      return { type: 'array', items: schemaOf(plan.inner!) }
    case 'shape': {
      const fields = Object.entries(plan.fields ?? {}).filter(([, field]) => field.kind !== 'session')
      const required = fields.filter(([, field]) => !field.optional).map(([name]) => name)
      return {
        type: 'object',
        properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)])),
        ...(required.length > 0 ? { required } : {}),
        additionalProperties: false,
      }
    }
  }
}

/** A value that fits: what a reader needs to write the first call. Optional fields are left out of inputs. */
export function exampleOf(plan: FieldPlan, whole: boolean): Wire {
  if (plan.optional && !whole) return null
  switch (plan.kind) {
    case 'text':
    case 'longText':
      return 'text'
    case 'count':
      return 1
    case 'decimal':
      return '12.50'
    case 'flag':
      return true
    case 'day':
      return '2026-12-01'
    case 'instant':
      return '2026-11-30T18:00:00.000Z'
    case 'currency':
      return 'EUR'
    case 'money':
      return { currency: 'EUR', minor: '1250' }
    case 'minor':
      return '1250'
    case 'id':
      return uuid
    case 'code':
      return plan.of === 'entities' ? 'NLUK' : 'CODE'
    case 'choice':
      return plan.options?.[0] ?? ''
    case 'data':
      return {}
    case 'file':
      return { hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', name: 'contracts.csv', mime: 'text/csv', size: 4 }
    case 'session':
      return null
    case 'many':
      return [exampleOf(plan.inner!, whole)]
    case 'shape':
      return Object.fromEntries(
        Object.entries(plan.fields ?? {})
          .filter(([, field]) => field.kind !== 'session' && (whole || !field.optional))
          .map(([name, field]) => [name, exampleOf(field, whole)]),
      )
  }
}

const ref = (name: string): Json => ({ $ref: `#/components/responses/${name}` })
const problemBody = (codes: readonly string[]): Json => ({
  'application/problem+json': {
    schema: {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } }],
    },
  },
})

/** Refusals by status: those of every operation by name, the operation's own as a list of codes. */
function responsesOf(plan: OperationPlan): Json {
  const own = new Map<number, string[]>()
  for (const code of plan.refusals) own.set(statusOf(code), [...(own.get(statusOf(code)) ?? []), code])
  const well = [
    ...(own.get(422) ?? []),
    'input.invalidNumber',
    'input.invalidDay',
    'input.invalidInstant',
    'input.unknownCurrency',
    'input.tooLong',
    'input.empty',
  ]
  return {
    '200': {
      description: 'done',
      content: { 'application/json': { schema: schemaOf(plan.output), example: exampleOf(plan.output, true) } },
    },
    '400': ref('Malformed'),
    ...(plan.permit === 'public' ? {} : { '401': ref('NotSignedIn'), '403': ref('Forbidden') }),
    ...(plan.does === 'command' || plan.does === 'job' ? { '409': ref('Reused'), '413': ref('TooLarge'), '415': ref('NotJson') } : {}),
    '422': { description: 'refused', content: problemBody(well) },
    '429': ref('TooMany'),
    '500': ref('Broken'),
  }
}

function operationPaths(plan: OperationPlan, words: Words): Json {
  const [module = '', verb = ''] = plan.name.split('.')
  const common = {
    tags: [module],
    summary: words[plan.name] ?? plan.name,
    description: `Permit: ${plan.permit ?? 'anyone signed in'}.`,
    responses: responsesOf(plan),
    ...(plan.permit === 'public' ? { security: [] } : {}),
  }
  const reads = plan.does === 'query' || plan.does === 'calculate'
  return {
    post: {
      operationId: plan.name,
      ...common,
      parameters: [
        ...(reads ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }, { $ref: '#/components/parameters/Rehearse' }]),
        ...(namesFile(plan.output) ? [{ $ref: '#/components/parameters/Download' }] : []),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: inputSchema(plan), example: exampleOf(plan.input, false) } },
      },
    },
    ...(reads
      ? {
          get: {
            operationId: `${module}.${verb}.get`,
            ...common,
            parameters: Object.entries(plan.input.fields ?? {}).map(([name, field]) => {
              const schema = listSchema(plan, name) ?? schemaOfKind(field)
              return {
                name,
                in: 'query',
                required: !field.optional,
                ...(isSimple(field) ? { schema } : { content: { 'application/json': { schema } } }),
              }
            }),
          },
        }
      : {}),
  }
}
/** The input; what every list is asked by is said in full. */
function inputSchema(plan: OperationPlan): Json {
  const schema = schemaOf(plan.input)
  if (plan.lists === null) return schema
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Json>>).map(([name, own]) => {
    const known = listSchema(plan, name)
    return [name, known ? { anyOf: [known, { type: 'null' }] } : own] as const
  })
  return { ...schema, properties: Object.fromEntries(properties) }
}
const isSimple = (plan: FieldPlan): boolean =>
  plan.kind === 'many' ? isSimple(plan.inner!) : !['shape', 'data', 'money', 'file', 'session'].includes(plan.kind)

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** The whole interface as OpenAPI 3.1, from the same plans that the screens draw their forms from. */
export function openApi(plans: readonly OperationPlan[], words: Words, version: string): Json {
  const paths = plans.map((plan) => [`/api/v1/${plan.name.replace('.', '/')}`, operationPaths(plan, words)] as const)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Harmony',
      version,
      summary: 'Contracts, billing and books of a contract seller',
      description:
        'Every operation of the product. POST carries the input as JSON; an Idempotency-Key makes a call that can be repeated safely; Harmony-Rehearse: true decides and changes nothing. Refusals are problem details (RFC 9457) with a stable `code`. Amounts and quantities are text, never floating point. Laptops in the field speak to /sync/v1, each with a key of its own; that door is between Harmony and Harmony, changes with both, and is not described here.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    tags: [
      ...[...new Set(plans.map(({ name }) => name.split('.')[0]!))].map((name) => ({ name, description: words[`module.${name}`] ?? name })),
      { name: 'files', description: 'Files' },
      { name: 'live', description: 'What is committed, as it happens' },
      { name: 'screens', description: 'What screens are drawn from' },
    ],
    paths: { ...Object.fromEntries(paths), ...doorPaths },
    webhooks: webhooksOf(words),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'for programs; made by an administrator' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-sid', description: 'for browsers; set by signing in' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'call id, a UUID or any text of at most 64 characters; the same one again answers the same and acts once',
          schema: { type: 'string', minLength: 1, maxLength: 64 },
        },
        Rehearse: {
          name: 'Harmony-Rehearse',
          in: 'header',
          description: 'true: decide, change nothing',
          schema: { type: 'string', enum: ['true', 'false'] },
        },
        Download: {
          name: 'download',
          in: 'query',
          description: '1: the bytes of the file that the answer names, instead of the answer',
          schema: { type: 'string', enum: ['1'] },
        },
        ...messageHeaders,
      },
      schemas: { Money: money, File: file, Filter: filterSchema, Problem: problemSchema, WebhookMessage: messageSchema },
      responses: {
        Malformed: problem('the input does not have the right shape'),
        NotSignedIn: problem('nobody is signed in'),
        Forbidden: problem('the caller may not do this, or not for this legal entity'),
        Reused: problem('the call id was used for another call'),
        TooLarge: problem('the input is too large'),
        NotJson: problem('the body is not JSON'),
        TooMany: problem(
          'too many requests: Retry-After says how many seconds to wait; X-RateLimit-Remaining says in every answer what is left',
        ),
        Broken: problem('something is broken; instance is the reference that the hub’s log knows'),
      },
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'about', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'stable, for programs' },
    detail: { type: 'string', description: 'a sentence in the caller’s language' },
    about: { type: 'object', additionalProperties: { type: 'string' }, description: 'the values that the sentence names' },
    instance: { type: 'string', format: 'uri', description: 'the reference to quote' },
  },
}

const doorPaths: Json = {
  '/api/v1/files': {
    post: {
      operationId: 'upload',
      tags: ['files'],
      summary: 'Upload a file of at most 50 MB',
      parameters: [{ name: 'name', in: 'query', description: 'name of a file sent as the bare body', schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } } },
          },
          'application/octet-stream': {},
        },
      },
      responses: {
        '201': { description: 'kept', content: { 'application/json': { schema: { $ref: '#/components/schemas/File' } } } },
        '401': ref('NotSignedIn'),
        '413': ref('TooLarge'),
      },
    },
  },
  '/api/v1/files/{hash}': {
    get: {
      operationId: 'download',
      tags: ['files'],
      summary: 'Download a file that an operation named in its answer',
      parameters: [{ name: 'hash', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } }],
      responses: {
        '200': { description: 'the bytes', content: { 'application/octet-stream': {} } },
        '404': problem('no such file was named to the caller'),
      },
    },
  },
  '/api/v1/live': {
    get: {
      operationId: 'live',
      tags: ['live'],
      summary: 'Hear what is committed, as server-sent events; Last-Event-ID goes on where one stopped',
      parameters: [
        { name: 'after', in: 'query', description: 'the same, for clients that cannot set the header', schema: { type: 'integer' } },
      ],
      responses: {
        '200': { description: 'events', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        '401': ref('NotSignedIn'),
      },
    },
  },
  '/api/v1/manifest': {
    get: {
      operationId: 'manifest',
      tags: ['screens'],
      summary: 'Shapes, words, permits and the caller: what a screen is drawn from',
      security: [],
      parameters: [{ name: 'language', in: 'query', schema: { type: 'string' } }],
      responses: { '200': { description: 'the manifest', content: { 'application/json': { schema: { type: 'object' } } } } },
    },
  },
}
