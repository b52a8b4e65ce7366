import { historyOf } from './history.ts'
import { callsOfRecord, changesOfCalls, eventsOfCalls } from './reads.ts'
import { told } from './told.ts'
import { query, type Module, type Now, type Read, type Task } from '../kernel/operation.ts'
import { count, many, shape, text } from '../kernel/shape.ts'

/** What waits for the caller and what happened to a record: made from the list of modules, so a module only declares its tasks and its records. */
export function deskModule(modules: readonly Module[]) {
  const tasks: readonly Task[] = modules.flatMap((m) => m.tasks ?? [])
  const counted = async (read: Read, now: Now) => {
    const mine = tasks.filter((task) => now.caller.permits.has(task.permit))
    return Promise.all(mine.map(async (task) => ({ task: task.name, count: await task.count(read, now) })))
  }
  return {
    name: 'desk',
    needs: [],
    records: [],
    questions: [callsOfRecord, changesOfCalls, eventsOfCalls],
    operations: [
      query({
        name: 'desk.tasks',
        zone: 'operations',
        permit: null,
        input: shape({}),
        output: many(shape({ task: text, count })),
        ask: (_input, read, now) => counted(read, now),
      }),
      historyOf(modules),
    ],
    permits: [],
    events: [],
    says: told,
  } as const satisfies Module
}
