import type { Module } from '../kernel/operation.ts'
import { findCliffs } from './cliffs.ts'
import { comparePrices } from './compare.ts'
import { explainModels } from './models.ts'
import { ratePrice } from './rate.ts'

export const pricingModule = {
  name: 'pricing',
  needs: [],
  records: [],
  operations: [ratePrice, findCliffs, comparePrices, explainModels],
  permits: [],
  events: [],
  says: [
    'pricing.cliff', 'pricing.cliffAt', 'pricing.cliffReason', 'pricing.noCliff.flat', 'pricing.noCliff.fillUp', 'pricing.noCliff.lookUp', 'pricing.noCliff.package',
    'pricing.model.flat', 'pricing.model.fillUp', 'pricing.model.lookUp', 'pricing.model.package', 'pricing.costs', 'pricing.sum.units.all', 'pricing.sum.units.band',
    'pricing.sum.units.above', 'pricing.sum.packages.all', 'pricing.sum.packages.band', 'pricing.sum.packages.above', 'pricing.sum.fee',
  ], // prettier-ignore
} as const satisfies Module
