import type { MoreWords, WordsOf } from '../kernel/words.ts'
import catalog from '../catalog/words.en.ts'
import pricing from '../pricing/words.en.ts'
import { documentFaults } from '../catalog/document-check.ts'
import type { labModule } from './module.ts'

type Fault = (typeof documentFaults)[number]
const faults = Object.fromEntries(documentFaults.map((code) => [code, { ...pricing, ...catalog }[code]])) as Readonly<Record<Fault, string>>

export default {
  ...faults,
  'module.lab': 'Price lab',
  'lab.read': 'See the price lab',
  'lab.rehearse': 'Rehearse a product',
  'lab.replay': 'Price lab',
  'lab.unknownProduct': 'There is no product {{product}}. Nothing was looked at; choose one from the list.',
  'lab.nothingChosen': 'Neither a product nor a customer is chosen. Nothing was looked at; choose one of them.',
  'lab.endBeforeStart': 'The time from {{from}} to {{to}} has no day. Nothing was looked at; let it end after it begins.',
  'lab.tooMuch': 'There are more than {{limit}} charges. Nothing was looked at; choose a shorter time or a single customer.',
  'field.models': 'Price models',
  'field.agreedToo': 'Agreed prices too',
} satisfies WordsOf<typeof labModule> & MoreWords
