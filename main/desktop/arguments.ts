/** What the desktop is told when it is started. */
export interface DesktopArguments {
  /** `--data DIR` */
  readonly data: string | undefined
  /** `--demo`: an empty data folder becomes the demo company. */
  readonly demo: boolean
  /** `--field`: a laptop in the field; its first screen sets it up. */
  readonly field: boolean
  /** `--connect`: the first screen asks anew where data live. */
  readonly connect: boolean
  /** `--safe-mode`: nothing runs by itself. */
  readonly safe: boolean
}

/** Electron and Chromium put switches of their own among ours, so what is not known is passed over. */
export function readArguments(words: readonly string[]): DesktopArguments {
  const at = words.indexOf('--data')
  const joined = words.find((word) => word.startsWith('--data='))?.slice('--data='.length)
  const apart = at === -1 ? undefined : words[at + 1]
  const data = joined ?? (apart?.startsWith('--') ? undefined : apart)
  return {
    data: data === '' ? undefined : data,
    demo: words.includes('--demo'),
    field: words.includes('--field'),
    connect: words.includes('--connect'),
    safe: words.includes('--safe-mode'),
  }
}
