import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { taxModule } from './module.ts'

export default {
  'module.tax': 'Tax',
  taxCodes: 'Tax codes',
  'tax.list': 'Tax codes',
  'tax.save': 'Save tax code',
  'tax.read': 'See tax codes',
  'tax.write': 'Edit tax codes',
  'tax.rateFixed':
    '{{code}} is a code of {{rate}} %: rate, category and country of a code never change, because documents rest on them. Nothing was saved; add a new code and use it from the day on which the new rate counts.',
  'tax.badRate':
    'A rate of {{rate}} % does not fit the category {{category}}. Nothing was saved; give 0 to 100 %, and 0 where no tax is charged.',
  'tax.badCountry': '“{{country}}” is no country code. Nothing was saved; give two capital letters as in GB, DE or IN.',
  'tax.badTexts': 'The texts of {{code}} cannot be read. Nothing was saved; give one text for each language.',
  'tax.shortTaken': 'The short code {{short}} belongs to {{other}} in this country. Nothing was saved; choose another one.',
  'field.code': 'Code',
  'field.short': 'Short code',
  'field.country': 'Country',
  'field.rate': 'Rate',
  'field.category': 'Category',
  'choice.category.S': 'Standard or reduced rate',
  'choice.category.Z': 'Zero rate',
  'choice.category.E': 'Exempt',
  'choice.category.AE': 'Reverse charge',
  'choice.category.G': 'Export',
  'choice.category.O': 'Outside the scope',
  'choice.category.L': 'Central or state tax',
  'field.names': 'Names',
  'field.notes': 'Sentences on documents',
  'field.validFrom': 'Valid from',
} satisfies WordsOf<typeof taxModule> & MoreWords
