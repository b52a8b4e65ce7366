import type { KernelWords } from './words.ts'

export default {
  'operation.unknown': 'Den Vorgang {{operation}} gibt es nicht.',
  'operation.forbidden': 'Dazu fehlt Ihnen die Berechtigung „{{permit}}“. Bitte wenden Sie sich an Ihre Administration.',
  'field.forbidden':
    '{{field}} wird Ihnen nicht gezeigt, also kann eine Liste nicht danach gefiltert oder sortiert werden. Dazu gehört die Berechtigung „{{permit}}“; bitte die Administration fragen.',
  'entity.forbidden': 'Sie arbeiten nicht für die Gesellschaft {{entity}}.',
  'record.beyondReach':
    'Nichts dergleichen liegt in Ihrer Reichweite. Es wurde nichts geändert; bitte fragen Sie, wer es betreut, oder Ihre Administration.',
  'record.taken':
    'Diesen Namen oder diese Nummer gibt es schon, außerhalb Ihrer Reichweite. Es wurde nichts geändert; wählen Sie andere, oder fragen Sie Ihre Administration.',
  'limit.exceeded':
    'Das sind {{amount}} {{currency}}; Sie dürfen es bis {{limit}} {{currency}}. Es wurde nichts geändert; bitte jemanden mit einer höheren Grenze fragen.',
  'duties.together':
    'Die andere Hälfte davon haben Sie selbst getan, und die Regel „{{rule}}“ trennt beides. Es wurde nichts geändert; bitte eine Kollegin oder einen Kollegen fragen.',
  'call.reused':
    'Die Aufrufkennung {{id}} wurde schon für einen anderen Aufruf verwendet. Es wurde nichts geändert; bitte eine neue Kennung senden.',
  'job.stopped': 'Die Arbeit wurde an einer sicheren Stelle angehalten. Starten Sie sie erneut, dann geht es dort weiter.',
  'input.malformed': '{{at}} hat nicht die richtige Form: erwartet wird {{wanted}}.',
  'input.invalidNumber': '„{{value}}“ in {{at}} ist keine Zahl. Schreiben Sie Ziffern mit einem Punkt vor den Nachkommastellen.',
  'input.invalidDay': '„{{value}}“ in {{at}} ist kein Datum. Schreiben Sie es wie 2026-11-30.',
  'input.invalidInstant': '„{{value}}“ in {{at}} ist kein Zeitpunkt. Schreiben Sie ihn wie 2026-11-30T18:00:00Z.',
  'input.unknownCurrency': '„{{value}}“ in {{at}} ist keine bekannte Währung.',
  'input.tooLong': '{{at}} ist zu lang. Kürzen Sie es.',
  'input.empty': '{{at}} darf nicht leer sein.',
} satisfies KernelWords
