import { events, rolesText, surfaceText } from './surface.ts'
import { modules, operations } from '../../core/harmony.ts'
import { languages } from '../../core/language.ts'
import { openApi, schemaOf, type Json } from '../../main/doors/http-openapi.ts'
import { plansOf } from '../../main/manifest.ts'

const { operations: plans } = plansOf(modules)
const document = JSON.parse(JSON.stringify(openApi(plans, languages.en, '1.2.3'))) as {
  openapi: string
  paths: Record<string, Record<string, Described>>
  webhooks: Record<string, Record<string, Described>>
  components: Record<string, Record<string, unknown>>
  tags: { name: string }[]
}
interface Described {
  operationId: string
  parameters?: { name?: string; in?: string; $ref?: string }[]
  requestBody?: { content: Record<string, { schema?: Json; example?: unknown }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: Json; example?: unknown }> }>
  tags: string[]
}
const methods = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, described]) => ({ path, method, described })),
)

/** Whether a value fits a schema: as much of JSON Schema as we write. */
function fits(schema: Json, value: unknown): boolean {
  if (typeof schema['$ref'] === 'string') return fits(document.components['schemas']![schema['$ref'].split('/').at(-1)!] as Json, value)
  if (Array.isArray(schema['anyOf'])) return (schema['anyOf'] as Json[]).some((one) => fits(one, value))
  if (Array.isArray(schema['enum']) && !(schema['enum'] as unknown[]).includes(value)) return false
  switch (schema['type']) {
    case 'null':
      return value === null
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isInteger(value)
    case 'string':
      return typeof value === 'string' && (schema['pattern'] === undefined || new RegExp(schema['pattern'] as string, 'u').test(value))
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(schema['items'] as Json, item))
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
      const fields = (schema['properties'] ?? {}) as Record<string, Json>
      const required = (schema['required'] ?? []) as string[]
      if (required.some((name) => !(name in value))) return false
      return Object.entries(value).every(([name, inner]) =>
        fields[name] ? fits(fields[name], inner) : schema['additionalProperties'] !== false,
      )
    }
    default:
      return true
  }
}

describe('the public surface', () => {
  // A change of it is a line in a review: run with --update-snapshot when it is meant.
  it('is as it was', () => {
    expect(surfaceText(modules)).toMatchSnapshot()
  })
  // Who may do what is a decision, too: a right that a role gains or loses is a line in a review.
  it('is open to the built-in roles as it was', () => {
    expect(rolesText(modules)).toMatchSnapshot()
  })
  it('names every event once', () => {
    expect(new Set(events(modules)).size).toBe(events(modules).length)
  })
})

describe('the OpenAPI document', () => {
  it('is of version 3.1 and names every operation at its path', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const name of operations.keys()) expect(document.paths[`/api/v1/${name.replace('.', '/')}`]?.['post']?.operationId).toBe(name)
  })
  it('gives each operation an id of its own, a tag that exists and a success', () => {
    const ids = methods.map(({ described }) => described.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = new Set([...document.tags.map((tag) => tag.name), 'files', 'live', 'screens'])
    for (const { described } of methods) {
      for (const tag of described.tags) expect(tags).toContain(tag)
      expect(Object.keys(described.responses).some((status) => status.startsWith('2'))).toBe(true)
    }
  })
  it('points at nothing that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    expect(refs.length).toBeGreaterThan(0)
    for (const [, section, name] of refs) expect(document.components[section!]).toHaveProperty(name!)
  })
  it('names the parameters of a path in the path and nowhere else', () => {
    for (const { path, described } of methods) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!)
      expect((described.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name)).toEqual(inPath)
    }
  })
  it.each(plans.map((plan) => [plan.name, plan] as const))('%s: its examples fit its schemas and its own parser', (name, plan) => {
    const { post } = document.paths[`/api/v1/${name.replace('.', '/')}`]!
    const input = post!.requestBody!.content['application/json']!
    const output = post!.responses['200']!.content!['application/json']!
    expect(fits(input.schema!, input.example)).toBe(true)
    expect(fits(output.schema!, output.example)).toBe(true)
    expect(() => operations.get(name)!.input.parse(input.example, 'input')).not.toThrow(
      /wanted (an object|a list|text|true or false|a whole number|nothing)/,
    )
    for (const code of plan.refusals) expect(JSON.stringify(post!.responses)).toContain(`"${code}"`)
  })
  it('says of every event what a webhook is sent, with an example that fits', () => {
    expect(Object.keys(document.webhooks).sort()).toEqual([...events(modules)].sort())
    const schema = document.components['schemas']!['WebhookMessage'] as Json
    for (const { post } of Object.values(document.webhooks)) expect([post!.operationId, fits(schema, post!.requestBody!.content['application/json']!.example)]).toEqual([post!.operationId, true]) // prettier-ignore
    expect(fits(schema, { id: 'evt', type: 'orders.executed' })).toBe(false)
  })
  it('says of an optional field that it may be nothing', () => {
    expect(schemaOf({ kind: 'day', optional: true })).toEqual({ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] })
  })
})
