import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { pricingModule } from './module.ts'

export default {
  'module.pricing': 'Preisermittlung',
  'pricing.rate': 'Menge bepreisen',
  'pricing.missingPrice': 'Das Modell „{{model}}“ braucht einen Einzelpreis. Es wurde nichts bepreist; bitte einen Preis angeben.',
  'pricing.negativePrice': 'Ein Preis von {{value}} ist negativ. Es wurde nichts bepreist; Preise und Gebühren sind null oder größer.',
  'pricing.missingBands':
    'Dieses Modell braucht mindestens eine Staffel. Es wurde nichts bepreist; bitte Staffeln angeben, die letzte offen.',
  'pricing.bandsOverlap':
    'Staffel {{band}} beginnt bei {{from}} und endet bei „{{upTo}}“; einige Einheiten würden doppelt bepreist. Bitte aufsteigend ordnen; nur die letzte Staffel ist offen.',
  'pricing.bandsGap': 'Die letzte Staffel endet bei {{upTo}}; für mehr gibt es keinen Preis. Bitte die letzte Staffel offen lassen.',
  'pricing.packageSize': 'Ein Paket mit „{{value}}“ Einheiten lässt sich nicht zählen. Bitte eine Größe über null angeben.',
  'pricing.negativeFree': '{{value}} Freieinheiten sind weniger als keine. Bitte null oder mehr angeben.',
  'pricing.negativeQuantity': 'Die Menge {{value}} ist negativ. Es wurde nichts bepreist; Mengen sind null oder größer.',
  'pricing.amountTooLarge': 'Der Betrag {{value}} {{currency}} ist größer, als Harmony verarbeiten kann.',
  'field.model': 'Preismodell',
  'field.unitPrice': 'Einzelpreis',
  'field.packageSize': 'Paketgröße',
  'field.bands': 'Staffeln',
  'field.upTo': 'Bis',
  'field.flatFee': 'Pauschale',
  'field.free': 'Freieinheiten',
  'field.chargeAtZero': 'Auch bei Menge null berechnen',
  'field.quantity': 'Menge',
  'field.currency': 'Währung',
  'field.trace': 'Erklärung',
  'choice.model.flat': 'Einzelpreis',
  'choice.model.fillUp': 'Füllstaffel',
  'choice.model.lookUp': 'Nachschlagestaffel',
  'choice.model.package': 'Pakete',
} satisfies WordsOf<typeof pricingModule> & MoreWords
