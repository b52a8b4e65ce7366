import type { Tone } from '../../kit/chip.tsx'

const tones: Readonly<Record<string, Tone>> = { draft: 'warn', running: 'accent', paused: 'info', done: 'ok' }
export const campaignTone = (state: string): Tone => tones[state] ?? 'neutral'
const responseTones: Readonly<Record<string, Tone>> = { interested: 'ok', later: 'info', optOut: 'danger' }
export const responseTone = (response: string): Tone => responseTones[response] ?? 'neutral'
