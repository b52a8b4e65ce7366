import { knowingNumbers } from '../entities/lost-number.ts'
import { command, put, tell, type Change, type Now, type Plain, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { choice, idOf, Malformed, many, maybe, shape, someData, text, type Of, type Wire } from '../kernel/shape.ts'
import { attentions, resolutions, type Attention } from './attention.ts'
import { commandOf, decided, lifted, momentOf, parsed, threeWays, type Commands, type Queueable } from './deciding.ts'
import { intents, type Envelope } from './intent.ts'
import { because } from './reasons.ts'
import { chosen } from './rules.ts'

const input = shape({
  attention: idOf('attentions'),
  how: choice(...resolutions),
  /** `merge`: for each field of the conflict `mine` (what was captured) or `theirs`. */
  choices: maybe(many(shape({ field: text, side: choice('mine', 'theirs') }), 200)),
  /** `amend`: the values to decide with instead of the captured ones. */
  amended: maybe(someData),
  note: maybe(text),
})
type Input = Of<typeof input>

/** What waits for a person is taken up. */
export const takeAttention = command({
  name: 'sync.take',
  zone: 'sales',
  permit: 'sync.decide',
  offline: 'never',
  input: shape({ attention: idOf('attentions') }),
  output: attentions.shape,
  refusals: ['sync.unknownAttention', 'sync.resolvedAlready'],
  load: async ({ attention }, read) => read.get(attentions, attention),
  decide: (said, attention, now) => {
    if (!attention) return refuse('sync.unknownAttention', { attention: said.attention })
    if (attention.state === 'resolved') return refuse('sync.resolvedAlready', { by: attention.resolvedBy ?? '' })
    const taken = { ...attention, state: 'taken' as const, assignee: now.caller.user as never }
    return { result: taken, changes: [put(attentions, taken)] }
  },
})

interface Facts {
  readonly attention: Attention | undefined
  readonly cause: Attention | undefined
  readonly outcome: Again | Refusal | undefined
  readonly followers: readonly Attention[]
}

/** Decides once more, with what the person chose. Facts are read and the captured command decides here, so that `decide` only writes down what it came to. */
async function load(operations: Commands, said: Input, read: Read, now: Now): Promise<Facts> {
  const attention = await read.get(attentions, said.attention)
  const followers = attention
    ? await read.list(attentions, { where: { field: 'cause', is: 'equal', value: attention.id }, limit: 1000 })
    : []
  const cause = attention?.cause ? await read.get(attentions, attention.cause) : undefined
  const again = said.how === 'apply' || said.how === 'merge' || said.how === 'amend'
  const outcome =
    attention && attention.state !== 'resolved' && attention.kind === 'decide' && again
      ? await once(operations, attention, said, read, now)
      : undefined
  return { attention, cause, outcome, followers: followers.filter((one) => one.state !== 'resolved') }
}

/** What deciding once more came to. */
interface Again {
  readonly result: Wire
  readonly changes: readonly Change[]
}
async function once(operations: Commands, attention: Attention, said: Input, read: Read, now: Now): Promise<Again | Refusal> {
  const intent = await read.get(intents, attention.intent)
  const envelope = JSON.parse(intent!.body) as Envelope
  const command = commandOf(operations, envelope.operation)
  if (!command) return because('sync.notQueued', { operation: envelope.operation })
  if (command.permit !== null && !now.caller.permits.has(command.permit))
    return because('operation.forbidden', { permit: command.permit, operation: command.name })
  let wire: Wire = said.how === 'amend' && said.amended !== null ? said.amended : lifted(command, envelope.version, envelope.input)
  if (said.how === 'merge') {
    const ways = await threeWays(command, envelope, () => wire, read)
    if (ways === undefined || ways === 'gone') return refuse('sync.nothingToMerge')
    wire = chosen(ways.input, ways.now, Object.fromEntries((said.choices ?? []).map(({ field, side }) => [field, side])))
  }
  const taken = parsed(command, wire)
  if (refused(taken)) return taken
  const numbers = knowingNumbers(await withRestored(command, envelope, read))
  const outcome = await decided(command, taken.input, envelope, numbers.read, {
    ...momentOf(now, envelope, intent!.day, (paper) => numberOf(intent!.result) ?? numbers.of(paper)),
    // Values that a person chose instead are sold by today's rules.
    ...(said.how === 'amend' ? {} : { honours: true as const }),
  })
  return refused(outcome) ? outcome : { result: command.output.print(outcome.answer as never), changes: outcome.changes }
}

/** The number that the document had on paper before the hub was restored. */
const numberOf = (result: Wire): string | undefined => {
  const number = (result as { readonly number?: Wire } | null)?.number
  return typeof number === 'string' ? number : undefined
}

/**
 * A row that was removed meanwhile is there again for a decision to edit it: "restore" is what applying as captured means then. Where what the person saw of it
 * does not make a whole row, it stays away, and the command says so itself.
 */
async function withRestored({ edits }: Pick<Queueable, 'edits'>, { saw }: Envelope, read: Read): Promise<Read> {
  if (!edits || !saw || (await read.get(edits.of, saw.id))) return read
  const restored = rowAsSeen(edits, saw)
  return {
    ...read,
    get: async (kind, id) => {
      const row = await read.get(kind, id)
      return row || kind.record !== edits.of.record || id !== saw.id ? row : (restored as typeof row)
    },
  }
}
function rowAsSeen({ of, derived }: NonNullable<Queueable['edits']>, { id, was }: NonNullable<Envelope['saw']>): Plain | undefined {
  try {
    return of.shape.parse({ ...was, ...derived?.(was), [of.key]: id }, of.record) as Plain
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** Ends what waits for a person. The choice, who made it and why stay with it, on both sides. */
export const resolving = (operations: () => Commands) =>
  command({
    name: 'sync.resolve',
    zone: 'sales',
    permit: 'sync.decide',
    offline: 'never',
    input,
    output: shape({ attention: attentions.shape, result: someData, followers: many(idOf('attentions')) }),
    refusals: [
      'sync.unknownAttention',
      'sync.resolvedAlready',
      'sync.onlyANote',
      'sync.waitsStill',
      'sync.reasonNeeded',
      'sync.refusedStill',
      'sync.nothingToMerge',
    ],
    load: (said, read, now) => load(operations(), said, read, now),
    decide: (said, { attention, cause, outcome, followers }, now) => {
      if (!attention) return refuse('sync.unknownAttention', { attention: said.attention })
      if (attention.state === 'resolved') return refuse('sync.resolvedAlready', { by: attention.resolvedBy ?? '' })
      if (attention.kind === 'note' && said.how !== 'seen') return refuse('sync.onlyANote')
      if (cause && cause.state !== 'resolved' && said.how !== 'drop')
        return refuse('sync.waitsStill', { title: cause.matter ?? cause.operation })
      if (said.how === 'drop' && said.note === null) return refuse('sync.reasonNeeded')
      if (outcome && refused(outcome)) return refuse('sync.refusedStill', { refusal: outcome.refused, ...outcome.about })
      const resolved: Attention = {
        ...attention,
        state: 'resolved',
        resolution: said.how,
        resolvedAt: now.at,
        resolvedBy: now.caller.name,
        note: said.note,
      }
      const effects: readonly Change[] = outcome && !refused(outcome) ? outcome.changes : []
      return {
        result: {
          attention: resolved,
          result: outcome && !refused(outcome) ? outcome.result : null,
          followers: followers.map((one) => one.id),
        },
        changes: [...effects, put(attentions, resolved), tell('sync.resolved', { attention: attention.id, how: said.how })],
      }
    },
  })
