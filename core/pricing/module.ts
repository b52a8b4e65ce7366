import type { Module } from '../kernel/operation.ts'
import { findCliffs } from './cliffs.ts'
import { comparePrices } from './compare.ts'
import { explainModels } from './models.ts'
import { proratePrice } from './prorate.ts'
import { ratePrice } from './rate.ts'
import { upliftPrice } from './uplift.ts'

export const pricingModule = {
  name: 'pricing',
  needs: [],
  records: [],
  operations: [ratePrice, findCliffs, comparePrices, explainModels, proratePrice, upliftPrice],
  permits: [],
  events: [],
  says: [
    'pricing.cliff', 'pricing.cliffAt', 'pricing.cliffReason', 'pricing.noCliff.flat', 'pricing.noCliff.fillUp', 'pricing.noCliff.lookUp', 'pricing.noCliff.package',
    'pricing.model.flat', 'pricing.model.fillUp', 'pricing.model.lookUp', 'pricing.model.package', 'pricing.costs', 'pricing.sum.units.all', 'pricing.sum.units.band',
    'pricing.sum.units.above', 'pricing.sum.packages.all', 'pricing.sum.packages.band', 'pricing.sum.packages.above', 'pricing.sum.fee',
    'pricing.term.included', 'pricing.term.minimum', 'pricing.term.cap', 'pricing.term.commit', 'pricing.term.guard', 'pricing.noCliff.guarded', 'pricing.guarded',
    'pricing.included', 'pricing.committed', 'pricing.committedPeriods', 'pricing.costsPeriods', 'pricing.overEach', 'pricing.overAlike',
    'pricing.measured.averageAlike', 'pricing.over', 'pricing.nothingOver', 'pricing.bound.minimum', 'pricing.bound.cap',
    'pricing.measured.snapshot', 'pricing.measured.peak', 'pricing.measured.average', 'pricing.measured.anyTime', 'pricing.measured.sum',
    'pricing.measured.p95', 'pricing.measuredOn', 'pricing.averaged', 'pricing.added', 'pricing.prorated', 'pricing.proration.actual',
    'pricing.proration.30/360', 'pricing.proration.monthFraction', 'pricing.proration.none', 'pricing.proration.full', 'pricing.uplifted',
    'pricing.uplift.index', 'pricing.uplift.margin', 'pricing.uplift.cap', 'pricing.uplift.floor', 'pricing.uplift.ratchet',
  ], // prettier-ignore
} as const satisfies Module
