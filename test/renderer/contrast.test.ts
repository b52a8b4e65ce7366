import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// The contrasts of the design, computed from the very file that the screens use (WCAG 2.2: 1.4.3, 1.4.11).
const css = readFileSync(join(__dirname, '../../renderer/kit/tokens.css'), 'utf8')
const themes = ['light', 'dark', 'contrast'] as const
function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--h-([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]))
}
const channel = (hex: string, at: number): number => {
  const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}
const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5)
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}
const text = ['text1', 'text2', 'text3', 'accent', 'ok', 'warn', 'danger', 'info', 'violet']
const tinted = ['accent', 'ok', 'warn', 'danger', 'info', 'violet']

describe.each(themes)('%s', (theme) => {
  const of = tokensOf(theme)
  const ratio = (front: string, back: string): number => contrast(of.get(front)!, of.get(back)!)
  it.each(text)('%s reads on the canvas and on panels', (token) => {
    expect(ratio(token, 'bg')).toBeGreaterThanOrEqual(4.5)
    expect(ratio(token, 'bg2')).toBeGreaterThanOrEqual(4.5)
  })
  it.each(['text1', 'text2', 'text3'])('%s reads on what is hovered', (token) => expect(ratio(token, 'bg3')).toBeGreaterThanOrEqual(4.5))
  it.each(tinted)('%s reads on its own tint', (token) => expect(ratio(token, `${token}-bg`)).toBeGreaterThanOrEqual(4.5))
  it('main text reads on every tint', () => {
    for (const token of tinted) expect(ratio('text1', `${token}-bg`)).toBeGreaterThanOrEqual(4.5)
  })
  it('buttons read, lines of inputs are seen', () => {
    expect(ratio('on-accent', 'accent')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('on-accent', 'accent-hover')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('bg', 'danger')).toBeGreaterThanOrEqual(4.5)
    expect(ratio('border-strong', 'bg')).toBeGreaterThanOrEqual(3)
    expect(ratio('border-strong', 'bg3')).toBeGreaterThanOrEqual(3)
  })
})
