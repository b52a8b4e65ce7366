import type en from './words.en.ts'

export default {
  'consolidation.ui.title': 'Konzern',
  'consolidation.ui.lead':
    'Alle Gesellschaften zusammen, so neu wie die letzte Buchung. Wählen Sie einen Betrag, um die Buchungszeilen dahinter zu sehen.',
  'consolidation.ui.balanced': 'Ausgeglichen',
  'consolidation.ui.unbalanced': 'Nicht ausgeglichen',
  'consolidation.ui.wholeGroup': 'Der ganze Konzern',
  'consolidation.ui.shownIn': 'Gezeigt in',
  'consolidation.ui.groupCurrency': 'Konzernwährung',
  'consolidation.ui.nothing': 'Noch nichts gebucht',
  'consolidation.ui.nothingLead':
    'Was Gesellschaften buchen, steht sofort hier. Wählen Sie einen anderen Monat, oder buchen Sie einen Abrechnungslauf.',
  'consolidation.ui.since': 'seit {{month}}',
  'consolidation.ui.margin': 'Marge',
  'consolidation.ui.recurring': 'Anteil laufender Erlöse',
  'consolidation.ui.entities': 'Gesellschaften',
  'consolidation.ui.ownIncome': 'Erträge in eigener Währung',
  'consolidation.ui.profit': 'Gewinn und Verlust des Jahres bisher',
  'consolidation.ui.balance': 'Bilanz',
  'consolidation.ui.yearResult': 'Ergebnis des Jahres',
  'consolidation.ui.sign':
    'Beträge, wie sie gebucht sind: Soll ohne Vorzeichen, Haben mit Minus. Alle Zeilen zusammen mit dem Ergebnis sind null.',
  'consolidation.ui.retranslationLead': 'Ab {{month}}. {{reason}}',
  'consolidation.ui.proof': 'Saldenliste von {{entity}} vorher und nachher',
  'consolidation.ui.before': 'Vorher',
  'consolidation.ui.after': 'Nachher',
  'consolidation.ui.left': 'Davon Umrechnung zwischen den beiden Arten von Kursen {{translation}}, Rundungsrest {{residue}}.',
  'consolidation.ui.agree': 'Zustimmen',
  'consolidation.ui.decline': 'Ablehnen',
  'consolidation.ui.decideLead': 'Sobald Sie zustimmen, berichtet der Konzern in dieser Währung. Keine gebuchte Zeile ändert sich.',
  'consolidation.ui.wip': 'Erbracht, nicht berechnet',
  'consolidation.ui.fx': 'Wirkung der Wechselkurse',
  'consolidation.ui.owed': 'Forderungen an Kunden',
  'consolidation.ui.deferred': 'Abgegrenzt',
  'consolidation.ui.byType': 'Erträge nach Art',
} satisfies { readonly [K in keyof typeof en]: string }
