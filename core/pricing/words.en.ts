import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { pricingModule } from './module.ts'

export default {
  'module.pricing': 'Pricing',
  'pricing.rate': 'Price a quantity',
  'pricing.missingPrice': 'The model “{{model}}” needs a unit price. Nothing was priced; give one.',
  'pricing.negativePrice': 'A price of {{value}} is negative. Nothing was priced; prices and fees are zero or more.',
  'pricing.missingBands': 'This model needs at least one band. Nothing was priced; give bands, the last one open.',
  'pricing.bandsOverlap':
    'Band {{band}} starts at {{from}} and ends at “{{upTo}}”, so some units would be priced twice. Put the bands in ascending order; only the last one is open.',
  'pricing.bandsGap': 'The last band ends at {{upTo}}, so more than that has no price. Leave the last band open.',
  'pricing.packageSize': 'A package of “{{value}}” units cannot be counted. Give a size above zero.',
  'pricing.negativeFree': '{{value}} free units are less than none. Give zero or more.',
  'pricing.negativeQuantity': 'The quantity {{value}} is negative. Nothing was priced; quantities are zero or more.',
  'pricing.amountTooLarge': 'The amount {{value}} {{currency}} is larger than Harmony can hold.',
  'field.model': 'Price model',
  'field.unitPrice': 'Unit price',
  'field.packageSize': 'Package size',
  'field.bands': 'Bands',
  'field.upTo': 'Up to',
  'field.flatFee': 'Flat fee',
  'field.free': 'Free units',
  'field.chargeAtZero': 'Charge at zero quantity',
  'field.quantity': 'Quantity',
  'field.currency': 'Currency',
  'field.trace': 'Explanation',
  'choice.model.flat': 'Unit price',
  'choice.model.fillUp': 'Fill-up bands',
  'choice.model.lookUp': 'Look-up bands',
  'choice.model.package': 'Packages',
} satisfies WordsOf<typeof pricingModule> & MoreWords
