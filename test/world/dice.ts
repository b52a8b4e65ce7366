/** Seeded chance (mulberry32): the same seed throws the same dice. */
export function dice(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
/** `SEED=…` names one; `SEED=random` draws a new one, as the long runs do; else always the same, so that a change is judged by itself and not by luck. Print it, so that a failure can be thrown again. */
export function seedOf(): number {
  const asked = process.env['SEED'] ?? '1'
  return asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked)
}
