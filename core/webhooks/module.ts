import type { Module, Read, Task } from '../kernel/operation.ts'
import { catalogueOf } from './catalogue.ts'
import { editWebhook } from './edit.ts'
import { endOfLog, lastBefore, newSecret, urlJudged } from './questions.ts'
import { getWebhook, listEvents, listMessages, listWebhooks, readSample } from './reads.ts'
import { replayDead, replayMessage, replaySince, sendSample } from './replay.ts'
import { rotateSecret } from './rotate.ts'
import { readersOf, sampledBy } from './sample.ts'
import { createWebhook, removeWebhook, subscribe, unsubscribe } from './subscribe.ts'
import { pauseWebhook, resumeWebhook, stopWebhook } from './switch.ts'
import { messageRows, stops, webhookMessages, webhookPlaces, webhookRows, webhooks, webhookSecrets } from './webhook.ts'

/** Webhooks that stopped by themselves, until somebody has looked at them. */
const stopped = {
  name: 'webhooks.stopped',
  zone: 'setup',
  permit: 'webhooks.write',
  count: async (read: Read) =>
    (await read.list(webhooks, { where: { field: 'stoppedBy', is: 'in', value: stops.filter((stop) => stop !== 'person') }, limit: 1000 }))
      .length,
} as const satisfies Task

/** What happens here, told to addresses elsewhere. The events are those of all modules, so it is given them. */
export function webhooksModule(modules: () => readonly Module[]) {
  const known = () => catalogueOf(modules())
  return {
    name: 'webhooks',
    needs: ['people', 'entities'],
    records: [webhooks, webhookSecrets, webhookPlaces, webhookMessages],
    questions: [urlJudged, newSecret, endOfLog, lastBefore],
    views: [webhookRows, messageRows],
    operations: [
      listWebhooks,
      listMessages,
      getWebhook,
      createWebhook(known),
      editWebhook(known),
      pauseWebhook,
      resumeWebhook,
      stopWebhook,
      rotateSecret,
      removeWebhook,
      subscribe(known),
      unsubscribe,
      replayMessage,
      replayDead,
      replaySince,
      sendSample(known),
      listEvents(known),
      readSample(known, () => readersOf(modules()), () => sampledBy(modules())), // prettier-ignore
    ],
    permits: ['webhooks.read', 'webhooks.write', 'webhooks.subscribe'],
    events: [
      'webhooks.saved',
      'webhooks.paused',
      'webhooks.resumed',
      'webhooks.stopped',
      'webhooks.secretRotated',
      'webhooks.removed',
      'webhooks.replayed',
      'webhooks.sampleSent',
    ],
    tasks: [stopped],
  } as const satisfies Module
}
export type WebhooksModule = ReturnType<typeof webhooksModule>
