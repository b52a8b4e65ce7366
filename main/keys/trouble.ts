/** What stands between a person and the file of their device: a code that has words, never a bug. */
export class KeyTrouble extends Error {
  readonly code: string
  readonly about: Readonly<Record<string, string>>
  constructor(code: string, about: Readonly<Record<string, string>> = {}) {
    super(code)
    this.name = 'KeyTrouble'
    this.code = code
    this.about = about
  }
}
