import { record } from '../kernel/record.ts'
import { codeOf, shape, text } from '../kernel/shape.ts'

/** A fact about this installation: that it is the demo company, and where its clock stands. Written once. */
export const settings = record('settings', shape({ key: codeOf('settings'), value: text }), { key: 'key', immutable: true })

/** 18:00 in London on 30 November 2026: the evening before the big billing run. */
export const demoClock = '2026-11-30T18:00:00Z'
