import { told } from '../../../core/desk/told.ts'
import { modules } from '../../../core/harmony.ts'

test('everything that modules tell has its word, and nothing else', () => {
  const events = [...new Set(modules.flatMap((m) => m.events))].map((event) => `event.${event}`)
  expect([...told].sort()).toEqual(events.sort())
})
