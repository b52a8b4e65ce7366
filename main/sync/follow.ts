import type { Happening } from '../../core/kernel/manifest.ts'
import type { Read } from '../../core/kernel/operation.ts'
import { attentions } from '../../core/sync/attention.ts'
import type { HarmonyCall } from '../calls.ts'
import type { HostCaller } from '../callers.ts'

/**
 * What rested on something that waited for a person is decided once that is: a chain is mended once, not link by link (`sync.md` 2.6). Several hubs may hear
 * of it; the call id lets one of them act. What the rules still refuse goes on waiting for a person.
 */
export function followResolved(
  run: (call: HarmonyCall) => Promise<unknown>,
  read: Read,
  scheduler: HostCaller,
): (happening: Happening) => Promise<void> {
  return async ({ events }) => {
    for (const { event, about } of events) {
      if (event !== 'sync.resolved' || about['how'] === 'drop' || about['how'] === 'seen') continue
      const cause = about['attention'] ?? ''
      const followers = await read.list(attentions, {
        where: { field: 'cause', is: 'equal', value: cause },
        order: ['openedAt', 'id'],
        limit: 1000,
      })
      for (const { id, state } of followers)
        if (state === 'open')
          await run({ id: `follow/${cause}/${id}`, operation: 'sync.resolve', input: { attention: id, how: 'apply' }, caller: scheduler })
    }
  }
}
