/** What stands in the way of buying something, wherever it is bought. */
export default {
  'purchases.unknownSupplier': 'There is no supplier {{supplier}}. Nothing was changed; choose one from the list.',
  'purchases.supplierInactive':
    '{{supplier}} is not active, so nothing new is bought there. Nothing was changed; choose another supplier, or make this one active.',
  'purchases.negativeCost':
    'A unit cost of {{cost}} {{currency}} for “{{item}}” is below zero. Nothing was changed; what a supplier gives back is recorded as an actual cost below zero.',
  'purchases.badQuantity': 'A quantity of {{quantity}} of “{{item}}” cannot be bought. Nothing was changed; give more than zero.',
  'purchases.tooLarge':
    '“{{item}}” would cost {{cost}} {{currency}}, more than one purchase can come to. Nothing was changed; check quantity and unit cost.',
  'purchases.badMonths': '{{months}} months are not possible for “{{item}}”. Nothing was changed; give 1 to {{limit}} months, or none.',
  'purchases.badNotice': 'A notice of {{days}} days is not possible for “{{item}}”. Nothing was changed; give 0 to {{limit}} days.',
  'purchases.endBeforeStart': 'The end {{end}} of “{{item}}” is before its start {{start}}. Nothing was changed; give a later end.',
  'purchases.termBeforeStart':
    'The supplier’s term of “{{item}}” would end on {{end}}, before it starts on {{start}}. Nothing was changed; give a later end of term.',
  'purchases.perUnitOfNothing':
    '“{{item}}” cannot follow the quantity of a contract line, for it is bought for the contract as a whole. Nothing was changed; choose a contract line or a fixed quantity.',
} as const
