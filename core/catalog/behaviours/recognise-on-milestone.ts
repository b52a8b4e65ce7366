import { isTextByLanguage, inLanguage } from '../../kernel/by-language.ts'
import { decimalText, exactly, zero } from '../../kernel/decimal.ts'
import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { aDecimal, many, shape, someData } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

const threeParts = [['Design', 'Entwurf', '40'], ['Move', 'Umzug', '40'], ['Acceptance', 'Abnahme', '20']].map(([en = '', de = '', percent = '']) => ({ names: { en, de }, percent })) // prettier-ignore

/** A part is earned with each milestone that is reached. */
export const recogniseOnMilestone = behaviour({
  key: 'onMilestone',
  terms: shape({
    milestones: many(
      shape({
        /** By language. */
        names: someData,
        percent: aDecimal,
      }),
      50,
    ),
  }),
  faults: ['catalog.milestonesSum', 'catalog.badMilestone'],
  check: ({ milestones }) => {
    const at = milestones.findIndex(({ names, percent }) => percent.lte(0) || !isTextByLanguage(names) || names['en'] === undefined)
    if (at >= 0) return refuse('catalog.badMilestone', { section: 'recognise', field: `milestones.${at}` })
    const whole = milestones.reduce((sum, { percent }) => sum.plus(percent), zero)
    return whole.eq(exactly('100'))
      ? undefined
      : refuse('catalog.milestonesSum', { percent: decimalText(whole), section: 'recognise', field: 'milestones' })
  },
  read: ({ milestones }, { language }) => [
    step('catalog.recognise.onMilestone'),
    ...milestones.map(({ names, percent }) =>
      step('catalog.recognise.milestone', {
        name: ['text', inLanguage(names, language) ?? ''],
        percent: ['percent', decimalText(percent)],
      }),
    ),
  ],
  words: {
    en: {
      'choice.recognition.onMilestone': 'At milestones',
      'field.milestones': 'Milestones',
      'catalog.recognise.onMilestone': 'Its revenue is earned with each milestone that is reached:',
      'catalog.recognise.milestone': '{{name}}: {{percent}}',
      'catalog.milestonesSum': 'The milestones come to {{percent}} per cent. Together they must be 100.',
      'catalog.badMilestone': 'A milestone has an English name and more than 0 per cent. Mend the marked one.',
    },
    de: {
      'choice.recognition.onMilestone': 'Mit Meilensteinen',
      'field.milestones': 'Meilensteine',
      'catalog.recognise.onMilestone': 'Der Erlös wird mit jedem erreichten Meilenstein verdient:',
      'catalog.recognise.milestone': '{{name}}: {{percent}}',
      'catalog.milestonesSum': 'Die Meilensteine ergeben {{percent}} Prozent. Zusammen müssen es 100 sein.',
      'catalog.badMilestone': 'Ein Meilenstein hat einen englischen Namen und mehr als 0 Prozent. Bitte den markierten berichtigen.',
    },
  },
  examples: [
    {
      terms: { milestones: threeParts },
      says: ['Its revenue is earned with each milestone that is reached:', 'Design: 40', 'Move: 40', 'Acceptance: 20'],
    },
    { terms: { milestones: threeParts.slice(1) }, refused: 'catalog.milestonesSum' },
    { terms: { milestones: [{ names: { de: 'Entwurf' }, percent: '100' }] }, refused: 'catalog.badMilestone' },
  ],
})
