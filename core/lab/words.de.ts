import type { MoreWords, WordsOf } from '../kernel/words.ts'
import catalog from '../catalog/words.de.ts'
import pricing from '../pricing/words.de.ts'
import { documentFaults } from '../catalog/document-check.ts'
import type { labModule } from './module.ts'

type Fault = (typeof documentFaults)[number]
const faults = Object.fromEntries(documentFaults.map((code) => [code, { ...pricing, ...catalog }[code]])) as Readonly<Record<Fault, string>>

export default {
  ...faults,
  'module.lab': 'Preislabor',
  'lab.read': 'Preislabor einsehen',
  'lab.rehearse': 'Produkt proben',
  'lab.replay': 'Preislabor',
  'lab.unknownProduct': 'Das Produkt {{product}} gibt es nicht. Es wurde nichts untersucht; bitte aus der Liste wählen.',
  'lab.nothingChosen': 'Es ist weder ein Produkt noch ein Kunde gewählt. Es wurde nichts untersucht; bitte eines davon wählen.',
  'lab.endBeforeStart':
    'Die Zeit von {{from}} bis {{to}} hat keinen Tag. Es wurde nichts untersucht; bitte nach ihrem Beginn enden lassen.',
  'lab.tooMuch':
    'Es gibt mehr als {{limit}} Posten. Es wurde nichts untersucht; bitte eine kürzere Zeit oder einen einzelnen Kunden wählen.',
  'field.models': 'Preismodelle',
  'field.agreedToo': 'Auch vereinbarte Preise',
} satisfies WordsOf<typeof labModule> & MoreWords
