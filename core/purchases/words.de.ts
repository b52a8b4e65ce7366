import type en from './words.en.ts'

export default {
  'module.purchases': 'Einkauf',
  suppliers: 'Lieferanten',
  costLines: 'Kostenpositionen',
  costActuals: 'Ist-Kosten',
  changeOrders: 'Änderungsaufträge',
  'purchases.suppliers': 'Lieferanten',
  'purchases.list': 'Einkäufe',
  'purchases.actuals': 'Ist-Kosten',
  'purchases.orders': 'Änderungsaufträge',
  'purchases.get': 'Einkäufe zum Vertrag',
  'purchases.saveSupplier': 'Lieferanten speichern',
  'purchases.addLine': 'Einkauf hinzufügen',
  'purchases.applyDefaults': 'Einkäufe des Produkts übernehmen',
  'purchases.markOrdered': 'Als bestellt vermerken',
  'purchases.recordActual': 'Ist-Kosten erfassen',
  'purchases.changeOrder': 'Änderungsauftrag',
  'purchases.rehearseChange': 'Änderungsauftrag durchspielen',
  'purchases.margin': 'Marge',
  'purchases.watch': 'Margen im Blick',
  'purchases.exposure': 'Offene Lieferantenbindung',
  'purchases.read': 'Einkäufe, Kosten und Margen einsehen',
  'purchases.write': 'Einkäufe planen und ändern',
  'purchases.unknownSupplier': 'Den Lieferanten {{supplier}} gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'purchases.supplierInactive':
    '{{supplier}} ist nicht aktiv, dort wird nichts Neues gekauft. Es wurde nichts geändert; bitte einen anderen Lieferanten wählen oder diesen aktivieren.',
  'purchases.codeTaken': 'Das Kürzel {{code}} gehört bereits zu {{other}}. Es wurde nichts gespeichert; bitte ein anderes Kürzel wählen.',
  'purchases.badCountry':
    '„{{country}}“ ist kein Länderkürzel. Es wurde nichts gespeichert; bitte zwei Großbuchstaben angeben, etwa GB oder DE.',
  'purchases.badPaymentDays':
    'Ein Zahlungsziel von {{days}} Tagen ist nicht möglich. Es wurde nichts gespeichert; bitte 0 bis 365 Tage angeben.',
  'purchases.unknownContract':
    'Einen Vertrag {{contract}}, den Sie einsehen dürfen, gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'purchases.unknownLine':
    'Eine Vertragsposition {{line}}, die Sie einsehen dürfen, gibt es in diesem Vertrag nicht. Es wurde nichts geändert; bitte eine seiner Positionen wählen.',
  'purchases.contractEnded':
    'Der Vertrag {{contract}} ist beendet, dafür wird nichts mehr gekauft. Es wurde nichts geändert; bitte einen laufenden Vertrag wählen.',
  'purchases.unknownCostLine':
    'Eine Kostenposition {{costLine}}, die Sie einsehen dürfen, gibt es hier nicht. Es wurde nichts geändert; bitte eine dieser Vertragsposition wählen.',
  'purchases.dropped':
    '„{{item}}“ ist durch einen Änderungsauftrag entfallen und wird nicht gekauft. Es wurde nichts geändert; bitte mit einem Änderungsauftrag neu aufnehmen.',
  'purchases.negativeCost':
    'Einzelkosten von {{cost}} {{currency}} für „{{item}}“ sind negativ. Es wurde nichts geändert; was ein Lieferant erstattet, wird als negative Ist-Kosten erfasst.',
  'purchases.badQuantity':
    'Eine Menge von {{quantity}} von „{{item}}“ kann nicht gekauft werden. Es wurde nichts geändert; bitte mehr als null angeben.',
  'purchases.tooLarge':
    '„{{item}}“ würde {{cost}} {{currency}} kosten, mehr als ein Einkauf betragen kann. Es wurde nichts geändert; bitte Menge und Einzelkosten prüfen.',
  'purchases.badMonths':
    '{{months}} Monate sind für „{{item}}“ nicht möglich. Es wurde nichts geändert; bitte 1 bis {{limit}} Monate angeben, oder keine.',
  'purchases.badNotice':
    'Eine Kündigungsfrist von {{days}} Tagen ist für „{{item}}“ nicht möglich. Es wurde nichts geändert; bitte 0 bis {{limit}} Tage angeben.',
  'purchases.endBeforeStart':
    'Das Ende {{end}} von „{{item}}“ liegt vor dem Beginn {{start}}. Es wurde nichts geändert; bitte ein späteres Ende angeben.',
  'purchases.termBeforeStart':
    'Die Laufzeit beim Lieferanten für „{{item}}“ würde am {{end}} enden, vor dem Beginn am {{start}}. Es wurde nichts geändert; bitte ein späteres Ende der Laufzeit angeben.',
  'purchases.perUnitOfNothing':
    '„{{item}}“ kann keiner Menge folgen, weil es für den Vertrag als Ganzes gekauft wird. Es wurde nichts geändert; bitte eine Vertragsposition oder eine feste Menge wählen.',
  'purchases.nothingToBuy':
    'Das Produkt {{product}} nennt keinen Einkauf, den Position {{line}} nicht schon hat. Es wurde nichts geändert; bitte Einkäufe von Hand hinzufügen oder dem Produkt ein Einkaufsverhalten geben.',
  'purchases.nothingPaid':
    'Ist-Kosten von null für „{{item}}“ sagen nichts aus. Es wurde nichts erfasst; bitte angeben, was berechnet wurde, oder negativ, was erstattet wurde.',
  'purchases.paidBefore':
    'Der Beleg {{reference}} ist für „{{item}}“ bereits erfasst. Es wurde nichts erfasst; bitte die Ist-Kosten des Vertrags prüfen.',
  'purchases.badDays':
    'Die Tage von „{{from}}“ bis „{{end}}“ ergeben keinen Zeitraum. Es wurde nichts geändert; bitte einen ersten und einen späteren letzten Tag angeben, oder keinen von beiden.',
  'purchases.noPrice':
    'Position {{line}} verkauft {{product}} ohne Preis in {{currency}}, hat also noch keine Marge. Es wurde nichts geändert; bitte zuerst einen Einzelpreis vereinbaren.',
  'purchases.costEnded':
    '„{{item}}“ endete am {{end}}, bevor die Änderung wirksam wird. Es wurde nichts geändert; bitte einen früheren Tag wählen oder einen neuen Einkauf aufnehmen.',
  'purchases.costTwice':
    '„{{item}}“ steht doppelt in diesem Änderungsauftrag. Es wurde nichts geändert; bitte einmal angeben, was damit geschieht.',
  'purchases.nothingChanged':
    'Der Änderungsauftrag lässt alles, wie es ist. Es wurde nichts geändert; bitte angeben, was anders wird. {{item}}',
  'purchases.incompleteCost':
    'Was hinzukommt, braucht Bezeichnung, Menge und Einzelkosten. Es wurde nichts geändert; bitte „{{item}}“ vervollständigen.',
  'purchases.effectiveBackwards':
    'Der Änderungsauftrag {{number}} hat „{{item}}“ ab {{before}} geändert, und ein früherer Tag würde dessen Vergleich umschreiben. Es wurde nichts geändert; bitte diesen oder einen späteren Tag wählen.',
  'purchases.badPoints':
    'Eine Marge kann sich nicht um weniger als 0 Punkte bewegen. Es wurde nichts ermittelt; bitte 0 oder mehr angeben.',
  'purchases.step.sale.once': 'Position {{line}} verkauft {{product}} einmalig für {{amount}}.',
  'purchases.step.sale.days': 'Position {{line}} verkauft {{product}} für {{amount}} vom {{from}} bis {{to}}.',
  'purchases.step.cost.once': '{{item}}: {{quantity}} × {{cost}} = {{amount}}, einmalig.',
  'purchases.step.cost.periods': '{{item}}: {{quantity}} × {{cost}} × {{periods}} Zeiträume = {{amount}}.',
  'purchases.step.rate': 'Ein {{currency}} ist am {{day}} {{rate}}: {{amount}}.',
  'purchases.step.margin': '{{sales}} weniger {{cost}} ergibt {{margin}}, {{percent}} des Umsatzes.',
  'purchases.step.margin.nothingSold': 'Dafür wird nichts verkauft: {{sales}} weniger {{cost}} ergibt {{margin}}.',
  'rates.missing':
    'Bis zum {{day}} ist kein Wechselkurs von {{from}} nach {{to}} veröffentlicht. Es wurde nichts umgerechnet; wer die Berechtigung „Wechselkurse erfassen“ hat, kann einen erfassen.',
  'rates.stale':
    'Der letzte Kurs von {{base}} in {{quote}} ist vom {{published}}, {{age}} Tage vor dem {{day}}; zulässig sind höchstens {{limit}}. Es wurde nichts umgerechnet; wer die Berechtigung „Wechselkurse erfassen“ hat, kann einen neueren erfassen.',
  'field.supplier': 'Lieferant',
  'field.supplierName': 'Lieferant',
  'field.item': 'Was gekauft wird',
  'field.quantityRule': 'Menge ist',
  'choice.quantityRule.fixed': 'Fest',
  'choice.quantityRule.perUnit': 'Je verkaufte Einheit',
  'field.unitCost': 'Einzelkosten',
  'field.noticeDays': 'Kündigungsfrist in Tagen',
  'field.extensionMonths': 'Verlängerung in Monaten',
  'field.agreedOn': 'Kalkuliert am',
  'choice.state.planned': 'Geplant',
  'choice.state.ordered': 'Bestellt',
  'choice.state.dropped': 'Entfallen',
  'field.orderedOn': 'Bestellt am',
  'field.signed': 'Wie unterschrieben',
  'field.addedBy': 'Hinzugekommen durch Änderungsauftrag',
  'field.costLine': 'Kostenposition',
  'field.costLines': 'Kostenpositionen',
  'field.before': 'Vorher',
  'field.after': 'Nachher',
  'field.ratesOn': 'Kurse vom',
  'field.currencyOf': 'Währung von',
  'choice.currencyOf.transaction': 'Verkauf',
  'choice.currencyOf.entity': 'Gesellschaft',
  'choice.currencyOf.group': 'Konzern',
  'field.sales': 'Umsatz',
  'field.cost': 'Kosten',
  'field.margin': 'Marge',
  'field.does': 'Was geschieht',
  'choice.does.change': 'Ändern',
  'choice.does.add': 'Aufnehmen',
  'choice.does.remove': 'Streichen',
  'field.points': 'Punkte',
  'field.id': 'Kennung',
  'field.code': 'Kürzel',
  'field.name': 'Name',
  'field.country': 'Land',
  'field.currency': 'Währung',
  'field.taxId': 'Steuernummer',
  'field.paymentDays': 'Zahlungsziel in Tagen',
  'field.note': 'Notiz',
  'field.active': 'Aktiv',
  'field.contract': 'Vertrag',
  'field.line': 'Vertragsposition',
  'field.entity': 'Gesellschaft',
  'field.number': 'Nummer',
  'field.quantity': 'Menge',
  'field.end': 'Ende',
  'field.termEnd': 'Ende der Laufzeit',
  'field.months': 'Monate je Zeitraum',
  'field.timing': 'Abrechnung',
  'choice.timing.advance': 'Im Voraus',
  'choice.timing.arrears': 'Nachträglich',
  'field.start': 'Beginn',
  'field.state': 'Zustand',
  'field.reference': 'Referenz',
  'field.changes': 'Änderungen',
  'field.day': 'Tag',
  'field.amount': 'Betrag',
  'field.entityCurrency': 'Währung der Gesellschaft',
  'field.entityAmount': 'Betrag (Gesellschaft)',
  'field.groupCurrency': 'Konzernwährung',
  'field.groupAmount': 'Betrag (Konzern)',
  'field.from': 'Von',
  'field.to': 'Bis',
  'field.recordedAt': 'Erfasst am',
  'field.recordedBy': 'Erfasst von',
  'field.effective': 'Wirksam ab',
  'field.reason': 'Grund',
  'field.percent': 'Prozent',
  'field.contractNumber': 'Vertrag',
  'field.customer': 'Kunde',
  'field.customerName': 'Kunde',
  'field.lineNumber': 'Position',
} satisfies Record<keyof typeof en, string>
