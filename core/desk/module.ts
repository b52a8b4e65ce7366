import { query, type Module, type Now, type Read, type Task } from '../kernel/operation.ts'
import { count, many, shape, text } from '../kernel/shape.ts'

/** What waits for the caller: the tasks of all modules, counted. Made from the list of modules, so a module only declares its tasks. */
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
    operations: [
      query({
        name: 'desk.tasks',
        zone: 'operations',
        permit: null,
        input: shape({}),
        output: many(shape({ task: text, count })),
        ask: (_input, read, now) => counted(read, now),
      }),
    ],
    permits: [],
    events: [],
  } as const satisfies Module
}
