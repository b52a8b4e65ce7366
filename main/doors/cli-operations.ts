import { operations } from '../../core/harmony.ts'
import type { FieldPlan } from '../../core/kernel/shape.ts'
import { openLanguages } from '../words.ts'
import { operationPlan } from '../manifest.ts'
import { BadUsage, exitCodes, type Arguments, type Terminal } from './cli.ts'
import { languageOf, write } from './cli-store.ts'

/** A shape in one readable line: `{ asOf: day, entity?: code of entities }`. */
export function planText(plan: FieldPlan): string {
  switch (plan.kind) {
    case 'shape':
      return `{ ${Object.entries(plan.fields ?? {})
        .map(([name, field]) => `${name}${field.optional ? '?' : ''}: ${planText(field)}`)
        .join(', ')} }`
    case 'many':
      return `[${planText(plan.inner!)}]`
    case 'choice':
      return (plan.options ?? []).map((option) => JSON.stringify(option)).join(' | ')
    default:
      return plan.of === undefined ? plan.kind : `${plan.kind} of ${plan.of}`
  }
}

export async function listOperations(given: Arguments, terminal: Terminal): Promise<number> {
  const wanted = given.positionals
  const unknown = wanted.find((name) => ![...operations.keys()].some((known) => known === name || known.startsWith(`${name}.`)))
  if (unknown !== undefined) throw new BadUsage(`there is no operation and no module "${unknown}"`)
  const chosen = [...operations.values()].filter(
    ({ name }) => wanted.length === 0 || wanted.some((w) => name === w || name.startsWith(`${w}.`)),
  )
  const languages = openLanguages(undefined)
  const words = languages.words(languages.best(languageOf(given, terminal)))
  // A pipe gets what a program can read; a person gets what a person can.
  if (given.values['json'] || (terminal.output as { isTTY?: boolean }).isTTY !== true) {
    await write(terminal, {
      operations: chosen.map((operation) => ({ ...operationPlan(operation), says: words[operation.name] ?? operation.name })),
    })
    return exitCodes.done
  }
  for (const operation of chosen) {
    const { name, does, permit, input, output, refusals } = operationPlan(operation)
    terminal.output.write(
      `${name}  ${words[name] ?? ''}\n  ${does}, ${permit === null ? 'anyone signed in' : permit}\n  in   ${planText(input)}\n  out  ${planText(output)}\n`,
    )
    if (refusals.length > 0) terminal.output.write(`  may refuse: ${refusals.join(', ')}\n`)
  }
  return exitCodes.done
}
