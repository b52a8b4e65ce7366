import type en from './words.en.ts'

export default {
  'lab.ui.lead': 'Zwölf Monate echter Mengen durch jedes Preismodell, neben dem, was berechnet wurde.',
  'lab.ui.what': 'Was untersucht wird',
  'lab.ui.agreedToo': 'Die Modelle auch an Positionen mit vereinbartem Preis versuchen',
  'lab.ui.list': 'Listenpreis',
  'lab.ui.addModel': 'Modell hinzufügen',
  'lab.ui.removeModel': '{{name}} entfernen',
  'lab.ui.modelName': 'Modell {{number}}',
  'lab.ui.noModels':
    'Noch kein Modell im Versuch. Wählen Sie ein Produkt, um mit seinem Listenpreis zu beginnen, oder fügen Sie eines hinzu.',
  'lab.ui.noNumber': 'Das ist keine Zahl.',
  'lab.ui.choose': 'Wählen Sie ein Produkt oder einen Kunden',
  'lab.ui.chooseLead': 'Was dafür in zwölf Monaten berechnet wurde, wird dann mit jedem Modell neu gerechnet.',
  'lab.ui.incomplete': 'Jedes Modell braucht seine Preise. Bitte ausfüllen, was leer ist.',
  'lab.ui.nothing': 'Es wurde nichts berechnet',
  'lab.ui.nothingLead':
    'In dieser Währung und Zeit gibt es nichts. Bitte eine andere Währung, ein anderes Produkt oder einen anderen Kunden wählen.',
  'lab.ui.compared': 'Modelle im Vergleich',
  'lab.ui.reproduced': 'Mit ihren eigenen Preisen neu gerechnet, ergeben alle Posten genau das, was berechnet wurde.',
  'lab.ui.notReproduced': 'Einige Posten ergeben, neu gerechnet, nicht das, was berechnet wurde. Die Prüfung nennt sie.',
  'lab.ui.actual': 'Wie berechnet',
  'lab.ui.revenue': 'Erlös',
  'lab.ui.byMonth': 'Nach Monat',
  'lab.ui.byCustomer': 'Nach Kunde',
} satisfies { readonly [K in keyof typeof en]: string }
