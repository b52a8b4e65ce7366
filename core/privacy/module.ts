import { listing } from '../kernel/listing.ts'
import type { Module, Read, Task } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { decideErasure } from './decide.ts'
import { proposeDue } from './due.ts'
import { exportedFile, getErasure } from './get.ts'
import { eraseAgain } from './erase-again.ts'
import { erasedPeople, erasureRows, erasures, peopleRows } from './erasure.ts'
import { exportPerson } from './export.ts'
import { personExports } from './person-export.ts'
import { previewErasure } from './preview.ts'
import { proposeErasure } from './propose.ts'
import { letter, logged } from './questions.ts'
import { retentionPolicy, saveRetention } from './retention-policy.ts'
import { retentionRules } from './retention-rule.ts'
import { sweepLate } from './sweep.ts'
import { neverAgain } from './walls.ts'

const listErasures = listing({ name: 'privacy.erasures', zone: 'setup', permit: 'privacy.read', view: erasureRows })
const listPeople = listing({ name: 'privacy.people', zone: 'setup', permit: 'privacy.read', view: peopleRows })
const waiting = {
  name: 'privacy.waiting',
  zone: 'setup',
  permit: 'privacy.decide',
  count: async (read: Read) =>
    (await read.list(erasures, { where: { field: 'state', is: 'equal', value: 'proposed' }, limit: 1000 })).length,
} as const satisfies Task

/** What is kept of people: told to them, and erased where nothing keeps it. Looks through the records of all modules, so it is given them. */
export function privacyModule(kinds: () => readonly RecordKind[]) {
  return {
    name: 'privacy',
    needs: ['people', 'entities', 'customers', 'contracts', 'opportunities', 'signing'],
    records: [erasures, erasedPeople, personExports, retentionRules],
    questions: [logged, letter],
    views: [erasureRows, peopleRows],
    operations: [
      listPeople,
      listErasures,
      previewErasure(kinds),
      exportPerson(kinds),
      proposeErasure,
      decideErasure(kinds),
      eraseAgain(kinds),
      sweepLate(kinds),
      proposeDue(kinds),
      getErasure,
      exportedFile,
      retentionPolicy,
      saveRetention,
    ],
    permits: ['privacy.read', 'privacy.export', 'privacy.propose', 'privacy.decide', 'privacy.setRetention'],
    events: ['privacy.told', 'privacy.proposed', 'privacy.declined', 'privacy.erased', 'privacy.retentionSaved'],
    tasks: [waiting],
    walls: neverAgain,
    says: ['privacy.letterTitle', 'privacy.letterLead', 'privacy.letterFiles', 'privacy.letterLog'],
  } as const satisfies Module
}
export type PrivacyModule = ReturnType<typeof privacyModule>
