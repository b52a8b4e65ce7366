import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { count, maybe, shape } from '../../kernel/shape.ts'
import { behaviour, counted } from '../behaviour.ts'

/** Earned by the day, cumulatively, so that the parts always make the whole. */
export const recogniseStraightLine = behaviour({
  key: 'straightLine',
  terms: shape({
    /** So many months from the first day; absent: over the period that is billed. */
    overMonths: maybe(count),
  }),
  faults: ['catalog.noSpan', 'catalog.badSpan'],
  check: ({ overMonths }, { sell }) => {
    const place = { section: 'recognise', field: 'overMonths' }
    // What is sold once has no period of its own.
    if (overMonths === null) return sell.kind === 'oneOff' || sell.kind === 'prepay' ? refuse('catalog.noSpan', place) : undefined
    return overMonths < 1 || overMonths > 600 ? refuse('catalog.badSpan', place) : undefined
  },
  read: ({ overMonths }) => [
    overMonths === null
      ? step('catalog.recognise.straightLine.period')
      : counted('catalog.recognise.straightLine.over', 'months', overMonths),
  ],
  words: {
    en: {
      'choice.recognition.straightLine': 'Evenly by the day',
      'field.overMonths': 'Over months',
      'catalog.recognise.straightLine.period': 'Its revenue is earned evenly, day by day, over the period that is billed.',
      'catalog.recognise.straightLine.over.one': 'Its revenue is earned evenly, day by day, over one month.',
      'catalog.recognise.straightLine.over.other': 'Its revenue is earned evenly, day by day, over {{months}} months.',
      'catalog.noSpan': 'What is sold once has no period to spread its revenue over. Say over how many months.',
      'catalog.badSpan': 'Revenue is spread over 1 to 600 months. Choose a number in between.',
    },
    de: {
      'choice.recognition.straightLine': 'Gleichmäßig je Tag',
      'field.overMonths': 'Über Monate',
      'catalog.recognise.straightLine.period': 'Der Erlös wird gleichmäßig, Tag für Tag, über den berechneten Zeitraum verdient.',
      'catalog.recognise.straightLine.over.one': 'Der Erlös wird gleichmäßig, Tag für Tag, über einen Monat verdient.',
      'catalog.recognise.straightLine.over.other': 'Der Erlös wird gleichmäßig, Tag für Tag, über {{months}} Monate verdient.',
      'catalog.noSpan':
        'Was einmalig verkauft wird, hat keinen Zeitraum, über den sich der Erlös verteilt. Bitte die Zahl der Monate angeben.',
      'catalog.badSpan': 'Erlös verteilt sich über 1 bis 600 Monate. Bitte eine Zahl dazwischen wählen.',
    },
  },
  examples: [
    { terms: {}, says: ['Its revenue is earned evenly, day by day, over the period that is billed.'] },
    {
      terms: { overMonths: 12 },
      beside: { sell: { kind: 'oneOff' } },
      says: ['Its revenue is earned evenly, day by day, over 12 months.'],
    },
    { terms: {}, beside: { sell: { kind: 'oneOff' } }, refused: 'catalog.noSpan' },
    { terms: { overMonths: 0 }, refused: 'catalog.badSpan' },
  ],
})
