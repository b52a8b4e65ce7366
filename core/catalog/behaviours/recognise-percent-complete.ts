import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** Earned as far as the project has come. */
export const recognisePercentComplete = behaviour({
  key: 'percentComplete',
  terms: shape({}),
  faults: ['catalog.noProject'],
  check: (_terms, { deliver }) =>
    deliver.delivery !== 'project' ? refuse('catalog.noProject', { section: 'recognise', field: 'recognition' }) : undefined,
  read: () => [step('catalog.recognise.percentComplete')],
  words: {
    en: {
      'choice.recognition.percentComplete': 'By progress',
      'catalog.recognise.percentComplete': 'Its revenue is earned as far as its project has come.',
      'catalog.noProject': 'Progress is that of a project. Choose delivery by project, or another way to earn the revenue.',
    },
    de: {
      'choice.recognition.percentComplete': 'Nach Fortschritt',
      'catalog.recognise.percentComplete': 'Der Erlös wird so weit verdient, wie das Projekt fortgeschritten ist.',
      'catalog.noProject': 'Fortschritt ist der eines Projekts. Bitte Lieferung über ein Projekt wählen oder den Erlös anders verdienen.',
    },
  },
  examples: [
    {
      terms: {},
      beside: { deliver: { delivery: 'project', deliveryFirst: false } },
      says: ['Its revenue is earned as far as its project has come.'],
    },
    { terms: {}, refused: 'catalog.noProject' },
  ],
})
