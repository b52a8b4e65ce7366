import type en from './words.en.ts'

export default {
  'module.rates': 'Wechselkurse',
  rates: 'Wechselkurse',
  'rates.list': 'Wechselkurse',
  'rates.find': 'Kurs eines Tages ermitteln',
  'rates.record': 'Wechselkurs erfassen',
  'rates.read': 'Wechselkurse einsehen',
  'rates.write': 'Wechselkurse erfassen',
  'rates.missing':
    'Bis zum {{day}} ist kein Wechselkurs von {{from}} nach {{to}} veröffentlicht. Es wurde nichts umgerechnet; wer die Berechtigung „Wechselkurse erfassen“ hat, kann einen erfassen.',
  'rates.stale':
    'Der letzte Kurs von {{base}} in {{quote}} ist vom {{published}}, {{age}} Tage vor dem {{day}}; zulässig sind höchstens {{limit}}. Es wurde nichts umgerechnet; wer die Berechtigung „Wechselkurse erfassen“ hat, kann einen neueren erfassen.',
  'rates.samePair': 'Ein Kurs braucht zwei Währungen, nicht zweimal {{currency}}. Es wurde nichts erfasst.',
  'rates.notPositive': 'Ein Kurs von {{value}} ist nicht möglich. Es wurde nichts erfasst; Kurse sind größer als null.',
  'rates.otherWayRound':
    '{{source}} veröffentlicht dieses Währungspaar als {{quote}} in {{base}}. Es wurde nichts erfasst; bitte so herum erfassen, der Kehrwert wird daraus abgeleitet.',
  'rates.unchanged': 'Der Kurs von {{base}} in {{quote}} am {{day}} ist bereits {{value}}. Es wurde nichts erfasst.',
  'rates.unusual':
    '{{value}} weicht stark vom letzten Kurs von {{base}} in {{quote}} ab, {{before}} vom {{published}}. Es wurde nichts erfasst; wenn der Kurs stimmt, bitte bestätigen.',
  'field.id': 'Kennung',
  'field.source': 'Quelle',
  'field.type': 'Art',
  'choice.type.spot': 'Tageskurs',
  'choice.type.average': 'Durchschnittskurs',
  'choice.type.closing': 'Stichtagskurs',
  'field.base': 'Basis',
  'field.quote': 'Notiert in',
  'field.day': 'Tag',
  'field.value': 'Wert',
  'field.version': 'Version',
  'field.current': 'Aktuell',
  'field.confirmed': 'Ich habe diesen Kurs geprüft',
  'field.from': 'Von',
  'field.to': 'Bis',
  'field.legs': 'Verwendete Kurse',
  'field.inverse': 'Kehrwert',
} satisfies Record<keyof typeof en, string>
