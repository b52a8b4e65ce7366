import type { Day, Instant } from '../../../core/kernel/day.ts'
import { bacs18 } from '../../../core/payments/bacs.ts'
import { bankDayBefore, britishHolidays, isBritishBankDay } from '../../../core/payments/bank-days.ts'
import { bacsText, sepaText } from '../../../core/payments/letters.ts'
import { pain001 } from '../../../core/payments/pain001.ts'
import { paymentList } from '../../../core/payments/payment-list.ts'
import type { PaymentBatch } from '../../../core/payments/payment-order.ts'
import { isBic, isRoutingNumber } from '../../../core/payments/routing.ts'

const none = { iban: null, bic: null, sortCode: null, accountNumber: null, routingNumber: null }
const pounds: PaymentBatch = {
  id: '0193000000007000800000000000abcd', sequence: 7, createdAt: '2026-12-23T09:30:00.000Z' as Instant, createdOn: '2026-12-23' as Day, payOn: '2026-12-29' as Day, currency: 'GBP',
  payer: { ...none, holder: 'Northlight IT Ltd', sortCode: '089999', accountNumber: '66374958', serviceUser: '123456' },
  orders: [
    { number: 'NLUK-PAY-26-000001', amount: 123_456n, reference: 'RE-1, RE-2', to: { ...none, holder: 'Müller & Söhne', sortCode: '107999', accountNumber: '88837491' } },
    { number: 'NLUK-PAY-26-000002', amount: 1n, reference: 'B-7', to: { ...none, holder: 'Bastion', iban: 'GB29NWBK60161331926819' } },
  ],
} // prettier-ignore

describe('Bacs Standard 18', () => {
  const records = bacs18(pounds).split('\r\n')
  it('has labels of 80 and entries of 100 signs, in their order', () => {
    expect(records.pop()).toBe('')
    expect(records.map((one) => one.length)).toEqual([80, 80, 80, 80, 100, 100, 100, 80, 80, 80])
    expect(records.join('')).toMatch(/^[A-Z0-9./ -]*$/)
  })
  it('says who, when and how much: finance.md 5.1', () => {
    const [vol, hdr1, hdr2, uhl, first, second, contra, eof1, eof2, utl] = records as [string, string, string, string, string, string, string, string, string, string] // prettier-ignore
    expect([vol.slice(4, 10), vol.slice(41, 47), vol[79]]).toEqual(['000007', '123456', '1'])
    expect([hdr1.slice(4, 11), hdr1.slice(15, 21), hdr1.slice(21, 27), hdr1.slice(41, 47), hdr1.slice(47, 53)]).toEqual(['A123456', '123456', '000007', ' 26357', ' 26364']) // prettier-ignore
    expect([eof1.slice(4), eof2.slice(4)]).toEqual([hdr1.slice(4), hdr2.slice(4)])
    // Paid on the 29th: 25 and 28 December are holidays, so it is processed on the 24th, day 358.
    expect([uhl.slice(4, 10), uhl.slice(37, 40)]).toEqual([' 26358', '007'])
    expect(first).toBe('1079998883749109908999966374958    00000123456NORTHLIGHT IT LTD RE-1 RE-2         MUELLER AND SOEHNE')
    expect(second.slice(0, 17)).toBe('60161331926819099')
    expect(contra).toBe('0899996637495801708999966374958    00000123457NORTHLIGHT IT LTD CONTRA            NORTHLIGHT IT LTD ')
    expect(utl).toBe(`UTL1${'0000000123457'.repeat(2)}00000010000002${' '.repeat(8)}0000000${' '.repeat(21)}`)
  })
  it('knows the days on which British banks work', () => {
    expect(britishHolidays(2026)).toEqual(['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'])
    expect(britishHolidays(2027).slice(-2)).toEqual(['2027-12-27', '2027-12-28'])
    expect(britishHolidays(2022)[0]).toBe('2022-01-03')
    expect(isBritishBankDay('2026-12-26' as Day)).toBe(false)
    expect(bankDayBefore('2026-12-29' as Day)).toBe('2026-12-24')
  }) // prettier-ignore
})

describe('SEPA credit transfers', () => {
  const euro: PaymentBatch = {
    ...pounds, currency: 'EUR', payer: { ...none, holder: 'Northlight IT GmbH', iban: 'DE89370400440532013000', serviceUser: null },
    orders: [{ number: 'NLDE-PAY-26-000001', amount: 116_620n, reference: 'RE-1 <b> & "x"', to: { ...none, holder: 'Größe & Co. KG', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' } }],
  } // prettier-ignore
  it('are told by number, with sums on both levels and in letters that all banks read', () => {
    const xml = pain001(euro)
    expect(xml.match(/<NbOfTxs>1<\/NbOfTxs><CtrlSum>1166\.20<\/CtrlSum>/g)).toHaveLength(2)
    for (const part of ['<PmtMtd>TRF</PmtMtd>', '<EndToEndId>NLDE-PAY-26-000001</EndToEndId>', '<CdtrAgt><FinInstnId><BICFI>BYLADEM1001</BICFI></FinInstnId></CdtrAgt>', '<Nm>Groesse + Co. KG</Nm>', '<Ustrd>RE-1 b + x</Ustrd>', '<Id>NOTPROVIDED</Id>'])
      expect(xml).toContain(part)
    // Every element that opens closes.
    const open: string[] = []
    for (const [, closes, name] of xml.slice(xml.indexOf('\n')).matchAll(/<(\/?)([A-Za-z]+)/g)) if (closes) expect(open.pop()).toBe(name); else open.push(name!)
    expect(open).toEqual([])
  }) // prettier-ignore
  it('have a text that no bank stumbles over', () => {
    expect(sepaText('//Ärger//Łódź; “ok”/', 70)).toBe('Aerger/Lodz, ok')
    expect(bacsText('Café & Söhne_Ltd', 20)).toBe('CAFE AND SOEHNE-LTD ')
  })
})

describe('a list of payments', () => {
  it('begins no formula', () => {
    const [head, row] = paymentList({ ...pounds, orders: [{ ...pounds.orders[0]!, reference: '=1+1' }] }).split('\r\n')
    expect(head!.split(',')).toHaveLength(13)
    expect(row).toBe(`"NLUK-PAY-26-000001","2026-12-29","GBP","1234.56","Müller & Söhne","","","107999","88837491","","'=1+1","Northlight IT Ltd","089999 66374958"`)
  }) // prettier-ignore
})

describe('numbers of banks', () => {
  it.each([['021000021', true], ['011401533', true], ['021000022', false], ['000000000', false], ['12345678', false]] as const)('routing number %s: %s', (number, right) => expect(isRoutingNumber(number)).toBe(right)) // prettier-ignore
  it.each([['DEUTDEFF', true], ['BYLADEM1001', true], ['DEUTDEF', false], ['deutdeff', false]] as const)('BIC %s: %s', (code, right) => expect(isBic(code)).toBe(right)) // prettier-ignore
})
