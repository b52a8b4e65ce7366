import { rulesOf, taxCode, type StatuteCode, type TaxRule } from './row.ts'

const australia = 'AU'
const from = '2000-07-01'
const free = { en: 'GST-free export (GST Act 1999 s 38-190).', de: 'GST-freie Ausfuhrleistung (GST Act 1999 s 38-190).' }

export const australianCodes: readonly StatuteCode[] = [
  taxCode('AU-S10', australia, '10', { category: 'S', names: { en: 'GST 10 %', de: 'GST 10 %' }, from }),
  taxCode('AU-FRE', australia, '0', { category: 'Z', names: { en: 'GST-free', de: 'GST-frei' }, from, notes: { en: 'GST-free supply.', de: 'GST-freie Leistung.' } }),
  taxCode('AU-ITS', australia, '0', { category: 'E', names: { en: 'Input taxed', de: 'Vorsteuerbelastet befreit' }, from, notes: { en: 'Input taxed supply; no GST.', de: 'Von der GST befreit (input taxed).' } }),
  taxCode('AU-EXP', australia, '0', { category: 'G', names: { en: 'GST-free export', de: 'GST-freie Ausfuhr' }, notes: free, from }),
  taxCode('AU-OS', australia, '0', { category: 'O', names: { en: 'Not connected with Australia', de: 'In Australien nicht steuerbar' }, from, notes: { en: 'Not connected with the indirect tax zone (GST Act 1999 s 9-25).', de: 'In Australien nicht steuerbar (GST Act 1999 s 9-25).' } }),
] // prettier-ignore

export const australianRules: readonly TaxRule[] = [
  ...rulesOf(australia, 'elsewhere', { destinations: ['elsewhere'], supplies: ['event', 'land'], place: 'customer', source: 'GST Act 1999 s 9-25' }, ['AU-OS', from]),
  ...rulesOf(australia, 'domestic-standard', { destinations: ['domestic'], taxClass: 'standard', source: 'GST Act 1999 s 9-70' }, ['AU-S10', from]),
  ...rulesOf(australia, 'domestic-free', { destinations: ['domestic'], taxClass: 'zero', source: 'GST Act 1999 Div 38' }, ['AU-FRE', from]),
  ...rulesOf(australia, 'domestic-input-taxed', { destinations: ['domestic'], taxClass: 'exempt', source: 'GST Act 1999 Div 40' }, ['AU-ITS', from]),
  ...rulesOf(australia, 'goods-export', { destinations: ['union', 'third'], supplies: ['goods'], source: 'GST Act 1999 s 38-185' }, ['AU-EXP', from]),
  ...rulesOf(australia, 'services-abroad', { destinations: ['union', 'third'], supplies: ['service', 'electronic', 'general'], place: 'customer', source: 'GST Act 1999 s 38-190' }, ['AU-EXP', from]),
] // prettier-ignore
