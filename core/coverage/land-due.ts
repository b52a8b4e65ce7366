import { job, type JobState } from '../kernel/operation.ts'
import { count, shape } from '../kernel/shape.ts'
import { dueEntries } from './facts.ts'
import { landPortion, loadPortion } from './portion.ts'

/** Entries of one portion. */
const portion = 50

/** A round has no row of its own, so its subject carries what it answers: the call that began it, how many landed and how many wait. */
const stateOf = (call: string, landed: number, waiting: number, marker: string): JobState => ({
  subject: JSON.stringify([call, landed, waiting]),
  marker,
  progress: { phase: 'coverage.landing', done: landed, of: 0 },
})
const roundOf = ({ subject }: Pick<JobState, 'subject'>) => JSON.parse(subject) as [call: string, landed: number, waiting: number]

/** Lands every entry that has not landed, and takes back what was taken back since, in the order of their days. The schedule calls it every quarter of an hour. */
export const landDue = job({
  name: 'coverage.landDue',
  zone: 'operations',
  permit: 'coverage.land',
  input: shape({}),
  output: shape({ landed: count, waiting: count }),
  refusals: [],
  begin: {
    load: async () => ({}),
    decide: (_input, _facts, now) => ({ result: stateOf(now.newId(), 0, 0, '0'), changes: [] }),
  },
  step: {
    load: async (state: JobState, read, now) => {
      const due = await read.ask(dueEntries, { after: state.marker, limit: portion })
      return { due, portion: await loadPortion(due, read, now) }
    },
    decide: (state, { due, portion: some }, now) => {
      const [call, landed, waiting] = roundOf(state)
      const { outcomes, changes } = landPortion(some, now)
      const ok = outcomes.filter(({ landing, before }) => landing && !before).length
      const not = outcomes.filter(({ fault }) => fault).length
      return { result: stateOf(call, landed + ok, waiting + not, due.length === portion ? due.at(-1)!.place : ''), changes }
    },
  },
  finish: async (subject) => {
    const [, landed, waiting] = roundOf({ subject })
    return { landed, waiting }
  },
})
