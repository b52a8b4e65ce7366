import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { ordersModule } from './module.ts'
import boughtWords from '../purchases/bought-words.de.ts'
import saleWords from '../quotes/sale-words.de.ts'

export default {
  ...saleWords,
  ...boughtWords,
  'module.orders': 'Aufträge',
  orders: 'Aufträge',
  orderLines: 'Auftragspositionen',
  orderCosts: 'Einkäufe zu Aufträgen',
  orderDocuments: 'Grundlagen von Aufträgen',
  orderChanges: 'Änderungen von Einkäufen',
  'orders.list': 'Aufträge',
  'orders.lines': 'Auftragspositionen',
  'orders.get': 'Auftrag',
  'orders.unknown': 'Es gibt keinen Auftrag {{order}}, den Sie sehen dürfen. Es wurde nichts geändert; bitte einen aus der Liste wählen.',
  'orders.save': 'Auftrag speichern',
  'orders.signed':
    'Auftrag {{order}} ist kein Entwurf mehr ({{state}}) und bleibt, wie er unterschrieben wurde. Es wurde nichts geändert; bitte einen Änderungsauftrag schreiben und diesen unterschreiben lassen.',
  'orders.amend': 'Änderungsauftrag beginnen',
  'orders.amendedAlready':
    'Zu Auftrag {{order}} gibt es schon den Änderungsauftrag {{other}}. Es wurde nichts geändert; bitte an diesem weiterarbeiten oder ihn stornieren.',
  'orders.replacesOther':
    'Auftrag {{order}} gehört zu einem anderen Kunden oder einer anderen Gesellschaft, dieser kann ihn also nicht ersetzen. Es wurde nichts gespeichert; bitte für den anderen Kunden einen neuen Auftrag schreiben.',
  'orders.replacedMeanwhile':
    'Auftrag {{order}} ist ein Änderungsauftrag, doch für das, was er ändert, steht schon {{other}}: geliefert würde beides. Es wurde nichts geändert; bitte den Änderungsauftrag stornieren oder den anderen, wo er noch nicht ausgeführt ist.',
  'orders.otherEntity':
    'Auftrag {{order}} gehört zu {{entity}}. Es wurde nichts gespeichert; bitte für eine andere Gesellschaft einen neuen Auftrag schreiben.',
  'orders.foreignContact':
    'Ansprechpartner {{contact}} gehört nicht zum Kunden. Es wurde nichts gespeichert; bitte jemanden vom Kunden wählen.',
  'orders.badPaymentDays':
    'Ein Zahlungsziel von {{days}} Tagen ist nicht möglich. Es wurde nichts gespeichert; bitte 0 bis 365 Tage angeben.',
  'orders.otherContract':
    'Der Vertrag, den Auftrag {{order}} ergänzt, gehört einem anderen Kunden oder einer anderen Gesellschaft. Es wurde nichts geändert; bitte einen dieses Kunden wählen.',
  'orders.foreignFund':
    'Guthaben „{{fund}}“ gehört einem anderen Kunden oder einer anderen Gesellschaft. Es wurde nichts gespeichert; bitte eines dieses Kunden wählen oder es der Rechnung überlassen.',
  'orders.fromQuote': 'Auftrag aus Angebot',
  'orders.check': 'Auftrag vor der Unterschrift prüfen',
  'orders.paper': 'Auftrag, wie der Kunde ihn unterschreibt',
  'orders.noLines': 'Auftrag {{order}} bestellt nichts. Es wurde nichts erfasst; bitte zuerst eine Position hinzufügen.',
  'orders.quotePaper': 'Angebot, wie der Kunde es unterschreibt',
  'quotes.notIssued': 'Angebot {{quote}} liegt dem Kunden nicht vor. Es wurde nichts geändert; bitte zuerst ausgeben.',
  'orders.signedByLink': 'Per Link unterschrieben, noch kein Auftrag',
  'orders.toTake': 'Per Link unterschrieben, noch kein Auftrag',
  'orders.takeSignature': 'Per Link Unterschriebenes übernehmen',
  'orders.unknownSignature':
    'Es gibt keine Unterschrift {{signature}}, die Sie sehen dürfen. Es wurde nichts erfasst; bitte aus der Liste wählen.',
  'orders.capture': 'Unterschriebenen Auftrag erfassen',
  'orders.otherDocument':
    'Unterschrieben wurde etwas anderes, als Auftrag {{order}} sagt (bei {{at}}). Es wurde nichts erfasst; bitte dem Kunden den Auftrag zeigen, wie er ist, und unterschreiben lassen.',
  'signing.notViewed':
    'Was angesehen wurde ({{viewed}}), ist nicht das Dokument, das unterschrieben werden soll ({{document}}). Es wurde nichts unterschrieben; bitte das Dokument noch einmal zeigen.',
  'signing.viewedLater':
    'Das Dokument wurde {{viewed}} angesehen und nicht, bevor es {{signed}} unterschrieben wurde. Es wurde nichts unterschrieben; bitte erst zeigen, dann zustimmen, dann unterschreiben.',
  'signing.badImage':
    'Die gezeichnete Unterschrift fehlt, ist zu groß oder keine Linie. Es wurde nichts unterschrieben; bitte noch einmal zeichnen.',
  'signing.noClause':
    'Das Dokument enthält keine einzige Klausel. Es wurde nichts unterschrieben; bitte zuerst die Klauseln der Gesellschaft veröffentlichen.',
  'signing.foreignKey':
    'Das Siegel stammt vom Schlüssel {{key}}…, der keiner dieser Firma ist. Es wurde nichts übernommen; bitte zuerst das Gerät anmelden.',
  'signing.badSeal':
    'Das Siegel des Schlüssels {{key}}… passt nicht zu dem, was unterschrieben wurde. Es wurde nichts übernommen; unterwegs wurde etwas verändert.',
  'orders.acceptQuality': 'Auftrag annehmen',
  'orders.notInCheck':
    'Auftrag {{order}} ist nicht in der Qualitätsprüfung ({{state}}). Es wurde nichts geändert; bitte die wartenden Aufträge ansehen.',
  'orders.approvalOpen': 'Auftrag {{order}} wartet auf eine Freigabe. Es wurde nichts geändert; bitte zuerst entscheiden lassen.',
  'orders.approvalDeclined':
    'Eine Freigabe für Auftrag {{order}} wurde abgelehnt. Es wurde nichts geändert; bitte den Auftrag zurückgeben oder einen anderen unterschreiben lassen.',
  'orders.poMissing':
    '{{customer}} verlangt zu Auftrag {{order}} eine Bestellnummer, und noch gibt es keine. Es wurde nichts geändert; bitte zuerst ergänzen.',
  'orders.sendBack': 'Auftrag zurückgeben',
  'orders.supplement': 'Auftrag ergänzen',
  'orders.notSigned':
    'Auftrag {{order}} ist nicht zwischen Unterschrift und Ausführung ({{state}}). Es wurde nichts geändert; ein Entwurf wird gespeichert, Ausgeführtes am Vertrag geändert.',
  'orders.unknownLine': 'Auftrag {{order}} hat keine Position {{line}}. Es wurde nichts geändert; bitte eine seiner Positionen wählen.',
  'orders.rehearseCosts': 'Änderung von Einkäufen durchrechnen',
  'orders.nothingChanged':
    'Die Änderung lässt Position {{line}} von Auftrag {{order}}, wie sie ist. Es wurde nichts geändert; bitte angeben, was anders ist.',
  'orders.changeCosts': 'Einkäufe eines Auftrags ändern',
  'orders.execute': 'Aufträge ausführen',
  'orders.notAccepted':
    'Auftrag {{order}} ist nicht angenommen ({{state}}) und wird nicht ausgeführt. Es wurde nichts geändert; zuerst nimmt ihn die Finanzabteilung an.',
  'contracts.unknownEntity':
    'Eine Gesellschaft {{entity}}, für die Sie verkaufen dürfen, gibt es nicht. Es wurde nichts angelegt; bitte aus der Liste wählen.',
  'contracts.unknownCustomer': 'Den Kunden {{customer}} gibt es nicht. Es wurde nichts angelegt; bitte aus der Liste wählen.',
  'contracts.numberTaken': '{{entity}} hat bereits einen Vertrag {{number}}. Es wurde nichts angelegt; bitte eine andere Nummer wählen.',
  'contracts.unknown':
    'Einen Vertrag {{contract}}, den Sie einsehen dürfen, gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'contracts.ended': 'Der Vertrag {{number}} ist beendet. Es wurde nichts geändert; bitte einen neuen Vertrag anlegen.',
  'contracts.unknownProduct': '{{product}} wird nicht verkauft. Es wurde keine Position hinzugefügt; bitte ein aktives Produkt wählen.',
  'contracts.unknownLine':
    'Eine Vertragsposition {{line}}, die Sie einsehen dürfen, gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'contracts.noCoTerm':
    '{{product}} teilt Zeiträume und Ende nicht mit anderen Positionen. Es wurde nichts geändert; bitte beides weglassen oder eine Version veröffentlichen, die es erlaubt.',
  'contracts.joinsTooLate':
    'Position {{line}} des Vertrags {{contract}} endet am {{end}}, vor dem {{start}}. Es wurde nichts geändert; bitte eine Position wählen, die dann läuft, oder einen früheren Beginn.',
  'contracts.projectNeeded':
    '{{product}} enthält Arbeitszeit und wird über ein Projekt geliefert. Es wurde keine Position hinzugefügt; bitte das Projekt nennen.',
  'contracts.badRenewal':
    'Die Bedingungen der Verlängerung sind nicht möglich: Laufzeiten dauern 1 bis {{limit}} Monate, Kündigungsfristen bis {{days}} Tage, und ein Preis hat bis zu 8 Nachkommastellen. Es wurde nichts geändert; bitte berichtigen.',
  'contracts.negativeQuantity': 'Eine Menge von {{quantity}} ist negativ. Es wurde nichts geändert; Mengen sind null oder größer.',
  'contracts.negativePrice': 'Ein Preis von {{price}} ist negativ. Es wurde nichts geändert; Preise sind null oder größer.',
  'contracts.badPeriod':
    'Ein Abrechnungszeitraum von {{months}} Monaten ist nicht möglich. Es wurde nichts geändert; bitte 1 bis {{limit}} Monate angeben.',
  'contracts.endBeforeStart': 'Das Ende {{end}} liegt vor dem Beginn {{start}}. Es wurde nichts geändert; bitte ein späteres Ende angeben.',
  'contracts.noPrice':
    '{{product}} hat keinen Preis in {{currency}} (Version {{version}}). Es wurde nichts geändert; bitte einen Einzelpreis vereinbaren, eine andere Währung wählen oder eine Produktversion mit dieser Währung veröffentlichen.',
  'contracts.noMilestones':
    'Das Produkt {{product}} nennt keine Meilensteine. Es wurde nichts verkauft. Geben Sie die vereinbarten mit ihren Anteilen an.',
  'contracts.badMilestones':
    'Die Anteile der Meilensteine ergeben {{total}} %, nicht 100 %. Es wurde nichts verkauft. Berichtigen Sie die Anteile; jeder ist größer als null.',
  'rates.missing':
    'Am {{day}} und in den 60 Tagen davor gibt es keinen Wechselkurs von {{from}} nach {{to}} der Quelle {{source}}. Es wurde nichts umgerechnet; erfassen können ihn: {{who}}.',
  'orders.unknownSupplier':
    'Auftrag {{order}} kauft bei {{supplier}} ein, und einen solchen Lieferanten gibt es nicht. Es wurde nichts ausgeführt; bitte den Lieferanten anlegen oder den Einkauf ändern.',
  'orders.contractEnded':
    'Vertrag {{contract}}, den Auftrag {{order}} ergänzt, ist beendet. Es wurde nichts ausgeführt; bitte den Auftrag stornieren und einen neuen unterschreiben lassen.',
  'orders.complete': 'Auftrag abschließen',
  'orders.notExecuting': 'Auftrag {{order}} ist nicht in Ausführung ({{state}}). Es wurde nichts geändert; bitte zuerst ausführen.',
  'orders.notDelivered':
    'Position {{line}} ({{product}}) von Auftrag {{order}} wartet noch auf Lieferung oder Aktivierung. Es wurde nichts geändert; bitte zuerst Lieferung festhalten und Position aktivieren.',
  'orders.cancel': 'Auftrag stornieren',
  'orders.tooLate':
    'Auftrag {{order}} kann nicht mehr storniert werden ({{state}}). Es wurde nichts geändert; bitte stattdessen seine Vertragspositionen beenden.',
  'orders.read': 'Aufträge sehen',
  'orders.write': 'Aufträge schreiben und erfassen',
  'orders.check.noLines': 'Es ist noch nichts bestellt.',
  'orders.check.noPo': '{{customer}} verlangt eine Bestellnummer. Bitte ergänzen oder als „folgt“ markieren.',
  'orders.check.poFollows': 'Die Bestellnummer von {{customer}} folgt; der Auftrag wartet darauf.',
  'orders.check.noContact': 'Beim Kunden ist niemand genannt.',
  'orders.check.noClause': 'Für das, was {{products}} tut, gibt es keine Klausel.',
  'orders.check.untranslated': 'Klausel {{clause}} ist nicht in „{{language}}“ geschrieben; es wird eine andere Sprache gezeigt.',
  'orders.check.noAddress': '{{customer}} hat keine Adresse.',
  'orders.check.noProject': '{{product}} wird über ein Projekt geliefert; ohne Angabe eröffnet der Auftrag ein eigenes.',
  'orders.check.noRate': 'Es gibt keinen Wechselkurs von {{from}} nach {{to}}; die Marge in dieser Währung ist nicht bekannt.',
  'orders.check.oldRate': 'Der letzte hier bekannte Kurs von {{from}} nach {{to}} ist {{rate}} vom {{day}}, {{age}} Tage alt.',
  'orders.check.free': '{{product}} wird kostenlos abgegeben.',
  'orders.check.cliff': '{{quantity}} × {{product}} kosten {{amount}}; {{cheaper}} würden {{less}} kosten.',
  'orders.toCheck': 'Aufträge zu prüfen',
  'orders.toComplete': 'Aufträge zu ergänzen',
  'orders.toExecute': 'Aufträge auszuführen',
  'orders.accept': 'Aufträge in der Qualitätsprüfung annehmen',
  'field.contact': 'Kontakt',
  'choice.state.captured': 'Erfasst',
  'choice.state.qualityCheck': 'Qualitätsprüfung',
  'choice.state.sentBack': 'Zurückgegeben',
  'choice.state.executing': 'In Ausführung',
  'choice.state.complete': 'Abgeschlossen',
  'choice.state.cancelled': 'Verworfen',
  'field.poNumber': 'Bestellnummer',
  'field.poFollows': 'Bestellung folgt',
  'field.quoteVersion': 'Angebotsversion',
  'field.contract': 'Vertrag',
  'field.paymentDays': 'Zahlungsziel in Tagen',
  'field.replaces': 'Ersetzt',
  'field.signature': 'Signatur',
  'field.signedOn': 'Unterschrieben am',
  'field.capturedAt': 'Erfasst',
  'field.capturedBy': 'Eingeholt von',
  'field.documentHash': 'Prüfsumme des Dokuments',
  'field.clauseHashes': 'Prüfsummen der Klauseln',
  'field.decidedBy': 'Entschieden von',
  'field.executedAt': 'Ausgeführt um',
  'field.executedBy': 'Ausgeführt von',
  'field.completedAt': 'Abgeschlossen um',
  'field.changes': 'Änderungen',
  'field.contractLine': 'Vertragsposition',
  'field.line': 'Vertragsposition',
  'field.costLine': 'Kostenposition',
  'field.document': 'Beleg',
  'field.costsBefore': 'Einkäufe vorher',
  'field.costsAfter': 'Einkäufe nachher',
  'field.marginBefore': 'Marge vorher',
  'field.marginAfter': 'Marge nachher',
  'field.recordedAt': 'Erfasst am',
  'field.recordedBy': 'Erfasst von',
  'field.openApprovals': 'Offene Freigaben',
  'field.declinedApprovals': 'Abgelehnte Freigaben',
  'field.contractNumber': 'Vertrag',
  'field.orderNumber': 'Auftrag',
  'field.orderState': 'Stand des Auftrags',
  'choice.orderState.draft': 'Entwurf',
  'choice.orderState.captured': 'Erfasst',
  'choice.orderState.qualityCheck': 'Qualitätsprüfung',
  'choice.orderState.sentBack': 'Zurückgegeben',
  'choice.orderState.accepted': 'Angenommen',
  'choice.orderState.executing': 'In Ausführung',
  'choice.orderState.complete': 'Abgeschlossen',
  'choice.orderState.cancelled': 'Storniert',
  'field.options': 'Optionen',
  'field.signing': 'Unterschrift',
  'field.payload': 'Was unterschrieben wurde',
  'field.viewed': 'Fingerabdruck des Angesehenen',
  'field.signer': 'Unterschrieben von',
  'field.role': 'Rolle',
  'field.email': 'E-Mail',
  'field.place': 'Ort',
  'field.method': 'Verfahren',
  'choice.method.pen': 'Stift oder Finger',
  'choice.method.typed': 'Name getippt',
  'choice.method.link': 'Link',
  'field.image': 'Gezeichnete Unterschrift',
  'field.consentedAt': 'Zugestimmt',
  'field.signedAt': 'Unterschrieben',
  'field.projects': 'Projekte',
} satisfies WordsOf<typeof ordersModule> & MoreWords
