import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { payablesModule } from './module.ts'

export default {
  'module.payables': 'Kreditoren',
  supplierInvoices: 'Eingangsrechnungen',
  supplierInvoiceLines: 'Positionen von Eingangsrechnungen',
  goodsReceipts: 'Wareneingänge',
  matchTolerances: 'Toleranzen der Rechnungsprüfung',
  'payables.read': 'Eingangsrechnungen und Verbindlichkeiten sehen',
  'payables.write': 'Eingangsrechnungen erfassen und ablehnen',
  'payables.accept': 'Eingangsrechnungen annehmen, die von der Bestellung abweichen',
  'payables.post': 'Eingangsrechnungen buchen und zurücknehmen',
  'payables.receive': 'Wareneingang erfassen',
  'payables.tolerate': 'Toleranzen der Rechnungsprüfung festlegen',
  'payables.invoices': 'Eingangsrechnungen',
  'payables.invoice': 'Eingangsrechnung',
  'payables.recordInvoice': 'Eingangsrechnung erfassen',
  'payables.reject': 'Eingangsrechnung ablehnen',
  'payables.undo': 'Eingangsrechnung zurücknehmen',
  'payables.open': 'Verbindlichkeiten nach Fälligkeit',
  'payables.receipts': 'Wareneingänge',
  'payables.tolerances': 'Toleranzen der Rechnungsprüfung',
  'payables.saveTolerance': 'Toleranzen der Rechnungsprüfung festlegen',
  'payables.why.notOrdered': '„{{item}}“ ist geplant, aber niemand hat es bestellt.',
  'payables.why.otherSupplier': '„{{item}}“ wird bei einem anderen Lieferanten gekauft.',
  'payables.why.otherCurrency': '„{{item}}“ wurde in {{ordered}} bestellt und wird in {{invoiced}} berechnet.',
  'payables.why.notScheduled': '„{{item}}“ wird in den berechneten Tagen nicht gekauft.',
  'payables.why.notDelivered': '„{{item}}“ wird vor der Lieferung berechnet: der erste Tag ist der {{day}}.',
  'payables.why.notReceived': '{{invoiced}} von „{{item}}“ sind berechnet, eingegangen sind {{received}}.',
  'payables.why.tooMany': '{{invoiced}} von „{{item}}“ sind insgesamt berechnet, bestellt wurden {{ordered}}.',
  'payables.why.tooDear': '„{{item}}“ wird mit {{invoiced}} berechnet; zum vereinbarten Preis sind es {{agreed}}.',
  'payables.why.tooMuch': '„{{item}}“ kommt mit dem früher Berechneten auf {{invoiced}}; vereinbart waren {{agreed}}.',
  'payables.why.creditedMore': 'Von „{{item}}“ wird mehr gutgeschrieben, als berechnet war: {{invoiced}}.',
  'payables.why.free': '„{{item}}“ gehört zu keiner Bestellung; nichts sagt, was es kosten darf.',
  'payables.unknownEntity':
    'Es gibt keine Gesellschaft {{entity}}, die Sie sehen dürfen. Nichts wurde gespeichert; wählen Sie eine aus der Liste.',
  'payables.unknownSupplier':
    'Es gibt keinen Lieferanten {{supplier}}. Nichts wurde erfasst; wählen Sie einen aus der Liste oder legen Sie ihn zuerst an.',
  'payables.unknownInvoice':
    'Es gibt keine Eingangsrechnung {{invoice}}, die Sie sehen dürfen. Nichts wurde geändert; wählen Sie eine aus der Liste.',
  'payables.noNumber': 'Die Nummer des Belegs fehlt. Nichts wurde erfasst; geben Sie die Nummer an, die der Lieferant gedruckt hat.',
  'payables.noLines': 'Die Rechnung hat keine Positionen. Nichts wurde erfasst; sagen Sie, wofür sie ist.',
  'payables.alreadyRecorded':
    '{{number}} von {{supplier}} vom {{day}} hat {{by}} bereits erfasst. Nichts wurde erfasst; sie steht in der Liste der Eingangsrechnungen.',
  'payables.dueBefore':
    'Die Rechnung wäre am {{due}} fällig, vor ihrem eigenen Tag {{day}}. Nichts wurde erfasst; berichtigen Sie die Fälligkeit.',
  'payables.otherCurrency':
    'Die Rechnung lautet auf {{currency}}, ein Betrag auf {{given}}. Nichts wurde erfasst; geben Sie alle Beträge in der Währung der Rechnung an.',
  'payables.nothingInvoiced':
    'Position {{position}} hat keinen Betrag oder eine Menge, die nicht über null liegt. Nichts wurde erfasst; berichtigen Sie die Position oder lassen Sie sie weg.',
  'payables.accountNeeded':
    'Position {{position}} braucht entweder das Bestellte oder ein Konto, nicht beides. Nichts wurde erfasst; wählen Sie eines von beiden.',
  'payables.unknownAccount':
    'Das Konto {{account}} ist unbekannt oder wird von anderen Belegen geführt. Nichts wurde erfasst; wählen Sie ein Konto für Kosten oder Vermögen.',
  'payables.unknownCostLine':
    'Es gibt keine Kostenposition {{costLine}} von {{entity}}, die Sie sehen dürfen. Nichts wurde erfasst; wählen Sie einen der offenen Einkäufe.',
  'payables.unknownReceived':
    'Es gibt keine Kostenposition {{costLine}}, die Sie sehen dürfen. Nichts wurde erfasst; wählen Sie einen der Einkäufe.',
  'payables.droppedCostLine':
    '„{{item}}“ wurde durch einen Änderungsauftrag gestrichen und wird nicht gekauft. Nichts wurde erfasst; nehmen Sie es mit einem Änderungsauftrag wieder auf.',
  'payables.daysNeeded':
    '„{{item}}“ wird immer wieder gekauft. Nichts wurde erfasst; geben Sie den ersten und den letzten Tag an, für den die Position bezahlt.',
  'payables.badDays':
    'Die Tage von „{{from}}“ bis „{{end}}“ sind kein Zeitraum. Nichts wurde erfasst; geben Sie einen ersten und einen späteren letzten Tag an oder keinen von beiden.',
  'payables.sumsDiffer':
    'Die Positionen ergeben {{net}}, mit der Steuer von {{tax}} sind es {{sum}} kleinste Einheiten in {{currency}}; gedruckt sind {{gross}}. Nichts wurde erfasst; berichtigen Sie die Positionen, ihre Steuerschlüssel oder den Bruttobetrag.',
  'payables.unknownTaxCode':
    'Den Steuerschlüssel {{code}} gibt es in {{country}} nicht oder auf keiner Position. Nichts wurde erfasst; wählen Sie einen Schlüssel aus dem Land der Gesellschaft.',
  'payables.taxDiffers':
    'Die Steuer zu {{code}} ist mit {{printed}} kleinsten Einheiten gedruckt und beträgt {{reckoned}}. Nichts wurde erfasst; berichtigen Sie sie oder bitten Sie den Lieferanten um eine richtige Rechnung.',
  'payables.notOpen':
    '{{number}} ist dafür nicht offen: ihr Zustand ist „{{state}}“. Nichts wurde geändert; sehen Sie in ihrem Verlauf nach.',
  'payables.ownInvoice': 'Sie haben {{number}} selbst erfasst. Nichts wurde geändert; jemand anderes muss sie annehmen.',
  'payables.notReady':
    '{{number}} ist nicht bereit zum Buchen: ihr Zustand ist „{{state}}“. Nichts wurde gebucht; was wartet, muss zuerst angenommen werden.',
  'payables.notPosted':
    '{{number}} ist nicht gebucht: ihr Zustand ist „{{state}}“. Nichts wurde geändert; was nicht gebucht ist, kann abgelehnt werden.',
  'payables.paid': '{{number}} ist ganz oder teilweise bezahlt. Nichts wurde gebucht; nehmen Sie zuerst die Zahlung zurück.',
  'payables.tooEarly': '{{number}} ist vom {{issued}}, nach dem {{day}}. Nichts wurde gebucht; wählen Sie diesen Tag oder einen späteren.',
  'payables.badTolerance':
    'Eine Toleranz beträgt 0 bis 100 % und einen Betrag ab null in {{currency}}. Nichts wurde gespeichert; berichtigen Sie die Prozente oder den Betrag.',
  'payables.nothingReceived':
    'Die Menge von „{{item}}“ sagt nichts, oder es ginge mehr zurück, als eingegangen ist ({{received}}). Nichts wurde erfasst; berichtigen Sie die Menge.',
  'purchases.paidBefore':
    'Der Beleg {{reference}} ist für „{{item}}“ bereits erfasst. Es wurde nichts erfasst; bitte die Ist-Kosten des Vertrags prüfen.',
  'ledger.unbalanced':
    'Die Zeilen gehen nicht auf: {{minor}} kleinste Einheiten {{currency}} bleiben übrig. Es wurde nichts gebucht; Soll und Haben müssen null ergeben.',
  'ledger.roundingTooLarge':
    'Nach dem Runden bleiben {{minor}} kleinste Einheiten {{currency}} übrig, mehr als eine je Zeile. Es wurde nichts gebucht; bitte die festen Beträge prüfen.',
  'ledger.missingRate':
    'Es gibt keinen Wechselkurs von {{from}} nach {{to}}. Es wurde nichts gebucht; das Finanzcontrolling kann ihn unter Wechselkurse erfassen.',
  'rates.missing':
    'Am {{day}} und in den 60 Tagen davor gibt es keinen Wechselkurs von {{from}} nach {{to}} der Quelle {{source}}. Es wurde nichts umgerechnet; erfassen können ihn: {{who}}.',
  'rates.stale':
    'Der letzte Kurs von {{base}} in {{quote}} der Quelle {{source}} ist vom {{published}}, {{age}} Tage vor dem {{day}}; zulässig sind höchstens {{limit}}. Es wurde nichts umgerechnet; einen neueren erfassen oder den alten für diesen Tag vorschlagen können: {{who}}.',
  'field.id': 'Kennung',
  'field.invoice': 'Rechnung',
  'field.supplier': 'Lieferant',
  'field.supplierName': 'Lieferant',
  'field.entity': 'Gesellschaft',
  'field.number': 'Nummer',
  'field.numberKey': 'Nummer ohne Zeichen',
  'field.day': 'Tag',
  'field.due': 'Fällig',
  'field.currency': 'Währung',
  'field.net': 'Netto',
  'field.tax': 'Steuer',
  'field.gross': 'Brutto',
  'field.taxes': 'Steuern',
  'field.code': 'Kürzel',
  'field.base': 'Basis',
  'field.state': 'Zustand',
  'choice.state.exception': 'Abweichung',
  'choice.state.ready': 'Bereit',
  'choice.state.posted': 'Gebucht',
  'choice.state.rejected': 'Abgelehnt',
  'choice.state.undone': 'Zurückgenommen',
  'field.exceptions': 'Abweichungen',
  'field.position': 'Zeile',
  'field.reason': 'Grund',
  'field.note': 'Notiz',
  'field.recordedBy': 'Erfasst von',
  'field.recordedByUser': 'Erfasst von (Benutzer)',
  'field.recordedAt': 'Erfasst am',
  'field.decidedBy': 'Entschieden von',
  'field.decidedAt': 'Entschieden',
  'field.decision': 'Entscheidung',
  'field.postedOn': 'Buchungsdatum',
  'field.journalNumber': 'Buchung',
  'field.costLine': 'Kostenposition',
  'field.contract': 'Vertrag',
  'field.contractNumber': 'Vertrag',
  'field.item': 'Was gekauft wird',
  'field.account': 'Konto',
  'field.description': 'Beschreibung',
  'field.quantity': 'Menge',
  'field.taxCodes': 'Steuerschlüssel',
  'field.from': 'Von',
  'field.to': 'Bis',
  'field.end': 'Ende',
  'field.lines': 'Positionen',
  'field.reference': 'Referenz',
  'field.received': 'Eingegangen',
  'field.quantityPercent': 'Mengentoleranz (%)',
  'field.pricePercent': 'Preistoleranz (%)',
  'field.amount': 'Betrag',
  'field.open': 'Offen',
  'field.onHold': 'Angehalten wegen',
  'field.entityCurrency': 'Währung der Gesellschaft',
  'field.entityOpen': 'Offen (Gesellschaft)',
  'field.groupCurrency': 'Konzernwährung',
  'field.groupOpen': 'Offen (Konzern)',
  'receivables.unknownEntity':
    'Es gibt keine Gesellschaft {{entity}}, die Sie sehen dürfen. Es wurde nichts gebucht; wählen Sie eine aus der Liste.',
  'receivables.unknownItem':
    'Es gibt keinen offenen Posten {{item}} eines Kunden, den Sie sehen dürfen. Es wurde nichts gebucht; wählen Sie einen aus dem Kontoauszug.',
  'receivables.closed': '{{number}} ist schon ausgeglichen. Es wurde nichts gebucht; wählen Sie einen Posten, der noch offen ist.',
  'receivables.sameSide':
    '{{number}} und {{other}} stehen auf derselben Seite. Es wurde nichts gebucht; ordnen Sie Geld oder eine Gutschrift dem zu, was ein Kunde schuldet.',
  'receivables.otherEntity':
    '{{number}} steht in den Büchern von {{entity}}. Es wurde nichts gebucht; Geld einer anderen Gesellschaft kann das nicht unmittelbar begleichen.',
  'receivables.otherCustomer':
    '{{number}} und {{other}} gehören verschiedenen Kunden. Es wurde nichts gebucht; erfassen Sie einen Zahlungseingang für mehrere Kunden ohne einen von ihnen.',
  'receivables.otherCurrency':
    '{{number}} lautet auf {{currency}}, nicht auf {{given}}. Es wurde nichts gebucht; sagen Sie in {{currency}}, wie viel davon gemeint ist.',
  'receivables.overpaid':
    'Von {{number}} lassen sich nicht {{given}} kleinste Einheiten {{currency}} nehmen: offen sind {{open}}. Es wurde nichts gebucht; nehmen Sie höchstens, was offen ist.',
  'receivables.amountsDiffer':
    'Was {{number}} begleicht und was beglichen wird, lautet beides auf {{currency}} und ist verschieden. Es wurde nichts gebucht; geben Sie einen der beiden Beträge an.',
  'receivables.tooEarly':
    '{{number}} wurde am {{posted}} gebucht, nach dem {{day}}. Es wurde nichts gebucht; wählen Sie diesen Tag oder einen späteren.',
  'receivables.nothingToApply': 'Es wurde kein Posten gewählt. Es wurde nichts gebucht; wählen Sie, was bezahlt werden soll.',
  'field.act': 'Vorgang',
  'choice.act.applied': 'Zugeordnet',
  'choice.act.refunded': 'Zurückgezahlt',
  'choice.act.writtenOff': 'Ausgebucht',
  'choice.act.undone': 'Zurückgenommen',
  'field.entityAmount': 'Betrag (Gesellschaft)',
  'field.groupAmount': 'Betrag (Konzern)',
  supplierPayments: 'Zahlungen an Lieferanten',
  paymentProposals: 'Zahlungsvorschläge',
  paymentProposalLines: 'Positionen von Zahlungsvorschlägen',
  'payables.pay': 'Lieferanten bezahlen und Zahlungen vorschlagen',
  'payables.release': 'Zahlungsvorschläge freigeben',
  'payables.toAccept': 'Anzunehmende Eingangsrechnungen',
  'payables.toRelease': 'Freizugebende Zahlungen',
  'payables.undoReceipt': 'Wareneingang zurücknehmen',
  'payables.accounts': 'Lieferantenkonten',
  'payables.account': 'Konto eines Lieferanten',
  'payables.item': 'Verlauf einer Verbindlichkeit',
  'payables.payments': 'Zahlungen an Lieferanten',
  'payables.setOff': 'Gutschrift oder Anzahlung verrechnen',
  'payables.hold': 'Verbindlichkeit zurückhalten',
  'payables.undoPayment': 'Zahlung zurücknehmen',
  'payables.propose': 'Zahlungen vorschlagen',
  'payables.dropProposal': 'Zahlungsvorschlag verwerfen',
  'payables.proposals': 'Zahlungsvorschläge',
  'payables.proposal': 'Zahlungsvorschlag',
  'payables.proposalLines': 'Zahlungsliste',
  'payables.unknownReceipt':
    'Es gibt keinen Wareneingang {{receipt}}, den Sie sehen dürfen. Es wurde nichts geändert; wählen Sie einen aus der Liste.',
  'payables.receiptUsed':
    'Der Wareneingang von {{quantity}} „{{item}}“ wurde schon zurückgenommen, zurückgeschickt oder berechnet. Es wurde nichts geändert; nehmen Sie zuerst die Rechnung zurück oder erfassen Sie die Rücksendung.',
  'payables.otherDelivery':
    '„{{item}}“ kam zu Preisen in {{received}} und wird in {{invoiced}} berechnet. Es wurde nichts gebucht; nehmen Sie zuerst den Wareneingang zurück und buchen Sie dann die Rechnung.',
  'payables.notOwed':
    '{{item}} ist nichts, was diese Gesellschaft diesem Lieferanten schuldet, oder doppelt genannt. Es wurde nichts geändert; wählen Sie einen offenen Posten seines Kontos.',
  'payables.otherSupplier':
    '{{number}} ist von einem anderen Lieferanten. Es wurde nichts gebucht; eine Zahlung geht an einen Lieferanten.',
  'payables.otherPayment':
    '{{number}} wird in {{currency}} geschuldet, die Zahlung ist in {{given}}. Es wurde nichts gebucht; zahlen Sie jede Währung für sich.',
  'payables.heldBack': '{{number}} wird zurückgehalten: {{reason}}. Es wurde nichts gebucht; heben Sie das zuerst auf.',
  'payables.tooMuchPaid':
    'Von {{number}} sind {{open}} kleinste Einheiten {{currency}} offen; {{given}} würden ausgeglichen. Es wurde nichts gebucht; berichtigen Sie den Betrag oder das Skonto.',
  'payables.nothingToPay':
    'Die Zahlung an {{supplier}} bezahlt nichts. Es wurde nichts gebucht; wählen Sie, was bezahlt wird, oder geben Sie eine Anzahlung an.',
  'payables.creditsExceed':
    'Die Gutschriften von {{supplier}} übersteigen das Bezahlte um {{over}} kleinste Einheiten {{currency}}. Es wurde nichts gebucht; verrechnen Sie weniger davon.',
  'payables.cannotUndo':
    '{{journal}} ist keine Zahlung an einen Lieferanten, die sich zurücknehmen ließe; sie wurde durch {{by}} zurückgenommen oder ist etwas anderes. Es wurde nichts gebucht; sehen Sie sich die Buchung an.',
  'payables.advanceUsed': 'Ein Teil der Anzahlung {{number}} ist schon verrechnet. Es wurde nichts gebucht; nehmen Sie zuerst das zurück.',
  'payables.nothingDue':
    '{{entity}} schuldet in {{currency}} nichts, was bis {{day}} fällig und weder zurückgehalten noch vorgeschlagen ist. Es wurde nichts vorgeschlagen; wählen Sie einen späteren Tag.',
  'payables.unknownProposal':
    'Es gibt keinen Zahlungsvorschlag {{proposal}}, den Sie sehen dürfen. Es wurde nichts geändert; wählen Sie einen aus der Liste.',
  'payables.notProposed':
    'Über den Vorschlag hat {{by}} schon entschieden: sein Status ist „{{state}}“. Es wurde nichts geändert; machen Sie einen neuen Vorschlag.',
  'payables.ownProposal': 'Sie haben diese Zahlungen selbst vorgeschlagen. Es wurde nichts bezahlt; jemand anders muss sie freigeben.',
  'payables.proposalOld':
    '{{number}} hat sich geändert, seit es vorgeschlagen wurde. Es wurde nichts bezahlt; verwerfen Sie den Vorschlag und machen Sie einen neuen.',
  'field.earlyPercent': 'Skonto (%)',
  'field.earlyUntil': 'Skonto bis',
  'field.takesBack': 'Nimmt zurück',
  'field.paidOn': 'Bezahlt am',
  'field.bankCharges': 'Bankgebühren',
  'field.advance': 'Anzahlung',
  'field.payOn': 'Zahlen am',
  'field.dueUntil': 'Fällig bis',
  'choice.state.proposed': 'Vorgeschlagen',
  'choice.state.released': 'Freigegeben',
  'choice.state.dropped': 'Entfallen',
  'field.proposedAt': 'Vorgeschlagen am',
  'field.proposedBy': 'Vorgeschlagen von',
  'field.proposedByUser': 'Vorgeschlagen von (Benutzer)',
  'field.openItem': 'Offener Posten',
  'field.pay': 'Zu zahlen',
  'field.credit': 'Guthaben',
  'field.items': 'Offene Posten',
  'field.held': 'Zurückgehalten',
  'field.createdAt': 'Angelegt',
  'field.createdBy': 'Angelegt von',
  'field.receipt': 'Beleg',
  'field.source': 'Quelle',
  'field.applications': 'Zugeordnet zu',
  'field.payments': 'Zahlungen',
  'field.journal': 'Buchung',
  'field.journals': 'Buchungen',
  'field.totals': 'Summen',
  'field.steps': 'Stufen',
  'field.overdueDays': 'Tage überfällig',
  'field.age': 'Alter',
  'field.earlyDiscount': 'Skonto',
  'field.paymentProposal': 'Zahlungsvorschlag',
  supplierBankAccounts: 'Bankkonten der Lieferanten',
  supplierPayees: 'Wohin Lieferanten bezahlt werden',
  payingAccounts: 'Konten, von denen gezahlt wird',
  paymentFiles: 'Dateien für Banken',
  'payables.bankAccounts': 'Bankkonten der Lieferanten',
  'payables.proposeBankAccount': 'Bankkonto eines Lieferanten vorschlagen',
  'payables.decideBankAccount': 'Über das Bankkonto eines Lieferanten entscheiden',
  'payables.payingAccount': 'Konto, von dem gezahlt wird',
  'payables.savePayingAccount': 'Konto festlegen, von dem gezahlt wird',
  'payables.paymentFile': 'Datei für die Bank',
  'payables.seeBankAccounts': 'Nummern von Bankkonten sehen',
  'payables.toAgree': 'Bankkonten zum Zustimmen',
  'payables.accountIncomplete':
    'Auf dieses Konto lässt sich so nicht zahlen. Es wurde nichts gespeichert; geben Sie eine IBAN an, oder eine Bankleitzahl (Sort Code) oder Routing Number mit Kontonummer, oder dazu eine BIC.',
  'payables.accountWrong':
    '{{number}} kann keine Kontonummer sein ({{fault}}). Es wurde nichts gespeichert; lesen Sie sie noch einmal ab und fragen Sie den Lieferanten unter einer Nummer, die Sie kennen.',
  'payables.bankCodeWrong':
    '{{code}} kann keine Bank bezeichnen. Es wurde nichts gespeichert; berichtigen Sie die BIC oder die Routing Number.',
  'payables.accountWaits':
    'Ein Bankkonto von {{supplier}} wartet darauf, dass jemand zustimmt. Es wurde nichts gespeichert; lassen Sie zuerst darüber entscheiden.',
  'payables.sameAccount':
    '{{supplier}} wird schon auf dieses Konto bezahlt. Es wurde nichts gespeichert; es braucht sich nichts zu ändern.',
  'payables.notConfirmed':
    'Es fehlt, wie der Lieferant das Konto bestätigt hat. Es wurde nichts gespeichert; rufen Sie unter einer Nummer an, die Sie kennen, nicht unter der aus dem Brief, und geben Sie an, mit wem Sie gesprochen haben.',
  'payables.unknownBankAccount':
    'Es gibt kein Bankkonto {{bankAccount}} eines Lieferanten. Es wurde nichts geändert; wählen Sie eines aus der Liste.',
  'payables.bankAccountDecided':
    'Über das Bankkonto hat {{by}} schon entschieden. Es wurde nichts geändert; schlagen Sie es noch einmal vor, wenn das falsch war.',
  'payables.ownBankAccount': 'Dieses Bankkonto haben Sie selbst vorgeschlagen. Es wurde nichts geändert; jemand anderes muss zustimmen.',
  'payables.reasonMissing':
    'Es fehlt, warum das Bankkonto abgelehnt wird. Es wurde nichts geändert; sagen Sie es, damit das nächste stimmt.',
  'payables.bankAccountChanged':
    'Das Bankkonto von {{supplier}} ist ein anderes als beim Vorschlag der Zahlungen. Es wurde nichts gezahlt; verwerfen Sie den Vorschlag und machen Sie einen neuen, der zeigt, wohin das Geld geht.',
  'payables.serviceUserWrong':
    '{{number}} ist keine Service User Number: sie hat sechs Ziffern. Es wurde nichts gespeichert; nehmen Sie sie aus dem Brief Ihrer Bank.',
  'payables.notReleased':
    'Der Vorschlag ist nicht freigegeben: sein Stand ist „{{state}}“. Es wurde keine Datei geschrieben; zuerst gibt ihn jemand anderes frei.',
  'payables.bankAccountMissing':
    'Zahlung {{number}} geht an {{supplier}}, für den niemand einem Bankkonto zugestimmt hat. Es wurde keine Datei geschrieben; nehmen Sie die Zahlung zurück, lassen Sie dem Konto zustimmen und schlagen Sie sie neu vor.',
  'payables.formatUnfit':
    'Das Format „{{format}}“ kann diese Zahlungen in {{currency}} nicht fassen: die Währung oder ein Konto passt nicht. Es wurde keine Datei geschrieben; wählen Sie ein anderes Format.',
  'payables.payerIncomplete':
    '{{entity}} hat kein Konto, von dem „{{format}}“ zahlen kann. Es wurde keine Datei geschrieben; das Finanzcontrolling kann festlegen, von welchem Konto gezahlt wird.',
  'payables.paymentTooLarge':
    'Zahlung {{number}} ist größer, als ein Satz dieses Formats fassen kann. Es wurde keine Datei geschrieben; wählen Sie ein anderes Format.',
  'field.bankAccount': 'Bankkonto',
  'field.accountHolder': 'Kontoinhaber',
  'field.iban': 'IBAN',
  'field.bic': 'Bankleitcode (BIC)',
  'field.sortCode': 'Bankleitzahl (Sort Code)',
  'field.accountNumber': 'Kontonummer',
  'field.routingNumber': 'Routing Number',
  'field.ending': 'Endet auf',
  'field.confirmation': 'Wie es bestätigt wurde',
  'field.waiting': 'Wartet',
  'field.serviceUser': 'Service User Number (Bacs)',
  'field.files': 'Dateien',
  'field.format': 'Format',
  'field.sequence': 'Laufende Nummer',
  'field.file': 'Datei',
  'field.writtenAt': 'Geschrieben',
  'field.writtenBy': 'Geschrieben von',
  'field.agree': 'Zustimmen',
  'field.agreedAt': 'Zugestimmt',
  'choice.state.agreed': 'Zugestimmt',
  'choice.state.declined': 'Abgelehnt',
  'choice.state.replaced': 'Ersetzt',
  'choice.format.sepa': 'SEPA-Überweisung (pain.001)',
  'choice.format.bacs': 'Bacs Standard 18',
  'choice.format.list': 'Liste (CSV)',
} satisfies WordsOf<typeof payablesModule> & MoreWords
