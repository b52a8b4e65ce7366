import type en from './words.en.ts'

export default {
  'usage.ui.none': 'Noch keine Messwerte',
  'usage.ui.noneLead':
    'Zählungen, Verbräuche und Zählerstände kommen aus anderen Systemen oder als Tabelle, oder werden von Hand erfasst. Die Abrechnung nimmt sie von hier.',
  'usage.ui.noIncidents': 'Noch keine Störungen',
  'usage.ui.noIncidentsLead':
    'Geschlossene Störungen kommen vom Service-Desk oder als Tabelle, oder werden von Hand erfasst. Jede wird einmal berechnet, ohne Zeitnachweis.',
  'usage.ui.noPrices': 'Störungen haben noch keinen Preis',
  'usage.ui.noPricesLead':
    'Legen Sie einmal fest, was jede Priorität kostet, in Einheiten eines Guthabens oder in Geld: für einen Vertrag, für ein Produkt oder für eine ganze Gesellschaft.',
  'usage.ui.stands': 'Gilt',
  'usage.ui.opposite': 'Zurücknahme',
  'usage.ui.backLead':
    'Was erfasst wurde, bleibt für immer stehen. Daneben kommt das Gegenteil mit dem Grund, und von da an zählt beides nicht mehr.',
  'usage.ui.contractFirst': 'Zuerst den Vertrag wählen',
  'usage.ui.dayHint': 'Der Tag beim Kunden. Was zu einem schon abgerechneten Monat gehört, wird im nächsten Lauf zur Differenz.',
  'usage.ui.quantityHint': 'Wie viele es waren, wie viel verbraucht wurde oder was der Zähler zeigte.',
  'usage.ui.restartsHint': 'Nur bei Zählerständen: Der Zähler wurde getauscht oder sprang um, und dies ist sein erster Stand.',
  'usage.ui.sourceHint': 'Zählungen mehrerer Quellen addieren sich. Nennen Sie das System, dessen Zählung damit weitergeht.',
  'usage.ui.closedHint': 'Der Tag, an dem sie geschlossen wurde.',
  'usage.ui.incidentTypeHint': 'Störungen einer Art können eigene Preise haben.',
  'usage.ui.typeHint': 'Art der Störung, für die die Preise gelten. Leer heißt: jede Art.',
  'usage.ui.contractHint': 'Nummer eines Vertrags, wenn die Preise nur für ihn gelten.',
  'usage.ui.productHint': 'Die Preise gelten für Verträge, die dieses Produkt verkaufen.',
} satisfies { readonly [K in keyof typeof en]: string }
