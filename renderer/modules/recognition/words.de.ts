import type en from './words.en.ts'

export default {
  'recognition.ui.title': 'Abgegrenzte Erlöse',
  'recognition.ui.lead':
    'Was Kunden berechnet wurde und sie noch nicht bekommen haben, und was Lieferanten für kommende Monate berechnet haben, wie es im Hauptbuch steht. Ein Endbestand führt zu den Posten dahinter.',
  'recognition.ui.fromMonth': 'Von Monat',
  'recognition.ui.toMonth': 'Bis Monat',
  'recognition.ui.shownIn': 'Beträge in der Währung von',
  'recognition.ui.transaction': 'Belegwährung',
  'recognition.ui.entity': 'Währung der Gesellschaft',
  'recognition.ui.group': 'Konzernwährung',
  'recognition.ui.short.transaction': 'Beleg',
  'recognition.ui.short.entity': 'Gesellschaft',
  'recognition.ui.short.group': 'Konzern',
  'recognition.ui.allEntities': 'Alle Gesellschaften',
  'recognition.ui.opening': 'Anfang',
  'recognition.ui.additions': 'Zugänge',
  'recognition.ui.releases': 'Realisiert',
  'recognition.ui.other': 'Sonstiges',
  'recognition.ui.closing': 'Ende',
  'recognition.ui.drill': 'Posten hinter {{amount}}',
  'recognition.ui.none': 'Nichts ist abgegrenzt',
  'recognition.ui.noneLead':
    'Ein Posten für Tage nach dem Monat seiner Rechnung wird abgegrenzt, wenn sein Produkt mit der Zeit, mit der Lieferung oder mit Meilensteinen verdient wird.',
  'recognition.ui.behind': 'Posten von {{entity}} in {{currency}}, Konto {{account}}',
  'recognition.ui.deliver':
    'Wie viel vom Posten an {{customer}} ({{contract}}) bis zu einem Tag geliefert war, in Prozent des Ganzen. Der Monat dieses Tages grenzt es ab.',
  'recognition.ui.open': 'Offene Posten der Abgrenzung',
  'recognition.ui.month': 'Monat',
  'recognition.ui.monthLead':
    'Bucht, was der Monat verdient hat und was von vorausbezahlten Kosten zu ihm gehört, zum letzten Tag: je Gesellschaft und Währung eine Buchung. Derselbe Monat noch einmal bucht nur, was seither dazukam.',
  'recognition.ui.nothingDue': 'Dieser Monat hat nichts mehr abzugrenzen.',
  'recognition.ui.since': 'Seit {{month}} wurde nichts abgegrenzt; diese Monate werden mit diesem gebucht, zu seinem letzten Tag.',
  'recognition.ui.ahead': 'Dieser Monat ist noch nicht zu Ende.',
  'recognition.ui.preview': 'Was zum {{day}} gebucht würde',
  'recognition.ui.post_one': '{{count}} Posten abgrenzen',
  'recognition.ui.post_other': '{{count}} Posten abgrenzen',
  'recognition.ui.working': 'Wird abgegrenzt: {{done}} von {{of}}',
  'recognition.ui.posted_one': '{{count}} Posten abgegrenzt, Buchungen: {{journals}}.',
  'recognition.ui.posted_other': '{{count}} Posten abgegrenzt, Buchungen: {{journals}}.',
  'recognition.ui.journals': 'Buchungen zeigen',
  'recognition.ui.whyAccrued': 'Unter der Zeile: warum {{amount}}',
  'recognition.ui.accrualLead':
    'Was {{month}} verdient hat und bis zum letzten Tag nicht in Rechnung stand. Gebucht wird an diesem Tag, zurückgenommen am nächsten.',
  'recognition.ui.accrualBlocked_one':
    '{{count}} Position kann die Abrechnung nicht berechnen; sie ist ausgelassen. Ein Abrechnungslauf sagt, warum.',
  'recognition.ui.accrualBlocked_other':
    '{{count}} Positionen kann die Abrechnung nicht berechnen; sie sind ausgelassen. Ein Abrechnungslauf sagt, warum.',
  'recognition.ui.noAccruals': 'Nichts abzugrenzen',
  'recognition.ui.noAccrualsLead': 'Alles, was der Monat verdient hat, wurde in ihm in Rechnung gestellt.',
  'recognition.ui.accrualPosted_one': 'Gebucht und zurückgenommen: je {{count}} Journal.',
  'recognition.ui.accrualPosted_other': 'Gebucht und zurückgenommen: je {{count}} Journale.',
  'recognition.ui.accrualHolds': 'Soeben neu berechnet: Es ist der gespeicherte Betrag.',
  'recognition.ui.accrualDiffers': 'Soeben neu berechnet: Es kam ein anderer Betrag heraus.',
} satisfies { readonly [K in keyof typeof en]: string }
