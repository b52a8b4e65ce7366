import { majorText } from '../kernel/money.ts'
import { sepaText } from './letters.ts'
import { totalOf, type BankAccount, type PaymentBatch } from './payment-order.ts'

/** An element with its text or its parts; what is empty is left out. */
const element = (name: string, ...parts: readonly (string | null)[]): string => {
  const inner = parts.filter((part) => part !== null).join('')
  return inner === '' ? '' : `<${name}>${inner}</${name}>`
}
// The letters of SEPA hold an apostrophe and no other sign of XML.
const text = (of: string, longest: number): string => sepaText(of, longest)
const bank = ({ bic }: BankAccount): string =>
  element('FinInstnId', bic === null ? element('Othr', element('Id', 'NOTPROVIDED')) : element('BICFI', bic))

/**
 * Credit transfers in euro for a bank: pain.001.001.09 (ISO 20022, as the EPC's rulebooks of 2025 want it). No postal addresses, which within SEPA nobody asks for and
 * unstructured ones of which are rejected since November 2026. Sums stand on both levels, and every payment is told by its number.
 */
export function pain001({ id, createdAt, payOn, payer, orders, currency }: PaymentBatch): string {
  const counted = element('NbOfTxs', `${orders.length}`) + element('CtrlSum', majorText(currency, totalOf(orders)))
  const transfers = orders.map(({ number, amount, to, reference }) =>
    element(
      'CdtTrfTxInf',
      element('PmtId', element('EndToEndId', text(number, 35))),
      element('Amt', `<InstdAmt Ccy="${currency}">${majorText(currency, amount)}</InstdAmt>`),
      to.bic === null ? null : element('CdtrAgt', bank(to)),
      element('Cdtr', element('Nm', text(to.holder, 70))),
      element('CdtrAcct', element('Id', element('IBAN', to.iban))),
      element('RmtInf', element('Ustrd', text(reference, 140))),
    ),
  )
  const head = element('GrpHdr', element('MsgId', id), element('CreDtTm', createdAt.slice(0, 19)), counted, element('InitgPty', element('Nm', text(payer.holder, 70))))
  const payment = element(
    'PmtInf',
    element('PmtInfId', id),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'true'),
    counted,
    element('PmtTpInf', element('SvcLvl', element('Cd', 'SEPA'))),
    element('ReqdExctnDt', element('Dt', payOn)),
    element('Dbtr', element('Nm', text(payer.holder, 70))),
    element('DbtrAcct', element('Id', element('IBAN', payer.iban))),
    element('DbtrAgt', bank(payer)),
    element('ChrgBr', 'SLEV'),
    ...transfers,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">${element('CstmrCdtTrfInitn', head, payment)}</Document>\n`
} // prettier-ignore
