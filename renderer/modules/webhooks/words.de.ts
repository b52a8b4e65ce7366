import type en from './words.en.ts'

export default {
  'webhooks.ui.lead':
    'Harmony ruft diese Adresse auf, wenn etwas geschieht. Eine Nachricht sagt mit Kennungen und ohne Inhalte, womit was geschah; danach fragt der Empfänger mit eigenen Rechten.',
  'webhooks.ui.yours': 'Gemeldet wird, was Sie lesen dürfen, jetzt und später. Wer ihn als Nächstes speichert, ist für ihn zuständig.',
  'webhooks.ui.urlHint': 'Beginnt mit https://. Ziele in einem privaten Netz muss erlauben, wer die Zentrale betreibt.',
  'webhooks.ui.inOrderHint':
    'Der Reihe nach: Ein Ereignis, das nicht angenommen wird, hält die folgenden auf, bis es angenommen oder aufgegeben ist. Sonst gehen spätere vor; die Reihenfolge sagen ihre Nummern.',
  'webhooks.ui.entityHint': 'Nur was in dieser Gesellschaft geschieht. Ohne Angabe alles, was Sie sehen dürfen.',
  'webhooks.ui.all': 'Alles, was geschieht',
  'webhooks.ui.allOf': 'Alles aus {{module}}',
  'webhooks.ui.chosen': '{{count}} gewählt',
  'webhooks.ui.notAudible': '{{event}} – das dürfen Sie nicht lesen',
  'webhooks.ui.noEvents': 'Wählen Sie, was dem Webhook gemeldet wird.',
  'webhooks.ui.once': 'Kopieren Sie das Geheimnis jetzt',
  'webhooks.ui.onceLead':
    'Es wird nur dieses eine Mal gezeigt. Mit ihm prüft der Empfänger, dass eine Nachricht von hier stammt und unverändert ist. Harmony bewahrt es verschlossen auf und zeigt es niemandem mehr.',
  'webhooks.ui.kept': 'Ich habe es aufbewahrt',
  'webhooks.ui.messages': 'Nachrichten',
  'webhooks.ui.noMessages': 'Noch nichts gesendet',
  'webhooks.ui.noMessagesLead':
    'Was von jetzt an geschieht, wird gemeldet. Senden Sie eine Probe, um zu sehen, ob der Empfänger sie annimmt.',
  'webhooks.ui.sampleSent': 'Die Probe ist unterwegs; in ihrer Zeile steht, was daraus wurde.',
  'webhooks.ui.again': 'Noch einmal senden',
  'webhooks.ui.againDone': 'Noch einmal gesendet',
  'webhooks.ui.deadDone': '{{count}} werden noch einmal gesendet',
  'webhooks.ui.resumed': 'Der Webhook geht weiter',
  'webhooks.ui.paused': 'Der Webhook ist angehalten; das Protokoll behält, was geschieht',
  'webhooks.ui.removed': 'Der Webhook ist entfernt',
  'webhooks.ui.sureRemove': 'Ihm wird nichts mehr gemeldet, und seine Nachrichten gehen mit. Das Protokoll behält, dass es ihn gab.',
  'webhooks.ui.resumeLead': 'Er kann weitergehen, wo er stehen blieb, sodass nichts fehlt, oder auslassen, was inzwischen geschah.',
  'webhooks.ui.goOn': 'Weiter, wo er stehen blieb',
  'webhooks.ui.fromNow': 'Von jetzt an',
  'webhooks.ui.rotateLead':
    'So viele Stunden unterschreiben beide Geheimnisse, damit der Empfänger umstellt, wann er will. 0: das alte ist in falschen Händen.',
  'webhooks.ui.sinceLead': 'Alles, was seitdem geschah, wird aus dem Protokoll noch einmal gesendet, jedes Ereignis unter seiner Kennung.',
  'webhooks.ui.stopped.failing':
    'Drei Tage lang wurde nichts angenommen. Unten steht, was der Empfänger antwortete; geht es ihm wieder gut, setzen Sie fort und senden Sie Aufgegebenes noch einmal.',
  'webhooks.ui.stopped.gone':
    'Der Empfänger antwortete, dass es ihn nicht mehr gibt (410), wie es Programme tun, die abbestellen. War das ein Versehen, setzen Sie fort.',
  'webhooks.ui.stopped.noOwner':
    'Die zuständige Person ist kein aktiver Benutzer mehr. Speichern Sie ihn als Ihren und setzen Sie fort: Gemeldet wird dann, was Sie lesen dürfen.',
  'webhooks.ui.stopped.secretLost':
    'Sein Geheimnis lässt sich nicht mehr öffnen, weil der Schlüssel der Firma erneuert wurde. Machen Sie ein neues, geben Sie es dem Empfänger und setzen Sie fort.',
  'webhooks.ui.fault.forbidden': 'Ziel, zu dem Webhooks nicht gehen dürfen',
  'webhooks.ui.fault.unresolved': 'Name hat keine Adresse',
  'webhooks.ui.fault.timeOut': 'Keine Antwort in der Zeit',
  'webhooks.ui.fault.offline': 'Nicht erreicht',
  'webhooks.ui.fault.certificate': 'Zertifikat, für das hier niemand bürgt',
  'webhooks.ui.fault.status': 'Antwort, die kein Ja ist',
  'webhooks.ui.fault.redirected': 'Weitergeschickt: nicht gefolgt',
  'webhooks.ui.actions': 'Mehr',
} satisfies { readonly [K in keyof typeof en]: string }
