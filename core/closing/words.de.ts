import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { closingModule } from './module.ts'

export default {
  'module.closing': 'Abschluss',
  'closing.read': 'Sehen, welche Monate geschlossen sind',
  'closing.close': 'Monate schließen und wieder öffnen',
  'closing.months': 'Perioden',
  'closing.checklist': 'Monatsabschluss',
  'closing.softClose': 'Monat vorläufig schließen',
  'closing.lock': 'Monat sperren',
  'closing.reopen': 'Monat wieder öffnen',
  'closing.decideReopening': 'Über das Öffnen eines gesperrten Monats entscheiden',
  'closing.reopenings': 'Gesperrte Monate wieder öffnen',
  'closing.badMonth': '„{{month}}“ ist kein Monat. Es wurde nichts geändert; geben Sie einen Monat wie 2026-11 an.',
  'closing.unknownEntity':
    'Es gibt keine Gesellschaft {{entity}}, die Sie sehen dürfen. Es wurde nichts geändert; wählen Sie eine aus der Liste.',
  'closing.isLocked':
    '{{month}} ist in den Büchern von {{entity}} schon gesperrt. Es wurde nichts geändert; um ihn wieder zu öffnen, nennen Sie den Grund, und jemand anders stimmt zu.',
  'closing.notOver': '{{month}} von {{entity}} dauert noch bis {{day}}. Es wurde nichts geändert; schließen Sie ihn, wenn er vorbei ist.',
  'closing.earlierOpen':
    '{{before}} ist in den Büchern von {{entity}} noch offen. {{month}} wurde nicht gesperrt; sperren Sie zuerst den früheren Monat.',
  'closing.isOpen': '{{month}} ist in den Büchern von {{entity}} offen. Es wurde nichts geändert; es gibt nichts zu öffnen.',
  'closing.alreadyAsked':
    'Es hat schon jemand beantragt, {{month}} von {{entity}} zu öffnen. Es wurde nichts geändert; eine andere Person der Buchhaltung entscheidet unter Perioden darüber.',
  'closing.notAsked':
    'Niemand hat beantragt, {{month}} von {{entity}} zu öffnen. Es wurde nichts geändert; beantragen Sie es zuerst und nennen Sie den Grund.',
  'closing.samePerson':
    'Sie haben selbst beantragt, {{month}} von {{entity}} zu öffnen. Es wurde nichts geändert; jemand anders muss entscheiden.',
  'closing.laterLocked':
    '{{later}} von {{entity}} ist nach {{month}} gesperrt. Es wurde nichts geöffnet; öffnen Sie zuerst den späteren Monat.',
  'choice.step.over': 'Der Monat ist vorbei',
  'choice.step.billing': 'Abrechnung',
  'choice.step.recognition': 'Erlöse abgegrenzt',
  'choice.step.accrual': 'Noch nicht Berechnetes abgegrenzt',
  'choice.step.transfer': 'Arbeit zwischen Gesellschaften verrechnet',
  'choice.step.rates': 'Stichtagskurse',
  'choice.step.revaluation': 'Fremdwährungsposten neu bewertet',
  'choice.step.unapplied': 'Zahlungseingänge zugeordnet',
  'choice.step.intercompany': 'Gesellschaften des Konzerns stimmen überein',
  'choice.step.audit': 'Bücher geprüft',
  'choice.step.locked': 'Monat gesperrt',
  'choice.standing.done': 'Erledigt',
  'choice.standing.blocks': 'Blockiert',
  'choice.standing.look': 'Ansehen',
  'field.period': 'Monat',
  'field.entity': 'Gesellschaft',
  'field.month': 'Monat',
  'field.state': 'Zustand',
  'field.reason': 'Grund',
  'field.asked': 'Beantragt',
  'field.agree': 'Zustimmen',
  'field.until': 'Bis',
  'field.entities': 'Gesellschaften',
  'field.name': 'Name',
  'field.over': 'Vorbei',
  'field.changedBy': 'Geändert von',
  'field.reopeningAskedBy': 'Öffnung beantragt von',
  'field.reopened': 'Wieder geöffnet',
  'choice.state.open': 'Offen',
  'choice.state.softClosed': 'Vorläufig geschlossen',
  'choice.state.locked': 'Gesperrt',
} satisfies WordsOf<typeof closingModule> & MoreWords
