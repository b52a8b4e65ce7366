/** Words of what a value should have been. Shapes say it in English; these are the same sentences, with holes where figures and names stand. */
export const wantedWords = [
  'wanted.text', 'wanted.someText', 'wanted.wellFormed', 'wanted.wellFormedUpTo', 'wanted.characters', 'wanted.wholeNumber', 'wanted.wholeNumberFrom', 'wanted.decimalText', 'wanted.decimal', 'wanted.flag', 'wanted.day', 'wanted.dayLike',
  'wanted.moment', 'wanted.momentLike', 'wanted.currency', 'wanted.currencyOf', 'wanted.minorText', 'wanted.minor', 'wanted.id', 'wanted.uuid', 'wanted.code', 'wanted.codeOf', 'wanted.data', 'wanted.file', 'wanted.list', 'wanted.items',
  'wanted.object', 'wanted.plainObject', 'wanted.nothing', 'wanted.filter', 'wanted.levels', 'wanted.conditions', 'wanted.order', 'wanted.oneOf', 'wanted.filterable', 'wanted.values',
] as const // prettier-ignore
export type WantedWord = (typeof wantedWords)[number]
