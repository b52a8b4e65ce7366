/** Why a company could not be written, read or moved: a code that has words (`core/backups`), never a bug. Nothing was changed. */
export class MovingTrouble extends Error {
  readonly code: `backups.${string}`
  readonly about: Readonly<Record<string, string>>
  constructor(code: `backups.${string}`, about: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(about)}`)
    this.name = 'MovingTrouble'
    this.code = code
    this.about = about
  }
}
