import type en from './words.en.ts'

export default {
  'einvoice.ui.title': 'E-Rechnung',
  'einvoice.ui.none': '{{customer}} erhält keine E-Rechnungen. Der Weg wird auf der Seite des Kunden gewählt.',
  'einvoice.ui.notApplicable':
    'Dieses Dokument ist in einer E-Rechnung nach EN 16931 nicht darstellbar: Die Gesellschaft sitzt außerhalb Europas, oder eine Position hat mehrere Steuern.',
  'einvoice.ui.waiting': 'Noch nicht erstellt. Sie wird beim Drucken der Rechnung geschrieben und geprüft, oder jetzt.',
  'einvoice.ui.wouldBeInvalid': 'Zurzeit wäre sie ungültig:',
  'einvoice.ui.invalid':
    'Sie ist ungültig und wird nicht ausgegeben. Bitte beim Kunden oder bei der Gesellschaft ergänzen, was fehlt, und erneut erstellen.',
  'einvoice.ui.enclosed': 'Sie liegt auch in der gedruckten PDF-Datei.',
  'einvoice.ui.prepare': 'Erstellen',
  'einvoice.ui.again': 'Erneut erstellen',
  'einvoice.ui.prepared': 'Die E-Rechnung ist gültig und archiviert.',
  'einvoice.ui.preparedInvalid': 'Die E-Rechnung ist ungültig. Was fehlt, steht auf der Seite.',
  'einvoice.ui.download': 'XML herunterladen',
  'einvoice.ui.report': 'Prüfbericht',
  'einvoice.ui.findings': 'Befunde',
  'einvoice.ui.noFindings': 'Alle Regeln sind eingehalten.',
  'einvoice.ui.rule': 'Regel',
  'einvoice.ui.level': 'Schwere',
  'einvoice.ui.place': 'Wo',
  'einvoice.ui.wants': 'Was sie verlangt',
  'einvoice.ui.document': 'Dokument',
  'einvoice.ui.line': 'Position {{number}}',
  'einvoice.ui.by': '{{at}}, {{by}}',
  'einvoice.ui.buyer': 'E-Rechnungen',
  'einvoice.ui.seller': 'E-Rechnungen',
  'einvoice.ui.edit': 'Bearbeiten',
  'einvoice.ui.discount': '{{percent}} % binnen {{days}} Tagen',
  'einvoice.ui.nothingKnown': 'Wie dieser Kunde Rechnungen wünscht, ist noch nicht angegeben. Sie werden gedruckt.',
  'einvoice.ui.nothingKnownOfEntity': 'E-Rechnungen brauchen einen Ansprechpartner mit Telefon und E-Mail. Noch ist keiner angegeben.',
  'einvoice.ui.toEmail': 'An die E-Mail für Rechnungen',
  'einvoice.ui.hint.buyerReference':
    'Für eine XRechnung: bei öffentlichen Auftraggebern die Leitweg-ID, sonst was der Kunde dort erwartet.',
  'einvoice.ui.hint.electronicAddress': 'Bleibt das Feld leer, gehen Rechnungen an die E-Mail für Rechnungen.',
  'einvoice.ui.hint.addressScheme':
    'Nach der Liste EAS: EM E-Mail, 0204 Leitweg-ID, 9930 deutsche USt-IdNr., 9914 österreichische, 9932 britische, 0088 GLN.',
  'einvoice.ui.hint.mandate': 'Mit einem Mandat sagt die E-Rechnung, dass der Betrag eingezogen wird.',
  'einvoice.ui.hint.cashDiscountDays': 'Skonto: beide Felder oder keines.',
  'einvoice.ui.hint.contactName': 'XRechnung verlangt eine Person oder Abteilung mit Telefon und E-Mail.',
  'einvoice.ui.hint.localTaxNumber': 'Neben der USt-IdNr., wo das Finanzamt eine vergeben hat.',
} satisfies Record<keyof typeof en, string>
