import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aFile, idOf, shape } from '../kernel/shape.ts'
import { priceLetters } from './proposal.ts'

/** A letter and its bytes, as they were given to the customer. */
export const getLetter = query({
  name: 'indexation.letter',
  zone: 'finance',
  permit: 'indexation.read',
  input: shape({ letter: idOf('priceLetters') }),
  output: shape({ letter: priceLetters.shape, file: aFile }),
  refusals: ['indexation.unknownLetter'],
  ask: async ({ letter: id }, read) => {
    const letter = await read.get(priceLetters, id)
    return letter ? { letter, file: letter.file } : refuse('indexation.unknownLetter', { letter: id })
  },
})
