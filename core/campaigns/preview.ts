import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, count, many, shape } from '../kernel/shape.ts'
import { consentBases, consentChannels } from '../opportunities/consent.ts'
import { audienceFault, leftOut, meantOn, reasons } from './audience.ts'
import { audience } from './campaign.ts'
import { prospectRows } from './reads.ts'

const shown = 20

/** Whom a campaign would reach if it began today, who is left out and why, and some of them by name. */
export const previewAudience = query({
  name: 'campaigns.preview',
  zone: 'sales',
  permit: 'campaigns.read',
  input: shape({ channel: choice(...consentChannels), lawfulBasis: choice(...consentBases), audience }),
  output: shape({
    meant: count,
    reached: count,
    leftOut: many(shape({ notContacted: choice(...reasons), people: count })),
    people: many(prospectRows.row),
  }),
  refusals: ['campaigns.badAudience'],
  ask: async ({ channel, lawfulBasis, audience: whom }, read, { today }) => {
    const wrong = audienceFault(whom)
    if (wrong !== undefined) return refuse('campaigns.badAudience', { wanted: wrong })
    const where = await meantOn(read, whom, today)
    const out = leftOut({ channel, lawfulBasis })
    const [all, ...counts] = await Promise.all([
      read.browse(prospectRows, { where, order: prospectRows.order, limit: shown }),
      ...out.map(async (one) => (await read.browse(prospectRows, { where: { all: [where, one.where] }, limit: 1 })).total),
    ])
    const left = out.map(({ reason }, i) => ({ notContacted: reason, people: counts[i]! }))
    return { meant: all.total, reached: left.reduce((rest, { people }) => rest - people, all.total), leftOut: left, people: all.rows }
  },
})
