import type { Say } from './words.ts'

/** What of Electron's dialogs is used. */
export interface MessageBox {
  (box: {
    type: 'error' | 'warning'
    title: string
    message: string
    detail: string
    buttons: string[]
    defaultId: number
    cancelId: number
    noLink: boolean
  }): Promise<{ readonly response: number }>
}
export interface Trouble {
  readonly code: string
  readonly message: string
}
export interface TroublePlace {
  readonly say: Say
  readonly folder: string
  readonly log: string
  showLog(): void
}

/** Whether the core can be helped by starting it with less around it. What keeps it from its data does not go away by that. */
const fallsOver = (code: string): boolean => code === 'core.stopped'

/** Says what happened and what is safe, until the person decides. Nothing here offers to delete data. */
export async function tellTrouble(show: MessageBox, place: TroublePlace, why: Trouble): Promise<'again' | 'safely' | 'quit'> {
  const { say, folder, log } = place
  const kind = fallsOver(why.code) ? 'stopped' : why.code === 'newerDatabase' ? 'newer' : 'failed'
  const ways = [
    { way: 'again', word: 'button.again' },
    ...(fallsOver(why.code) ? ([{ way: 'safely', word: 'button.safely' }] as const) : []),
    { way: 'log', word: 'button.log' },
    { way: 'quit', word: 'button.quit' },
  ] as const
  for (;;) {
    const { response } = await show({
      type: 'error',
      title: 'Harmony',
      message: say(`${kind}.title`),
      detail: say(`${kind}.detail`, { folder, log, code: why.code, message: why.message }),
      buttons: ways.map(({ word }) => say(word)),
      defaultId: 0,
      cancelId: ways.length - 1,
      noLink: true,
    })
    const chosen = ways[response]?.way ?? 'quit'
    if (chosen !== 'log') return chosen
    place.showLog()
  }
}

/** A page that stops or hangs holds nothing that was saved; what stands in its fields is lost when it begins afresh. */
export async function askAboutPage(show: MessageBox, say: Say, what: 'page' | 'hangs'): Promise<boolean> {
  const { response } = await show({
    type: 'warning',
    title: 'Harmony',
    message: say(`${what}.title`),
    detail: say(`${what}.detail`),
    buttons: [say('button.afresh'), say('button.wait')],
    defaultId: what === 'page' ? 0 : 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
