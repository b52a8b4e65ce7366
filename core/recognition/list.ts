import { listing } from '../kernel/listing.ts'
import { recognitionRows } from './reads.ts'

export const listRecognitions = listing({ name: 'recognition.charges', zone: 'finance', permit: 'recognition.read', view: recognitionRows })
