import type en from './words.en.ts'

export default {
  'privacy.ui.entries': 'Einträge des Protokolls',
  'privacy.ui.shared': 'Auch jemand anderes ist darunter bekannt; es bleibt, wo es für sich steht: {{words}}.',
  'privacy.ui.nothing': 'Von dieser Person wird nichts aufbewahrt.',
  'privacy.ui.why': 'Warum und bis wann',
  'privacy.ui.nothingKeeps': 'Nichts bewahrt es auf',
  'privacy.ui.proof': 'Das Protokoll behält den Nachweis davon, ohne die Person: Die Prüfung sieht nach beidem.',
  'privacy.ui.whileRuns': '{{what}}: solange der Vertrag läuft',
  'privacy.ui.keptUntil': '{{what}}: bis {{until}}',
  'privacy.ui.erased': 'Gelöscht. Was bleiben musste, steht unter dem Pseudonym {{pseudonym}}.',
  'privacy.ui.proposed': 'Eine Löschung ist vorgeschlagen und wartet auf eine zweite Person.',
  'privacy.ui.open': 'Ansehen',
  'privacy.ui.asked': 'Die Löschung ist vorgeschlagen. Eine zweite Person muss zustimmen.',
  'privacy.ui.hintNote': 'Wie und wann die Person es verlangt hat, etwa die Nummer eines Schreibens. Nie ihr Name.',
  'privacy.ui.hintAnswer': 'Der Grund, wie ihn die Person lesen wird.',
  'privacy.ui.own':
    'Das haben Sie selbst vorgeschlagen: Jemand anderes muss es ansehen und zustimmen. Bis dahin können Sie es zurücknehmen.',
  'privacy.ui.takeBack': 'Zurücknehmen',
  'privacy.ui.erase': 'Löschen',
  'privacy.ui.decline': 'Ablehnen',
  'privacy.ui.sure':
    'Was nichts mehr aufbewahrt, geht sofort und kommt nicht wieder. Geräte entfernen es, wenn sie den Hub das nächste Mal treffen; Sicherungen behalten es, bis sie ablaufen.',
  'privacy.ui.kept': 'Was bleiben musste',
  'privacy.ui.nothingKept': 'Nichts musste bleiben.',
  'privacy.ui.retentionLead': 'Ab dem Ende des Kalenderjahrs. Das Gesetz ist das Mindeste; länger ist möglich, wo Sie einen Grund haben.',
  'privacy.ui.noEntity': 'Es gibt noch keine Gesellschaft',
  'privacy.ui.lawUnknown':
    'Harmony kennt das Recht dieses Landes nicht und bewahrt alles zehn Jahre auf. Fragen Sie Ihre Beratung und legen Sie die Fristen fest.',
  'privacy.ui.change': 'Ändern',
  'privacy.ui.saved': 'Die Frist ist gespeichert.',
  'privacy.ui.due.erasure': 'Löschung zu entscheiden, binnen eines Monats',
} satisfies { readonly [K in keyof typeof en]: string }
