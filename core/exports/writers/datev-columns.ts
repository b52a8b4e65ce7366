// DATEV-Format, category 21 (Buchungsstapel), format version 13: the names of line 2, as DATEV writes them.

const numbered = (count: number, names: (n: number) => readonly string[]): string[] => Array.from({ length: count }, (_, i) => names(i + 1)).flat() // prettier-ignore

export const datevColumns: readonly string[] = [
  'Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz', 'Kurs', 'Basis-Umsatz', 'WKZ Basis-Umsatz', 'Konto', 'Gegenkonto (ohne BU-Schlüssel)', 'BU-Schlüssel', 'Belegdatum',
  'Belegfeld 1', 'Belegfeld 2', 'Skonto', 'Buchungstext', 'Postensperre', 'Diverse Adressnummer', 'Geschäftspartnerbank', 'Sachverhalt', 'Zinssperre', 'Beleglink',
  ...numbered(8, (n) => [`Beleginfo - Art ${n}`, `Beleginfo - Inhalt ${n}`]),
  'KOST1 - Kostenstelle', 'KOST2 - Kostenstelle', 'Kost-Menge', 'EU-Land u. UStID (Bestimmung)', 'EU-Steuersatz (Bestimmung)', 'Abw. Versteuerungsart', 'Sachverhalt L+L',
  'Funktionsergänzung L+L', 'BU 49 Hauptfunktionstyp', 'BU 49 Hauptfunktionsnummer', 'BU 49 Funktionsergänzung',
  // Without a blank before the dash: DATEV's own spelling.
  ...numbered(20, (n) => [`Zusatzinformation - Art ${n}`, `Zusatzinformation- Inhalt ${n}`]),
  'Stück', 'Gewicht', 'Zahlweise', 'Forderungsart', 'Veranlagungsjahr', 'Zugeordnete Fälligkeit', 'Skontotyp', 'Auftragsnummer', 'Buchungstyp', 'USt-Schlüssel (Anzahlungen)',
  'EU-Land (Anzahlungen)', 'Sachverhalt L+L (Anzahlungen)', 'EU-Steuersatz (Anzahlungen)', 'Erlöskonto (Anzahlungen)', 'Herkunft-Kz', 'Buchungs GUID', 'KOST-Datum',
  'SEPA-Mandatsreferenz', 'Skontosperre', 'Gesellschaftername', 'Beteiligtennummer', 'Identifikationsnummer', 'Zeichnernummer', 'Postensperre bis',
  'Bezeichnung SoBil-Sachverhalt', 'Kennzeichen SoBil-Buchung', 'Festschreibung', 'Leistungsdatum', 'Datum Zuord. Steuerperiode', 'Fälligkeit', 'Generalumkehr (GU)', 'Steuersatz',
  'Land', 'Abrechnungsreferenz', 'BVV-Position', 'EU-Land u. UStID (Ursprung)', 'EU-Steuersatz (Ursprung)', 'Abw. Skontokonto',
] // prettier-ignore

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
/** Columns of text, which stand in quotes even when they are empty. */
export const datevTextColumns: ReadonlySet<number> = new Set([
  2, 3, 6, 9, 11, 12, 14, 16, ...range(20, 38), 40, 42, ...range(48, 87), 91, 95, 96, 98, 102, 103, 105, 107, 109, 110, 112, 118, 120, 121, 123,
]) // prettier-ignore

/** Accounts of the standard charts that reckon tax by themselves (`AM`, `AV`): so many per cent, or a supply without German tax. */
const automatic: Readonly<Record<string, readonly (readonly [from: string, to: string, rate: string])[]>> = {
  '03': [
    ['8400', '8409', '19'],
    ['8300', '8309', '7'],
    ['3400', '3409', '19'],
    ['3300', '3309', '7'],
    ['8336', '8336', '0'],
    ['8338', '8338', '0'],
  ],
  '04': [
    ['4400', '4409', '19'],
    ['4300', '4309', '7'],
    ['5400', '5409', '19'],
    ['5300', '5309', '7'],
    ['4336', '4336', '0'],
    ['4338', '4338', '0'],
  ],
}
/** The rate that an account reckons by itself; `undefined` where it reckons none. Longer accounts are the standard ones with noughts behind. */
export function automaticRate(chart: string | null, local: string): string | undefined {
  if (chart === null || !/^\d{4,8}$/.test(local) || !/^0*$/.test(local.slice(4))) return undefined
  // Four digits each, so they compare as text.
  const code = local.slice(0, 4)
  return automatic[chart]?.find(([from, to]) => code >= from && code <= to)?.[2]
}
