import { clauseText } from '../terms/clause.ts'
import type { Occasion } from '../terms/occasions.ts'

interface Words {
  readonly title: string
  readonly text: string
}
export interface DemoClause {
  readonly code: string
  readonly entity?: 'NLUK' | 'NLDE' | 'NLIN'
  readonly version?: number
  readonly occasion: Occasion
  readonly rank: number
  readonly validFrom?: string
  readonly note?: string
  readonly en: Words
  readonly de?: Words
}

/** The clauses of the demo group, in plain words. Those of single companies say what their law wants said. */
export const demoClauses: readonly DemoClause[] = [
  {
    code: 'SCOPE',
    occasion: 'always',
    rank: 10,
    en: {
      title: 'What this document is',
      text: 'This document, its price lines and the clauses below are the whole agreement about what is listed here. They come before general terms of either side.\n\nChanges are agreed in text form and name this document.',
    },
    de: {
      title: 'Was dieses Dokument ist',
      text: 'Dieses Dokument, seine Preiszeilen und die folgenden Klauseln sind die gesamte Vereinbarung über das, was hier aufgeführt ist. Sie gehen allgemeinen Geschäftsbedingungen beider Seiten vor.\n\nÄnderungen werden in Textform vereinbart und nennen dieses Dokument.',
    },
  },
  {
    code: 'SERVICE',
    occasion: 'recurring',
    rank: 20,
    en: {
      title: 'Running services',
      text: 'We provide the services that run on from the start date, during the service hours that the service description names. The customer tells us of disturbances by the ways we have named for it, and gives us the access and the information that we need.',
    },
    de: {
      title: 'Laufende Leistungen',
      text: 'Wir erbringen die laufenden Leistungen ab dem Beginn zu den Servicezeiten, die die Leistungsbeschreibung nennt. Der Kunde meldet Störungen auf den Wegen, die wir dafür genannt haben, und gibt uns die Zugänge und Auskünfte, die wir brauchen.',
    },
  },
  {
    code: 'TERM',
    occasion: 'fixedTerm',
    rank: 30,
    en: {
      title: 'First term',
      text: 'The first term stands on the price line and begins on the start date. Within it neither side can end the line without cause. The right to end it for good cause stays untouched.',
    },
    de: {
      title: 'Erstlaufzeit',
      text: 'Die Erstlaufzeit steht in der Preiszeile und beginnt mit dem Beginn der Leistung. Innerhalb dieser Zeit kann keine Seite die Zeile ordentlich kündigen. Das Recht zur Kündigung aus wichtigem Grund bleibt unberührt.',
    },
  },
  {
    code: 'OPEN-TERM',
    occasion: 'openTerm',
    rank: 32,
    en: {
      title: 'Until further notice',
      text: 'A line without a first term runs until further notice. Either side can end it with 30 days’ notice to the end of a calendar month.',
    },
    de: {
      title: 'Bis auf Weiteres',
      text: 'Eine Zeile ohne Erstlaufzeit läuft bis auf Weiteres. Jede Seite kann sie mit einer Frist von 30 Tagen zum Ende eines Kalendermonats kündigen.',
    },
  },
  {
    code: 'RENEWAL',
    occasion: 'autoRenewal',
    rank: 34,
    en: {
      title: 'Automatic renewal',
      text: 'When a term ends, the line renews by itself for the extension that its product names, unless either side has given notice in time. We remind the customer in text form before the last day on which notice can be given.',
    },
    de: {
      title: 'Automatische Verlängerung',
      text: 'Endet eine Laufzeit, verlängert sich die Zeile von selbst um die Verlängerung, die das Produkt nennt, sofern keine Seite rechtzeitig gekündigt hat. Wir erinnern den Kunden in Textform vor dem letzten Tag, an dem gekündigt werden kann.',
    },
  },
  {
    code: 'RENEWAL',
    entity: 'NLDE',
    occasion: 'autoRenewal',
    rank: 34,
    en: {
      title: 'Automatic renewal',
      text: 'When a term ends, the line renews by itself for the extension that its product names, unless either side has given notice in text form in time. After the first term a line of a customer who is a consumer can be ended at any time with one month’s notice (section 309 no. 9 BGB).',
    },
    de: {
      title: 'Automatische Verlängerung',
      text: 'Endet eine Laufzeit, verlängert sich die Zeile von selbst um die Verlängerung, die das Produkt nennt, sofern keine Seite rechtzeitig in Textform gekündigt hat. Ist der Kunde Verbraucher, kann er nach der Erstlaufzeit jederzeit mit einer Frist von einem Monat kündigen (§ 309 Nr. 9 BGB).',
    },
  },
  {
    code: 'STEP-BACK',
    occasion: 'withdrawal',
    rank: 36,
    en: {
      title: 'Stepping back',
      text: 'The customer may step back from the line within the days that its product names, counted from the start or from a renewal. What was used until then is paid; anything beyond is returned.',
    },
    de: {
      title: 'Rücktritt',
      text: 'Der Kunde darf innerhalb der Tage, die das Produkt nennt, von der Zeile zurücktreten, gerechnet ab dem Beginn oder einer Verlängerung. Was bis dahin genutzt wurde, wird bezahlt; was darüber hinausgeht, wird erstattet.',
    },
  },
  {
    code: 'QUANTITY',
    occasion: 'decrease',
    rank: 38,
    en: {
      title: 'Quantities within a term',
      text: 'Within a term the quantity can rise at any time and does not fall below what is agreed here. A lower quantity is agreed for the next term.',
    },
    de: {
      title: 'Mengen innerhalb einer Laufzeit',
      text: 'Innerhalb einer Laufzeit kann die Menge jederzeit steigen; unter das hier Vereinbarte sinkt sie nicht. Eine geringere Menge wird für die nächste Laufzeit vereinbart.',
    },
  },
  {
    code: 'PRICE-HELD',
    occasion: 'priceBinding',
    rank: 40,
    en: {
      title: 'Held prices',
      text: 'For the months that the product names, the unit price of the line does not change, whatever a price list or an index does.',
    },
    de: {
      title: 'Gehaltene Preise',
      text: 'Für die Monate, die das Produkt nennt, ändert sich der Einzelpreis der Zeile nicht, gleich was eine Preisliste oder ein Index tut.',
    },
  },
  {
    code: 'PRICE-RISE',
    occasion: 'priceRise',
    rank: 42,
    en: {
      title: 'Price adjustment',
      text: 'Once in twelve months we may adjust the unit price as the product says: by the index that it names, or by its fixed rate, within its floor and cap.\n\nWe announce the new price in text form at least 30 days before it applies and show how it comes about.',
    },
    de: {
      title: 'Preisanpassung',
      text: 'Einmal in zwölf Monaten dürfen wir den Einzelpreis so anpassen, wie es das Produkt sagt: nach dem dort genannten Index oder nach seinem festen Satz, innerhalb von Unter- und Obergrenze.\n\nWir kündigen den neuen Preis in Textform mindestens 30 Tage vorher an und zeigen, wie er zustande kommt.',
    },
  },
  {
    code: 'PRICE-RISE',
    version: 2,
    occasion: 'priceRise',
    rank: 42,
    validFrom: '2026-07-01',
    note: 'Falling indices are passed on; notice of 60 days instead of 30.',
    en: {
      title: 'Price adjustment',
      text: 'Once in twelve months we may adjust the unit price as the product says: by the index that it names, or by its fixed rate, within its floor and cap. Where the index falls, the price falls with it unless the product says otherwise.\n\nWe announce the new price in text form at least 60 days before it applies and show how it comes about.',
    },
    de: {
      title: 'Preisanpassung',
      text: 'Einmal in zwölf Monaten dürfen wir den Einzelpreis so anpassen, wie es das Produkt sagt: nach dem dort genannten Index oder nach seinem festen Satz, innerhalb von Unter- und Obergrenze. Fällt der Index, fällt der Preis mit, sofern das Produkt nichts anderes sagt.\n\nWir kündigen den neuen Preis in Textform mindestens 60 Tage vorher an und zeigen, wie er zustande kommt.',
    },
  },
  {
    code: 'BANDS',
    occasion: 'bands',
    rank: 44,
    en: {
      title: 'Prices by band',
      text: 'Where a line is priced by bands, the bands on the line decide. The quantity of each billing period is put into them anew.',
    },
    de: {
      title: 'Gestaffelte Preise',
      text: 'Ist der Preis einer Zeile gestaffelt, gelten die Stufen der Zeile. Die Menge jedes Abrechnungszeitraums wird neu in die Stufen eingeordnet.',
    },
  },
  {
    code: 'COUNTS',
    occasion: 'measured',
    rank: 46,
    en: {
      title: 'What is counted',
      text: 'What is billed by counts follows our measuring systems. We show each count on request. Objections within 60 days of the invoice are checked and corrected where they are right.',
    },
    de: {
      title: 'Was gezählt wird',
      text: 'Was nach Zählung berechnet wird, richtet sich nach unseren Messsystemen. Auf Wunsch zeigen wir jede Zählung. Einwände innerhalb von 60 Tagen nach der Rechnung werden geprüft und, wo sie zutreffen, berichtigt.',
    },
  },
  {
    code: 'ADVANCE',
    occasion: 'advance',
    rank: 48,
    en: {
      title: 'Billing in advance',
      text: 'Running lines are billed in advance for the period that the line names. What begins or ends within a period is billed by days.',
    },
    de: {
      title: 'Abrechnung im Voraus',
      text: 'Laufende Zeilen werden im Voraus für den Zeitraum berechnet, den die Zeile nennt. Was innerhalb eines Zeitraums beginnt oder endet, wird nach Tagen berechnet.',
    },
  },
  {
    code: 'PREPAID',
    occasion: 'prepaid',
    rank: 50,
    en: {
      title: 'Prepaid funds',
      text: 'What is paid in advance goes into a fund of the customer. Each use is drawn from it and shown on a statement. A fund cannot be passed on to third parties.',
    },
    de: {
      title: 'Vorausbezahlte Kontingente',
      text: 'Was im Voraus bezahlt wird, füllt ein Kontingent des Kunden. Jede Nutzung wird daraus entnommen und auf einem Auszug gezeigt. Ein Kontingent kann nicht an Dritte weitergegeben werden.',
    },
  },
  {
    code: 'EXPIRY',
    occasion: 'prepayExpiry',
    rank: 52,
    en: {
      title: 'Expiry of prepaid funds',
      text: 'What is left of a purchase lapses after the months that the product names, counted from the day of purchase. The oldest purchase is used first. We remind the customer in text form 30 days before anything lapses; what lapses is not paid back.',
    },
    de: {
      title: 'Verfall vorausbezahlter Kontingente',
      text: 'Was von einem Kauf übrig ist, verfällt nach den Monaten, die das Produkt nennt, gerechnet ab dem Tag des Kaufs. Der älteste Kauf wird zuerst verbraucht. Wir erinnern den Kunden in Textform 30 Tage, bevor etwas verfällt; Verfallenes wird nicht erstattet.',
    },
  },
  {
    code: 'BEYOND',
    occasion: 'prepayOverage',
    rank: 54,
    en: {
      title: 'Use beyond the fund',
      text: 'Use beyond what is left in the fund is billed at the rate that the product names, or else at our price list of the day. Nobody has to ask first, unless the customer wishes so in text form.',
    },
    de: {
      title: 'Nutzung über das Kontingent hinaus',
      text: 'Was über das Kontingent hinaus genutzt wird, berechnen wir zu dem Satz, den das Produkt nennt, sonst nach unserer Preisliste des Tages. Eine Rückfrage ist nicht nötig, es sei denn, der Kunde wünscht sie in Textform.',
    },
  },
  {
    code: 'TOP-UP',
    occasion: 'autoTopUp',
    rank: 56,
    en: {
      title: 'Automatic top-up',
      text: 'When the fund falls to the threshold that the product names, it is topped up by itself and the purchase is billed. The customer can end this with 14 days’ notice in text form.',
    },
    de: {
      title: 'Automatisches Auffüllen',
      text: 'Fällt das Kontingent auf die Schwelle, die das Produkt nennt, wird es von selbst aufgefüllt und der Kauf berechnet. Der Kunde kann dies mit einer Frist von 14 Tagen in Textform beenden.',
    },
  },
  {
    code: 'TIME',
    occasion: 'time',
    rank: 60,
    en: {
      title: 'Time and rates',
      text: 'Time is recorded to the quarter of an hour and shown by day, person and task. Work outside of 08:00 to 18:00 on working days counts with the factors that the product names. Travel is billed as agreed in the order, otherwise at half the rate.',
    },
    de: {
      title: 'Zeit und Stundensätze',
      text: 'Zeiten werden auf die Viertelstunde erfasst und nach Tag, Person und Aufgabe ausgewiesen. Arbeit außerhalb von 08:00 bis 18:00 Uhr an Werktagen zählt mit den Faktoren, die das Produkt nennt. Reisezeit wird wie im Auftrag vereinbart berechnet, sonst zum halben Satz.',
    },
  },
  {
    code: 'PROJECT',
    occasion: 'project',
    rank: 62,
    en: {
      title: 'Projects',
      text: 'Both sides name one person who decides for the project. Dates are binding once both have confirmed them in text form. What is wanted beyond this order is agreed as a change order before it is begun.',
    },
    de: {
      title: 'Projekte',
      text: 'Beide Seiten benennen je eine Person, die für das Projekt entscheidet. Termine sind verbindlich, sobald beide sie in Textform bestätigt haben. Was über diesen Auftrag hinaus gewünscht wird, wird als Änderungsauftrag vereinbart, bevor es begonnen wird.',
    },
  },
  {
    code: 'ACCEPTANCE',
    occasion: 'milestones',
    rank: 64,
    en: {
      title: 'Acceptance by milestones',
      text: 'Each milestone is handed over for acceptance. It counts as accepted when the customer says so, uses it in daily work, or names no material fault within 14 days.',
    },
    de: {
      title: 'Abnahme nach Meilensteinen',
      text: 'Jeder Meilenstein wird zur Abnahme übergeben. Er gilt als abgenommen, wenn der Kunde es erklärt, ihn im Alltag nutzt oder innerhalb von 14 Tagen keinen wesentlichen Mangel nennt.',
    },
  },
  {
    code: 'SUPPLIER',
    occasion: 'supplierTerm',
    rank: 66,
    en: {
      title: 'Terms of suppliers',
      text: 'For what we buy for this order we are bound to suppliers for a term. Where the customer ends a line early, the remaining cost of these purchases is due at once, less what we can save.',
    },
    de: {
      title: 'Laufzeiten von Lieferanten',
      text: 'Für das, was wir für diesen Auftrag beziehen, sind wir Lieferanten für eine Laufzeit verpflichtet. Beendet der Kunde eine Zeile vorzeitig, werden die restlichen Kosten dieser Käufe sofort fällig, abzüglich dessen, was wir einsparen können.',
    },
  },
  {
    code: 'PAYMENT',
    entity: 'NLUK',
    occasion: 'always',
    rank: 80,
    en: {
      title: 'Payment',
      text: 'Invoices are due within the days that stand on the first page. For late payment, interest is due under the Late Payment of Commercial Debts (Interest) Act 1998. All prices are net of VAT.',
    },
    de: {
      title: 'Zahlung',
      text: 'Rechnungen sind innerhalb der Tage fällig, die auf der ersten Seite stehen. Bei Verzug fallen Zinsen nach dem Late Payment of Commercial Debts (Interest) Act 1998 an. Alle Preise verstehen sich ohne Umsatzsteuer.',
    },
  },
  {
    code: 'PAYMENT',
    entity: 'NLDE',
    occasion: 'always',
    rank: 80,
    en: {
      title: 'Payment',
      text: 'Invoices are due without deduction within the days that stand on the first page. For late payment the statutory interest of section 288 (2) BGB is due. All prices are net of VAT.',
    },
    de: {
      title: 'Zahlung',
      text: 'Rechnungen sind ohne Abzug innerhalb der Tage fällig, die auf der ersten Seite stehen. Bei Verzug gelten die gesetzlichen Zinsen nach § 288 Abs. 2 BGB. Alle Preise verstehen sich zuzüglich Umsatzsteuer.',
    },
  },
  {
    code: 'PAYMENT',
    entity: 'NLIN',
    occasion: 'always',
    rank: 80,
    en: {
      title: 'Payment',
      text: 'Invoices are due within the days that stand on the first page. Tax deducted at source is certified to us within the time that the law sets. For late payment, interest of 1 % a month is due. All prices are net of GST.',
    },
    de: {
      title: 'Zahlung',
      text: 'Rechnungen sind innerhalb der Tage fällig, die auf der ersten Seite stehen. An der Quelle einbehaltene Steuern werden uns in der gesetzlichen Frist bescheinigt. Bei Verzug fallen Zinsen von 1 % im Monat an. Alle Preise verstehen sich ohne GST.',
    },
  },
  {
    code: 'DATA',
    entity: 'NLUK',
    occasion: 'always',
    rank: 82,
    en: {
      title: 'Data protection',
      text: 'We process personal data of the customer only on the customer’s instructions and under the UK GDPR and the Data Protection Act 2018. Our data processing agreement is part of this order.',
    },
    de: {
      title: 'Datenschutz',
      text: 'Wir verarbeiten personenbezogene Daten des Kunden nur auf dessen Weisung und nach der UK GDPR und dem Data Protection Act 2018. Unsere Vereinbarung zur Auftragsverarbeitung ist Teil dieses Auftrags.',
    },
  },
  {
    code: 'DATA',
    entity: 'NLDE',
    occasion: 'always',
    rank: 82,
    en: {
      title: 'Data protection',
      text: 'We process personal data of the customer only on the customer’s instructions (article 28 GDPR). Our data processing agreement is part of this order.',
    },
    de: {
      title: 'Datenschutz',
      text: 'Wir verarbeiten personenbezogene Daten des Kunden nur auf dessen Weisung (Art. 28 DSGVO). Unsere Vereinbarung zur Auftragsverarbeitung ist Teil dieses Auftrags.',
    },
  },
  {
    code: 'DATA',
    entity: 'NLIN',
    occasion: 'always',
    rank: 82,
    en: {
      title: 'Data protection',
      text: 'We process personal data of the customer only on the customer’s instructions and under the Digital Personal Data Protection Act, 2023. Our data processing agreement is part of this order.',
    },
    de: {
      title: 'Datenschutz',
      text: 'Wir verarbeiten personenbezogene Daten des Kunden nur auf dessen Weisung und nach dem Digital Personal Data Protection Act, 2023. Unsere Vereinbarung zur Auftragsverarbeitung ist Teil dieses Auftrags.',
    },
  },
  {
    code: 'LIABILITY',
    entity: 'NLUK',
    occasion: 'always',
    rank: 84,
    en: {
      title: 'Liability',
      text: 'Neither side limits its liability for death or personal injury caused by negligence, or for fraud. Otherwise each side is liable up to the net amount of twelve months of this order, and not for lost profit or indirect loss.',
    },
    de: {
      title: 'Haftung',
      text: 'Keine Seite beschränkt ihre Haftung für fahrlässig verursachte Tötung oder Körperverletzung oder für Betrug. Im Übrigen haftet jede Seite bis zum Nettobetrag von zwölf Monaten dieses Auftrags und nicht für entgangenen Gewinn oder mittelbare Schäden.',
    },
  },
  {
    code: 'LIABILITY',
    entity: 'NLDE',
    occasion: 'always',
    rank: 84,
    en: {
      title: 'Liability',
      text: 'We are liable without limit for intent and gross negligence, for injury to life, body and health, and under the Product Liability Act. For slight negligence we are liable only for the breach of essential duties, up to the foreseeable damage that is typical of the contract.',
    },
    de: {
      title: 'Haftung',
      text: 'Wir haften unbeschränkt für Vorsatz und grobe Fahrlässigkeit, für Verletzung von Leben, Körper und Gesundheit sowie nach dem Produkthaftungsgesetz. Bei leichter Fahrlässigkeit haften wir nur für die Verletzung wesentlicher Pflichten, beschränkt auf den vorhersehbaren, vertragstypischen Schaden.',
    },
  },
  {
    code: 'LIABILITY',
    entity: 'NLIN',
    occasion: 'always',
    rank: 84,
    en: {
      title: 'Liability',
      text: 'Save for fraud and wilful misconduct, each side is liable up to the net amount of twelve months of this order, and not for lost profit or indirect loss.',
    },
    de: {
      title: 'Haftung',
      text: 'Außer bei Betrug und Vorsatz haftet jede Seite bis zum Nettobetrag von zwölf Monaten dieses Auftrags und nicht für entgangenen Gewinn oder mittelbare Schäden.',
    },
  },
  {
    code: 'LAW',
    entity: 'NLUK',
    occasion: 'always',
    rank: 90,
    en: { title: 'Law and courts', text: 'The law of England and Wales applies, and its courts decide.' },
    de: { title: 'Recht und Gericht', text: 'Es gilt das Recht von England und Wales; dessen Gerichte entscheiden.' },
  },
  {
    code: 'LAW',
    entity: 'NLDE',
    occasion: 'always',
    rank: 90,
    en: {
      title: 'Law and courts',
      text: 'German law applies, without the UN Convention on Contracts for the International Sale of Goods. Among merchants the courts of Frankfurt am Main decide.',
    },
    de: {
      title: 'Recht und Gerichtsstand',
      text: 'Es gilt deutsches Recht ohne das UN-Kaufrecht. Gerichtsstand unter Kaufleuten ist Frankfurt am Main.',
    },
  },
  {
    code: 'LAW',
    entity: 'NLIN',
    occasion: 'always',
    rank: 90,
    en: {
      title: 'Law and courts',
      text: 'The law of India applies. Disputes are settled by arbitration in Bengaluru under the Arbitration and Conciliation Act, 1996, in English.',
    },
    de: {
      title: 'Recht und Schiedsgericht',
      text: 'Es gilt das Recht Indiens. Streitigkeiten entscheidet ein Schiedsgericht in Bengaluru nach dem Arbitration and Conciliation Act, 1996, in englischer Sprache.',
    },
  },
]

/** As rows of a wire. The hash is of the exact words. */
export const clauseRowsOf = (digest: (text: string) => string): readonly object[] =>
  demoClauses.map(({ code, entity, version = 1, occasion, rank, validFrom = '2026-01-01', note, en, de }) => {
    const spoken = Object.entries({ en, ...(de ? { de } : {}) })
    return {
      code,
      entity: entity ?? null,
      version,
      occasion,
      rank,
      validFrom,
      note: note ?? null,
      titles: Object.fromEntries(spoken.map(([language, { title }]) => [language, title])),
      texts: Object.fromEntries(spoken.map(([language, { text }]) => [language, text])),
      hashes: Object.fromEntries(spoken.map(([language, { title, text }]) => [language, digest(clauseText(title, text))])),
      publishedAt: version === 1 ? '2025-12-15T10:00:00Z' : '2026-06-15T10:00:00Z',
      publishedBy: 'Northlight legal',
    }
  })
