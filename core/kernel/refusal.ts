/** What a refusal is about: the values its sentence names. Plain text, so that every door can carry it. */
export type About = Readonly<Record<string, string>>

/** The business said no. Expected, typed, translated; never thrown. A bug is an `assert`, an outage is a throw in `main`. */
export type Refusal<Code extends string = string> = Readonly<{ refused: Code; about: About }>

export const refuse = <const Code extends string>(code: Code, about: About = {}): Refusal<Code> => ({ refused: code, about })

export const refused = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value

/** States what must hold whatever a caller sends. When it does not, the program is wrong: the operation stops and nothing is written. */
export function assert(condition: unknown, expectation: string): asserts condition {
  if (!condition) throw new Error(`bug: expected ${expectation}`)
}
