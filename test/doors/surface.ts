import type { Module } from '../../core/kernel/operation.ts'
import { planText } from '../../main/doors/cli-operations.ts'
import { operationPlan } from '../../main/manifest.ts'
import { expandPermits } from '../../core/people/permits.ts'
import { firstRoles } from '../../core/people/roles.ts'

export const events = (modules: readonly Module[]): string[] => modules.flatMap((module) => [...module.events]).sort()

/** Everything that programs of others may rely on, one line each, in alphabetical order. */
export function surfaceText(modules: readonly Module[]): string {
  const plans = modules.flatMap((module) => module.operations.map(operationPlan)).sort((a, b) => (a.name < b.name ? -1 : 1))
  const operations = plans.map(
    ({ name, does, permit, input, output }) =>
      `${name} (${does}, ${permit ?? 'anyone signed in'})\n  in  ${planText(input)}\n  out ${planText(output)}`,
  )
  const paths = plans.map(
    ({ name, does }) => `${does === 'query' || does === 'calculate' ? 'GET, POST' : 'POST'} /api/v1/${name.replace('.', '/')}`,
  )
  const refusals = [...new Set(plans.flatMap(({ refusals: codes }) => codes))].sort()
  return [
    'OPERATIONS', ...operations,
    'PATHS', ...paths, 'GET /api/v1/files/{hash}', 'GET /api/v1/live', 'GET /api/v1/manifest', 'GET /api/v1/openapi.json', 'GET /healthz', 'POST /api/v1/files',
    'REFUSALS', ...refusals,
    'EVENTS', ...events(modules),
  ].join('\n') // prettier-ignore
}

/** Which built-in role may do what: a line for each operation, a column for each role. */
export function rolesText(modules: readonly Module[]): string {
  const known = modules.flatMap((module) => module.permits)
  const held = firstRoles.map(({ code, permits }) => ({ code: code as string, permits: expandPermits(permits, known) }))
  const operations = modules.flatMap((module) => [...module.operations]).sort((a, b) => (a.name < b.name ? -1 : 1))
  const width = Math.max(...operations.map(({ name }) => name.length))
  const lines = operations.map(({ name, permit }) => {
    const may = held.map(({ code, permits }) =>
      (permit === null || permit === 'public' || permits.has(permit) ? 'x' : '.').padEnd(code.length),
    )
    return `${name.padEnd(width)}  ${may.join('  ')}  ${permit ?? 'anyone signed in'}`
  })
  return [`${''.padEnd(width)}  ${held.map(({ code }) => code).join('  ')}  permit`, ...lines].join('\n')
}
