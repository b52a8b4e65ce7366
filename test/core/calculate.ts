import { operations } from '../../core/harmony.ts'
import type { Caller } from '../../core/kernel/operation.ts'
import { run } from '../../core/kernel/run.ts'

const nobody: Caller = { user: 'test', name: 'Test', permits: new Set(), entities: 'all', language: 'en' }

/** Runs a calculator; a store that is opened on the way fails the test. Answers the result, or the code of the refusal. */
export async function calculate(operation: string, input: unknown): Promise<any> {
  const outcome = await run(operations, { id: 'call', operation, input, caller: nobody }, () => {
    throw new Error('a calculator opened a store')
  })
  return outcome.ok ? outcome.result : outcome.refusal.refused
}
