import { decimalText } from '../../../core/kernel/decimal.ts'
import { readMonth, readPasted } from '../../../core/indexation/pasted.ts'

describe('months as statistical offices write them', () => {
  it.each([
    ['2026-10', '2026-10'],
    ['2026/10', '2026-10'],
    ['2026M10', '2026-10'],
    ['2026-9', '2026-09'],
    ['10/2026', '2026-10'],
    ['10.2026', '2026-10'],
    ['2026 OCT', '2026-10'],
    ['Oktober 2026', '2026-10'],
    ['März 2026', '2026-03'],
    ['Dez. 2026', '2026-12'],
    ['2026-13', undefined],
    ['2026', undefined],
    ['2026 Q4', undefined],
    ['Vendémiaire 2026', undefined],
  ])('%s is %s', (text, month) => expect(readMonth(text)).toBe(month))
})

describe('pasted values', () => {
  const read = (text: string) => {
    const { values, bad } = readPasted(text)
    return { values: values.map((v) => [v.line, v.month, decimalText(v.value), v.published]), bad }
  }
  it.each([
    ['semicolons and German figures', '2025-10; 125,0; 2025-11-19\n2026-10; 129,25', [[1, '2025-10', '125', '2025-11-19'], [2, '2026-10', '129.25', null]]],
    ['tabs from a spreadsheet', '2025-10\t125.0\r\n2026-10\t129.25\r\n', [[1, '2025-10', '125', null], [2, '2026-10', '129.25', null]]],
    ['commas and quotes of ONS', '"2026 OCT","129.25"', [[1, '2026-10', '129.25', null]]],
    ['a heading and empty lines', 'Month;Value\n\n2026-10;129.25\n', [[3, '2026-10', '129.25', null]]],
  ])('%s', (_what, text, values) => expect(read(text)).toEqual({ values, bad: undefined })) // prettier-ignore
  it.each([
    ['no month', '2026-10;129.25\nautumn;130', 2],
    ['no value', '2026-10;129.25\n2026-11;', 2],
    ['grouped figures', '2026-10;1.129,25', 1],
    ['a day that is none', '2026-10;129.25;2026-02-30', 1],
  ])('%s is named by its line', (_what, text, line) => expect(read(text).bad?.line).toBe(line))
})
