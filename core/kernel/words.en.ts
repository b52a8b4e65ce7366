import type { KernelWords } from './words.ts'

export default {
  'operation.unknown': 'There is no operation {{operation}}.',
  'operation.forbidden': 'You are not allowed to do this: it needs the permit “{{permit}}”. Ask your administrator.',
  'field.forbidden':
    '{{field}} is not shown to you, so a list cannot be filtered or sorted by it. It takes the right “{{permit}}”; ask your administrator.',
  'entity.forbidden': 'You do not work for the legal entity {{entity}}.',
  'record.beyondReach': 'Nothing like this is within your reach. Nothing was changed; ask whoever looks after it, or your administrator.',
  'record.taken':
    'Something of this name or number exists already, beyond your reach. Nothing was changed; choose another, or ask your administrator.',
  'limit.exceeded':
    'This comes to {{amount}} {{currency}}, and you may do it up to {{limit}} {{currency}}. Nothing was changed; ask somebody with a higher limit.',
  'duties.together':
    'You did the other half of this yourself, and the rule “{{rule}}” keeps the two apart. Nothing was changed; ask a colleague.',
  'call.reused': 'The call id {{id}} was already used for another call. Nothing was changed; send a new id.',
  'job.stopped': 'The work was stopped at a safe point. Start it again and it goes on from there.',
  'input.malformed': '{{at}} does not have the right form: wanted {{wanted}}.',
  'input.invalidNumber': '“{{value}}” in {{at}} is not a number. Write digits, with a point before the decimals.',
  'input.invalidDay': '“{{value}}” in {{at}} is not a day. Write it as in 2026-11-30.',
  'input.invalidInstant': '“{{value}}” in {{at}} is not a moment. Write it as in 2026-11-30T18:00:00Z.',
  'input.unknownCurrency': '“{{value}}” in {{at}} is not a known currency.',
  'input.tooLong': '{{at}} is too long. Shorten it.',
  'input.empty': '{{at}} must not be empty.',
} satisfies KernelWords
