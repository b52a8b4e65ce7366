import type { CallerPlan, Installation, Manifest, OperationPlan, ViewPlan } from '../core/kernel/manifest.ts'
import type { Module, Operation } from '../core/kernel/operation.ts'
import { planOf } from '../core/kernel/shape.ts'
import type { Languages } from './words.ts'

/** What never changes while the program runs: shapes of all operations and views. */
export interface Plans {
  readonly operations: readonly OperationPlan[]
  readonly views: readonly ViewPlan[]
  readonly tasks: Manifest['tasks']
}

export function operationPlan(operation: Operation): OperationPlan {
  return {
    name: operation.name,
    does: operation.does,
    zone: operation.zone,
    permit: operation.permit,
    offline: operation.does === 'command' ? operation.offline : null,
    input: planOf(operation.input),
    output: planOf(operation.output),
    refusals: operation.refusals,
    lists: operation.lists ?? null,
  }
}

export function plansOf(modules: readonly Module[]): Plans {
  const operations = modules.flatMap((m) => m.operations.map(operationPlan))
  const views = modules.flatMap((m) => m.views ?? [])
  return {
    operations,
    views: views.flatMap((view) => {
      const operation = operations.find((o) => o.lists === view.view)
      return operation
        ? [
            {
              view: view.view,
              key: view.key,
              row: planOf(view.row),
              search: view.search,
              ...(view.called ? { called: view.called } : {}),
              order: view.order,
              operation: operation.name,
            },
          ]
        : []
    }),
    tasks: modules.flatMap((m) =>
      (m.tasks ?? []).map(({ name, zone, permit, approval }) => ({ name, zone, permit, approval: approval ?? false })),
    ),
  }
}

export interface ManifestParts {
  readonly version: string
  readonly plans: Plans
  readonly languages: Languages
  readonly installation: Installation
}

/** Before signing in a screen learns only what it needs to sign in. */
export function manifestFor(parts: ManifestParts, caller: CallerPlan | null, language: string): Manifest {
  const { version, plans, languages, installation } = parts
  const open = caller !== null
  return {
    version,
    language,
    languages: languages.list(),
    words: languages.words(language),
    operations: open ? plans.operations : plans.operations.filter((o) => o.permit === 'public'),
    views: open ? plans.views : [],
    tasks: open ? plans.tasks : [],
    caller,
    installation,
  }
}
