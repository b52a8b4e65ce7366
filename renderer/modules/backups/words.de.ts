import type en from './words.en.ts'

export default {
  'backups.ui.lead':
    'Das ganze Unternehmen als eine verschlüsselte Datei: geschrieben, während gearbeitet wird, zurückgelesen und geprüft. Öffnen kann sie nur, wer den geheimen Schlüssel hat.',
  'backups.ui.none': 'Es werden keine Sicherungen von selbst geschrieben',
  'backups.ui.noneLead':
    'Wenn dieser Rechner ausfällt, ist alles verloren. Legen Sie fest, wohin Sicherungen kommen und wer sie öffnen kann.',
  'backups.ui.good': 'Die Sicherungen sind aktuell',
  'backups.ui.goodLead': 'Die letzte enthält das Unternehmen zum Stand {{at}}.',
  'backups.ui.late': 'Die letzte Sicherung ist zu alt',
  'backups.ui.lateLead':
    'Die letzte enthält das Unternehmen zum Stand {{at}}. Prüfen Sie, ob sich der Ordner beschreiben lässt, oder sichern Sie jetzt.',
  'backups.ui.neverLead': 'Noch keine wurde geschrieben. Prüfen Sie, ob sich der Ordner beschreiben lässt, oder sichern Sie jetzt.',
  'backups.ui.failed': 'Die letzte Sicherung ist fehlgeschlagen',
  'backups.ui.last': 'Letzte Sicherung',
  'backups.ui.never': 'Noch keine',
  'backups.ui.next': 'Nächste',
  'backups.ui.off': 'Ausgeschaltet',
  'backups.ui.underWay': 'Wird geschrieben',
  'backups.ui.folder': 'Geschrieben nach',
  'backups.ui.asked': 'Die Sicherung wird geschrieben. Sie erscheint hier, sobald sie geprüft ist.',
  'backups.ui.saved': 'Der Sicherungsplan ist gespeichert.',
  'backups.ui.empty': 'Es wurde noch keine Sicherung geschrieben.',
  'backups.ui.hintFolder':
    'Auf dem Rechner, auf dem der Hub läuft, am besten auf einem Datenträger eines anderen Rechners, etwa /srv/backups.',
  'backups.ui.hintRecipients':
    'Beginnen mit age1. „harmony backup-key DATEI“ erzeugt ein Paar; bewahren Sie die geheime Hälfte nicht auf dem Hub auf.',
  'backups.ui.mergesLead': 'Gekaufte Unternehmen, die mit ihren Büchern kamen: Belege, Nummern und Siegel, wie sie waren.',
  'backups.ui.openWord': 'Der Export eines gekauften Unternehmens wird am Rechner der Zentrale geöffnet, wo sein geheimer Schlüssel ist',
  'backups.ui.noMerges': 'Noch kein gekauftes Unternehmen wurde geöffnet.',
  'backups.ui.mergeLead': 'Stand {{at}}. Nichts steht in den Büchern, bis es ausgeführt wird; dann alles oder nichts.',
  'backups.ui.mergedLead': 'Stand {{at}}. Aufgenommen am {{done}} von {{by}}.',
  'backups.ui.saveDecisions': 'Entscheidungen speichern',
  'backups.ui.decided_one': 'Gespeichert. Ein Konflikt ist noch zu entscheiden.',
  'backups.ui.decided_other': 'Gespeichert. {{count}} Konflikte sind noch zu entscheiden.',
  'backups.ui.carrying': 'Das Unternehmen wird aufgenommen',
  'backups.ui.sureCarry':
    'Alles, was das Unternehmen gebucht hat, kommt in einem Zug in die Bücher dieses Unternehmens. Das lässt sich nicht zurücknehmen: Sichern Sie vorher, und tun Sie es, wenn wenige arbeiten.',
  'backups.ui.sureCancel':
    'Die geöffnete Datei wird vom Hub entfernt, und nichts davon steht in den Büchern. Sie lässt sich später wieder öffnen und wird dann neu entschieden.',
  'backups.ui.calledOff': 'Die Aufnahme ist abgesagt. Nichts davon steht in den Büchern.',
  'backups.ui.mergeDone': '{{name}} steht in den Büchern. Jede Zeile wurde zurückgelesen und ist gleich.',
  'backups.ui.left_one': 'Ein Konflikt ist vorher zu entscheiden.',
  'backups.ui.left_other': '{{count}} Konflikte sind vorher zu entscheiden.',
  'backups.ui.unsaved': 'Ihre Entscheidungen sind noch nicht gespeichert.',
  'backups.ui.ready': 'Alles ist entschieden. Das Unternehmen kann aufgenommen werden.',
  'backups.ui.usersLead': 'Kommen ausgeschaltet, für ihre eigenen Gesellschaften',
  'backups.ui.translates':
    'Seine Zahlen werden von {{from}} in {{to}} gebracht, nach den Kursen jedes Monats. Was gebucht ist, bleibt, wie es ist.',
  'backups.ui.debit': 'Soll',
  'backups.ui.credit': 'Haben',
  'backups.ui.takeSuggestions_one': 'Einen Vorschlag übernehmen',
  'backups.ui.takeSuggestions_other': '{{count}} Vorschläge übernehmen',
  'backups.ui.here': 'Hier: {{name}}',
  'backups.ui.inTheWay': 'Im Weg: Nichts lässt sich wählen',
  'backups.ui.comesAs': 'Kommt als {{name}}',
  'backups.ui.rate': '{{type}} {{pair}}, {{day}}, Fassung {{version}}: {{value}}',
  'backups.ui.moreRates_one': 'und ein weiterer Kurs',
  'backups.ui.moreRates_other': 'und {{count}} weitere Kurse',
  'backups.ui.lead.rates':
    'Eine Quelle hat den beiden Unternehmen verschiedene Kurse genannt. Ist sie ein und dieselbe, gelten Ihre Kurse, und was das gekaufte Unternehmen gebucht hat, behält seine unter einer Quelle daneben. Unter einem anderen Namen kommen alle seine Kurse als eigene Quelle.',
  'backups.ui.lead.contacts':
    'Menschen bei Kunden, die ein und dieselben sind. Ist es derselbe Mensch, bleibt Ihr Eintrag, lernt dazu, was er nicht wusste, und jedes Wort zum Anschreiben zählt: Wer bei einem der beiden widersprochen hat, bleibt dabei.',
  'backups.ui.lead.clauses':
    'Klauseln des ganzen Unternehmens stehen in den Aufträgen aller. Was hier nicht verwendet wird, kommt als Beleg für das Unterschriebene und steht in keinem neuen Auftrag.',
  'backups.ui.lead.taxRules':
    'Zeilen der eigenen Steuertabelle des gekauften Unternehmens würden auch über Ihre Verkäufe entscheiden. Gebuchte Belege behalten ihre Steuer ohne sie.',
  'backups.ui.decide': 'Entscheiden',
  'backups.ui.managed': 'Von Ihrer Organisation verwaltet',
  'backups.ui.hintKeep': 'Aufbewahrt wird jeweils die neueste; ältere werden entfernt.',
} satisfies { readonly [K in keyof typeof en]: string }
