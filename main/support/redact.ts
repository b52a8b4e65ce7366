/** Names behind which somebody hides something. */
const secretName =
  /pass(word|phrase|wd)?|secret|token|credential|authori[sz]ation|cookie|session|api[-_]?key|private|(^|[-_.])(key|pin|code|otp|pgpassword|auth)($|[-_.])/i
/** Shorter values of such names would take half of every text away. */
const shortest = 4

const hidden = '[removed]'

/** Values that must appear nowhere: those of variables with telling names, and what a database's address holds beside its host. */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  const values = Object.entries(environment).flatMap(([name, value]) => {
    if (!value) return []
    const { password } = URL.canParse(value) ? new URL(value) : { password: '' }
    const parts = [password, decoded(password)]
    return secretName.test(name) || /DATABASE|_URL$|_DSN$/.test(name) ? [value, ...parts] : parts
  })
  // The longest first, or a part would leave the rest of the whole behind.
  return [...new Set(values)].filter((value) => value.length >= shortest).sort((a, b) => b.length - a.length)
}
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Forms of secrets wherever they stand. What is taken away too much is taken away: a bundle is read by strangers. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----[^]*?(-----END [A-Z ]+-----|$)/g, hidden],
  [/AGE-SECRET-KEY-[0-9A-Z-]+/gi, hidden],
  // Names and passwords in addresses, and whatever an address asks.
  [/\b([a-z][a-z0-9+.-]{0,40}:\/\/)[^\s/@"']*@/gi, `$1${hidden}@`],
  [/\b(https?:\/\/[^\s?#"']*)[?#][^\s"']*/gi, `$1?${hidden}`],
  [/\b(bearer|basic|digest|negotiate)\s+[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [/\b(set-)?cookie("?\s*[:=]\s*)[^\n]*/gi, `cookie$2${hidden}`],
  // `"password":"…"`, `password=…`, `--password …`, `token: …`
  [new RegExp(`(?<![\\w.-])((?:\\\\?["'])?[\\w.-]*(?:password|passphrase|passwd|pwd|secret|token|credential|authorization|api[-_]?key|private|otp|pin|session|code)[\\w.-]*(?:\\\\?["'])?\\s*[:=]\\s*|--[\\w-]*(?:password|secret|token|key)[\\w-]*[ =])(\\\\?"(?:[^"\\\\]|\\\\.)*?\\\\?"|'[^']*'|[^\\s,;}\\])]+)`, 'gi'), `$1${hidden}`],
  // Long runs that no word is: keys, hashes, tokens.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{32,}={0,2}/g, hidden],
  [/[A-Za-z0-9+/]{40,}={0,2}/g, hidden],
  [/\b[0-9a-f]{24,}\b/gi, hidden],
  // People.
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g, hidden],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, hidden],
] // prettier-ignore

/** A text without what must not leave the machine. `home` becomes `~`, for it names a person. */
export function redacted(text: string, secrets: readonly string[], home: string): string {
  const known = secrets.reduce((so, secret) => so.replaceAll(secret, hidden), text)
  const formed = forms.reduce((so, [form, instead]) => so.replace(form, instead), known)
  return home.length > 1 ? formed.replaceAll(home, '~') : formed
}

export const isSecretName = (name: string): boolean => secretName.test(name)
