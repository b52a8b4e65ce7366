import { command, put, tell } from '../kernel/operation.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { erasedPeople, erasures } from './erasure.ts'
import { erased, erasingOf, pseudonymOf } from './erasing.ts'

/** A second person agrees, and everything that nothing keeps goes at once, in one transaction; or they do not, and nothing does. */
export const decideErasure = (kinds: () => readonly RecordKind[]) =>
  command({
    name: 'privacy.decide',
    zone: 'setup',
    permit: 'privacy.decide',
    offline: 'never',
    input: shape({ erasure: idOf('erasures'), approve: flag, answer: maybe(text) }),
    output: erasures.shape,
    // The log says for itself when it is broken: what is wrong already is not covered up.
    refusals: [
      'privacy.unknownErasure',
      'privacy.alreadyDecided',
      'privacy.ownProposal',
      'privacy.unknownPerson',
      'privacy.stillActive',
      'privacy.answerMissing',
      'privacy.logBroken',
    ],
    load: async (input, read, now) => {
      const erasure = await read.get(erasures, input.erasure)
      const gone = erasure && (await read.get(erasedPeople, erasure.subject))
      const pseudonym = gone?.pseudonym ?? pseudonymOf(input.erasure, now)
      const wanted = erasure?.state === 'proposed' && input.approve
      return { erasure, erasing: wanted ? await erasingOf(erasure, pseudonym, kinds(), read, now, erasure.id) : undefined }
    },
    decide: ({ erasure: id, approve, answer }, { erasure, erasing }, now) => {
      if (!erasure) return refuse('privacy.unknownErasure', { erasure: id })
      if (erasure.state !== 'proposed') return refuse('privacy.alreadyDecided', { name: erasure.name })
      // Taking back one's own proposal needs nobody else.
      if (approve && erasure.proposedByUser === now.caller.user) return refuse('privacy.ownProposal', { name: erasure.name })
      if (!approve && answer === null) return refuse('privacy.answerMissing')
      if (!erasing) {
        const row = { ...erasure, state: 'declined' as const, decidedAt: now.at, decidedBy: now.caller.name, answer }
        return { result: row, changes: [put(erasures, row), tell('privacy.declined', { erasure: id })] }
      }
      if (refused(erasing)) return refuse('privacy.unknownPerson', { person: erasure.subject })
      if (erasure.person === 'user' && erasing.person.own[0]!.row['active'] === true)
        return refuse('privacy.stillActive', { name: erasure.name })
      const changes = erased({ ...erasure, note: null, answer: null }, erasing, now)
      const result = changes.flatMap((change) =>
        change.does === 'put' && change.kind.record === erasures.record && change.row['id'] === id ? [change.row] : [],
      )[0]
      return { result: result as unknown as typeof erasure, changes }
    },
  })
