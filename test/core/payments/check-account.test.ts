import { checkAccount } from '../../../core/payments/check-account.ts'
import { refused } from '../../../core/kernel/refusal.ts'

/** A few rows as the table publishes them, and some made up, one for each exception that is tested. */
const weightTable = `
089000 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1
107000 107999 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1
202700 202999 MOD11    0    0    0    0    0    0    0    7    6    5    4    3    2    1
202700 202999 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1
900000 900001 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   1
900004 900004 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    0    0   4
900005 900005 MOD11    7    6    5    4    3    2    7    6    5    4    3    2    0    0   5
900006 900006 MOD11    0    0    0    0    0    0    0    0    0    0    0    0    0    1   6
900007 900007 MOD10    1    1    1    1    1    1    1    1    1    1    1    1    1    1   7
900012 900012 MOD11    0    0    0    0    0    0    0    0    0    0    0    0    0    1  12
900012 900012 MOD10    0    0    0    0    0    0    0    0    0    0    0    0    1    0  13
900014 900014 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1  14
`
const verdictOf = (sortCode: string, accountNumber: string, substituteTable: string | null = null): string => {
  const found = checkAccount.work({ iban: null, sortCode, accountNumber, weightTable, substituteTable })
  return refused(found) ? found.refused : (found.fault ?? found.verdict)
}
const iban = (text: string, table: string | null = null): string => {
  const found = checkAccount.work({ iban: text, sortCode: null, accountNumber: null, weightTable: table, substituteTable: null })
  return refused(found) ? found.refused : (found.fault ?? found.verdict)
}

it.each([
  ['DE89 3704 0044 0532 0130 00', 'possible'],
  ['gb29nwbk60161331926819', 'possible'],
  ['NL91ABNA0417164300', 'possible'],
  ['MT84MALT011000012345MTLCAST001S', 'possible'],
  ['DE89370400440532013001', 'checkDigits'],
  ['DE8937040044053201300', 'length'],
  ['DE89-370400440532013000', 'characters'],
  ['', 'length'],
])('the IBAN %s is %s', (text, expected) => {
  expect(iban(text)).toBe(expected)
})

it.each([
  ['089999', '66374958', 'possible'], // published cases: modulus 10, 11, and 11 with double alternate
  ['10-79-99', '88837491', 'possible'],
  ['202959', '63748472', 'possible'],
  ['089999', '66374959', 'modulus'],
  ['107999', '88837493', 'modulus'],
  ['202959', '63748473', 'modulus'],
  ['111111', '12345678', 'unchecked'],
  ['089999', '12345', 'length'],
  ['0899', '66374958', 'length'],
  ['089999', '6637495X', 'characters'],
])('%s %s is %s', (sortCode, account, expected) => {
  expect(verdictOf(sortCode, account)).toBe(expected)
})

it.each([
  // 1: 27 more. 9 × 2 = 18 → 9; 0…; 27 + 9 = 36, and 4 from the account's last digit.
  ['900000', '00000004', 'possible'],
  ['900000', '00000001', 'modulus'],
  // 4: the rest is the last two digits: 8 × 1 = 8.
  ['900004', '10000008', 'possible'],
  ['900004', '10000000', 'modulus'],
  // 6: accounts in foreign money.
  ['900006', '40000077', 'possible'],
  ['900006', '40000078', 'modulus'],
  // 7: with a 9 in front of the last digit the head does not count.
  ['900007', '00000091', 'possible'],
  ['900007', '00000081', 'modulus'],
  // 12 and 13: either.
  ['900012', '00000050', 'possible'],
  ['900012', '00000005', 'possible'],
  ['900012', '00000055', 'modulus'],
  // 14: 8883749 with a suffix, which fails as it stands.
  ['900014', '88374910', 'modulus'],
])('an exception of the table: %s %s is %s', (sortCode, account, expected) => {
  expect(verdictOf(sortCode, account)).toBe(expected)
})
it('looks at another sort code where the table says so (5)', () => {
  // 900005: 7 × 9 + 3 × 0 + 2 × 5 = 73, 73 mod 11 = 7, so g is 4; as 100000: 7 mod 11 = 7 as well.
  expect(verdictOf('900005', '00000040')).toBe('possible')
  expect(verdictOf('900005', '00000050')).toBe('modulus')
  expect(verdictOf('900005', '00000050', '900005 110001')).toBe('modulus')
  expect(verdictOf('900005', '00000040', '900005 000000')).toBe('modulus')
  expect(verdictOf('900005', '00000000', '900005 000000')).toBe('possible')
})
it('judges the British account in an IBAN, refuses a table that it cannot read, and nothing at all', () => {
  expect(iban('GB29NWBK60161331926819', '601613 601613 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1')).toBe('modulus')
  expect(iban('GB29NWBK60161331926819', 'hello')).toBe('payments.badTable')
  expect(iban('GB29NWBK60161331926819', '601613 601613 MOD11 0 0 0 0 0 0 0 0 0 0 0 0 0 0')).toBe('possible')
  expect(verdictOf('', '')).toBe('payments.accountMissing')
})
