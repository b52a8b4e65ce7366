import type en from './words.en.ts'

export default {
  'signing.ui.intact': 'Jedes Glied hält',
  'signing.ui.broken': 'Ein Glied ist gebrochen',
  'signing.ui.proof': 'Nachweis',
  'signing.ui.proofLead':
    'Soeben geprüft, Glied für Glied. Die exportierte Datei beweist dasselbe auf jedem Rechner: harmony verify DATEI.',
  'signing.ui.signed': 'Unterschrift',
  'signing.ui.paper': 'Unterschriebenes PDF',
  'signing.ui.evidence': 'Nachweisdatei',
  'signing.ui.once': 'Einmalig, brutto',
  'signing.ui.month': 'Monatlich, brutto',
  'signing.ui.quarter': 'Vierteljährlich, brutto',
  'signing.ui.year': 'Jährlich, brutto',
  'signing.ui.clause': 'Klausel',
  'signing.ui.drawn': 'Unterschrift von {{signer}}, wie sie gezeichnet wurde',
  'signing.ui.typed': 'Der Name wurde auf dem Gerät getippt; gezeichnet wurde nichts.',
  'signing.ui.byLink': 'Über einen persönlichen Link unterschrieben; gezeichnet wurde nichts.',
} satisfies { readonly [K in keyof typeof en]: string }
