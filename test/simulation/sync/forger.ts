import type { Push, SentIntent } from '../../../main/sync/messages.ts'
import type { Dice } from './dice.ts'
import type { World } from './simulate.ts'

type Overheard = readonly [token: string, request: Push]

/** Somebody on the line sends what was sent before once more, alone, in another order, under another's token or in other words. None of it changes anything. */
export async function forge({ clockwork, network, hub }: World, dice: Dice): Promise<void> {
  const sync = hub.harmony?.hub
  const heard = network.overheard as unknown as readonly Overheard[]
  if (!sync || heard.length === 0 || clockwork.calm) return
  const [token, request] = dice.one(heard)
  const [other] = dice.one(heard)
  const reworded = ({ body, ...rest }: SentIntent): SentIntent => ({
    ...rest,
    body: body.replace(/"(name|note|title|email|quantity)":"/, '"$1":"9'),
  })
  const numbered = (sent: SentIntent): SentIntent => ({ ...sent, number: 'Q-2026-999999' })
  const what = dice.below(5)
  const { intents } = request
  const forged: readonly SentIntent[] = what === 0 ? intents : what === 1 ? [dice.one(intents)] : what === 2 ? intents.toReversed() : what === 3 ? intents.map(reworded) : intents.map(numbered) // prettier-ignore
  clockwork.count('forged')
  try {
    // What a device says beside its intents is under its own token only: a part of a push does not say that something is gone for good. What it signed of all of
    // them is sent with a part, backwards and in other words too: it vouches for none of that.
    const said =
      what === 0 ? request : { epoch: request.epoch, intents: forged, ...(request.signature ? { signature: request.signature } : {}) }
    const reply = await sync.push(dice.comes(0.3) ? other : token, said)
    clockwork.note(`forged ${what}: ${reply.results.map(({ state }) => state).join()}`)
  } catch (error) {
    clockwork.note(`forged ${what}: ${String(error).slice(0, 100)}`)
  }
}
