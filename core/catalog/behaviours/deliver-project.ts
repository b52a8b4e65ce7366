import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { deliverTerms, deliveryFirst, deliveryFirstWords } from './deliver-terms.ts'

/** Planned, staffed and worked in a project. */
export const deliverProject = behaviour({
  key: 'project',
  terms: shape({ ...deliverTerms, deliveryFirst }),
  faults: [],
  check: () => undefined,
  read: (terms) => [
    step(terms.withTime ? 'catalog.deliver.project.time' : 'catalog.deliver.project'),
    ...(terms.deliveryFirst ? [step('catalog.deliver.first')] : []),
  ],
  words: {
    en: {
      ...deliveryFirstWords.en,
      'catalog.deliver.project': 'It is delivered by a project.',
      'catalog.deliver.project.time': 'It is time, so it is delivered by a project.',
      'choice.delivery.project': 'By a project',
    },
    de: {
      ...deliveryFirstWords.de,
      'catalog.deliver.project': 'Es wird über ein Projekt geliefert.',
      'catalog.deliver.project.time': 'Es ist Arbeitszeit und wird daher über ein Projekt geliefert.',
      'choice.delivery.project': 'Über ein Projekt',
    },
  },
  examples: [
    { terms: { withTime: true, deliveryFirst: false }, says: ['It is time, so it is delivered by a project.'] },
    {
      terms: { withTime: false, deliveryFirst: true },
      says: ['It is delivered by a project.', 'Its delivery must be recorded before a contract line can be activated.'],
    },
  ],
})
