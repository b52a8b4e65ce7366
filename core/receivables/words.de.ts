import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { receivablesModule } from './module.ts'

export default {
  'module.receivables': 'Forderungen',
  receipts: 'Zahlungseingänge',
  settlements: 'Ausgleiche',
  revaluations: 'Neubewertungen',
  'receivables.read': 'Sehen, was Kunden schulden und gezahlt haben',
  'receivables.write': 'Zahlungseingänge erfassen, zuordnen und zurückzahlen',
  'receivables.accounts': 'Kundenkonten',
  'receivables.account': 'Kontoauszug',
  'receivables.item': 'Geschichte eines offenen Postens',
  'receivables.receipts': 'Zahlungseingänge',
  'receivables.receive': 'Zahlungseingang erfassen',
  'receivables.apply': 'Geld oder Gutschrift zuordnen',
  'receivables.refund': 'Zurückzahlen',
  'receivables.writeOff': 'Ausbuchen',
  'receivables.hold': 'Offenen Posten anhalten',
  'receivables.undo': 'Zahlungseingang oder Zuordnung zurücknehmen',
  'receivables.valuation': 'Was eine Neubewertung buchen würde',
  'receivables.revalue': 'Fremdwährungen zum Monatsende bewerten',
  'receivables.revaluations': 'Neubewertungen',
  'receivables.unknownEntity':
    'Es gibt keine Gesellschaft {{entity}}, die Sie sehen dürfen. Es wurde nichts gebucht; wählen Sie eine aus der Liste.',
  'receivables.unknownCustomer': 'Es gibt keinen Kunden {{customer}}, den Sie sehen dürfen. Wählen Sie einen aus der Liste.',
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
  'receivables.nothingReceived':
    'Ein Zahlungseingang braucht einen Betrag über null, und Bankgebühren lauten auf seine Währung {{currency}}. Es wurde nichts gebucht; berichtigen Sie die Beträge.',
  'receivables.nothingToApply': 'Es wurde kein Posten gewählt. Es wurde nichts gebucht; wählen Sie, was bezahlt werden soll.',
  'receivables.nothingToRefund':
    'Der Kunde schuldet {{number}}, es gibt also nichts zurückzuzahlen. Es wurde nichts gebucht; wählen Sie wartendes Geld oder eine Gutschrift.',
  'receivables.cannotUndo':
    'Die Buchung {{journal}} ist weder Zahlungseingang noch Zuordnung, Rückzahlung oder Ausbuchung. Es wurde nichts gebucht; wählen Sie eine aus der Geschichte eines offenen Postens.',
  'receivables.alreadyUndone':
    '{{number}} wurde schon durch {{by}} zurückgenommen. Es wurde nichts gebucht; es bleibt nichts zurückzunehmen.',
  'receivables.stillApplied':
    'Geld von {{number}} ist offenen Posten zugeordnet oder zurückgezahlt. Es wurde nichts gebucht; nehmen Sie zuerst diese Zuordnungen zurück.',
  'receivables.badMonth': '„{{month}}“ ist kein Monat. Es wurde nichts gebucht; geben Sie einen Monat wie 2026-11 an.',
  'receivables.notOver':
    '{{month}} von {{entity}} dauert noch bis {{day}}. Es wurde nichts gebucht; bewerten Sie am letzten Tag oder später.',
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
  'field.number': 'Nummer',
  'field.entity': 'Gesellschaft',
  'field.customer': 'Kunde',
  'field.customerName': 'Kunde',
  'field.receivedOn': 'Eingegangen am',
  'field.currency': 'Währung',
  'field.amount': 'Betrag',
  'field.bankCharges': 'Bankgebühren',
  'field.payer': 'Zahler',
  'field.reference': 'Referenz',
  'field.createdAt': 'Angelegt',
  'field.createdBy': 'Angelegt von',
  'field.openItem': 'Offener Posten',
  'field.journal': 'Buchung',
  'field.event': 'Ereignis',
  'field.act': 'Vorgang',
  'choice.act.applied': 'Zugeordnet',
  'choice.act.refunded': 'Zurückgezahlt',
  'choice.act.writtenOff': 'Ausgebucht',
  'choice.act.undone': 'Zurückgenommen',
  'field.settledOn': 'Ausgeglichen am',
  'field.opposite': 'Verrechnet mit',
  'field.entityCurrency': 'Währung der Gesellschaft',
  'field.entityAmount': 'Betrag (Gesellschaft)',
  'field.groupCurrency': 'Konzernwährung',
  'field.groupAmount': 'Betrag (Konzern)',
  'field.reason': 'Grund',
  'field.revaluation': 'Neubewertung',
  'field.month': 'Monat',
  'field.valuedOn': 'Bewertet zum',
  'field.mirroredOn': 'Zurückgenommen am',
  'field.journals': 'Buchungen',
  'field.entityGain': 'Gewinn (Gesellschaft)',
  'field.groupGain': 'Gewinn (Konzern)',
  'field.rates': 'Wechselkurse',
  'field.received': 'Eingegangen',
  'field.into': 'Eingegangen auf',
  'choice.into.bank': 'Bank',
  'choice.into.cardClearing': 'Kartenzahlungen in Verrechnung',
  'field.applications': 'Zugeordnet zu',
  'field.from': 'Von',
  'field.source': 'Quelle',
  'field.day': 'Tag',
  'field.cost': 'Kosten',
  'choice.cost.badDebt': 'Forderungsverluste',
  'choice.cost.bankCharges': 'Bankgebühren',
  'field.account': 'Konto',
  'field.credit': 'Guthaben',
  'field.items': 'Offene Posten',
  'field.due': 'Fällig',
  'field.held': 'Zurückgehalten',
  'field.open': 'Offen',
  'field.period': 'Monat',
  'receivables.claimRelief': 'Steuer eines Forderungsausfalls zurückholen',
  'receivables.noRelief':
    'Von {{number}} ist keine Steuer mehr zurückzuholen: es wurde nichts ausgebucht, es trug keine Steuer, oder sie kam schon zurück. Es wurde nichts gebucht; sehen Sie sich den Verlauf an.',
  'receivables.reliefLater':
    'Die Steuer von {{number}} darf ab {{from}} zurückgeholt werden ({{source}}). Es wurde nichts gebucht; tun Sie es dann.',
  'field.tax': 'Steuer',
  'field.reliefFrom': 'Steuer kommt zurück ab',
  'receivables.ageing': 'Forderungen an Kunden nach Alter',
} satisfies WordsOf<typeof receivablesModule> & MoreWords
