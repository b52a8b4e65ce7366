import { useSay } from '../../app/words.ts'

export function useHints(): Readonly<Record<string, string>> {
  const say = useSay()
  return { url: say('webhooks.ui.urlHint'), entity: say('webhooks.ui.entityHint') }
}
