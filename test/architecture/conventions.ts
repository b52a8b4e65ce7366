import { sensitivities } from '../../core/kernel/sensitive.ts'
import type { Module } from '../../core/kernel/operation.ts'

/** What the conventions of modules ask for; `texts` is the code of each module, file by file. Answers what is wrong, as sentences. */
export type Convention = (modules: readonly Module[], texts: ReadonlyMap<string, readonly string[]>) => string[]

const twice = (what: string, names: readonly string[]): string[] =>
  [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => `${what} ${name} is declared twice`)
const camel = /^[a-z][a-zA-Z0-9]*$/

/** `module.verb`: one dot, the module's own name in front. */
const misnamed = (m: Module, what: string, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const [owner, word = '', ...rest] = name.split('.')
    return owner === m.name && camel.test(word) && rest.length === 0
      ? []
      : [`${what} ${name} of module ${m.name} is not called ${m.name}.<word>`]
  })

const namesFollowTheModule: Convention = (modules) => {
  // Histories say what every module tells: `event.` before the event's own name.
  const toldAs = new Set<string>(modules.flatMap((m) => m.events.map((event) => `event.${event}`)))
  return modules.flatMap((m) => [
    ...misnamed(
      m,
      'operation',
      m.operations.map((o) => o.name),
    ),
    ...misnamed(m, 'permit', m.permits),
    ...misnamed(m, 'event', m.events),
    ...misnamed(
      m,
      'task',
      (m.tasks ?? []).map((t) => t.name),
    ),
    ...misnamed(
      m,
      'question',
      (m.questions ?? []).map((q) => q.question),
    ),
    ...(m.says ?? [])
      .filter((word) => !word.startsWith(`${m.name}.`) && !toldAs.has(word))
      .map((word) => `word ${word} of module ${m.name} begins with another name`),
    ...m.records.filter((r) => !camel.test(r.record)).map((r) => `record ${r.record} is not written as one word`),
  ])
}

const namesAreUnique: Convention = (modules) => [
  ...twice('module', modules.map((m) => m.name)),
  ...twice('record', modules.flatMap((m) => m.records.map((r) => r.record))),
  ...twice('operation', modules.flatMap((m) => m.operations.map((o) => o.name))),
  ...twice('view', modules.flatMap((m) => (m.views ?? []).map((v) => v.view))),
  ...twice('question', modules.flatMap((m) => (m.questions ?? []).map((q) => q.question))),
  ...twice('task', modules.flatMap((m) => (m.tasks ?? []).map((t) => t.name))),
] // prettier-ignore

/** A permit that nobody declares can be given to nobody; one that nothing asks for opens nothing. */
const permitsAreDeclared: Convention = (modules) => {
  const declared = new Set(modules.flatMap((m) => m.permits))
  const asked = new Set(
    modules.flatMap((m) => [
      ...m.operations.map((o) => o.permit ?? ''),
      ...Object.values(sensitivities),
      ...(m.tasks ?? []).map((t) => t.permit),
      ...(m.walls ?? []).flatMap((wall) => wall.permits),
    ]),
  )
  return [
    ...modules.flatMap((m) =>
      m.operations
        .filter((o) => o.permit !== null && o.permit !== 'public' && !m.permits.includes(o.permit))
        .map((o) => `operation ${o.name} asks for ${o.permit}, which module ${m.name} does not declare`),
    ),
    ...modules.flatMap((m) =>
      (m.tasks ?? []).filter((t) => !declared.has(t.permit)).map((t) => `task ${t.name} asks for ${t.permit}, which nobody declares`),
    ),
    ...[...declared].filter((permit) => !asked.has(permit)).map((permit) => `nothing asks for the permit ${permit}`),
  ]
}

/** Operations that read and, in passing, keep what they made: the same again for whoever asks next. They change no fact of the business. */
const keepsakes = ['documents.print', 'documents.printRun', 'documents.fundStatement', 'intercompany.print', 'closing.boardPack']
/** Changing needs a right of its own. */
const writingIsNotReading: Convention = (modules) =>
  modules.flatMap((m) =>
    m.operations
      .filter((o) => (o.does === 'command' || o.does === 'job') && o.permit?.endsWith('.read') === true && !keepsakes.includes(o.name))
      .map((o) => `${o.name} changes things with the right to read (${o.permit})`),
  )

const eventsAreTold: Convention = (modules, texts) =>
  modules.flatMap((m) => {
    const told = new Set((texts.get(m.name) ?? []).flatMap((text) => [...text.matchAll(/\btell\(\s*'([^']+)'/g)].map((t) => t[1]!)))
    return [
      ...m.events.filter((event) => !told.has(event)).map((event) => `event ${event} is declared and never told`),
      ...[...told]
        .filter((event) => !m.events.includes(event))
        .map((event) => `event ${event} is told and not declared by module ${m.name}`),
    ]
  })

/** Every code that the module's code refuses with is declared by one of its operations, so every door and client knows it. */
const refusalsAreDeclared: Convention = (modules, texts) => {
  const all = new Set(modules.flatMap((m) => [...m.operations, ...(m.walls ?? [])].flatMap((o) => o.refusals as readonly string[])))
  return modules.flatMap((m) =>
    (texts.get(m.name) ?? []).flatMap((text) =>
      [...text.matchAll(/\brefuse\(\s*'([^']+)'/g)]
        .filter(([, code]) => !all.has(code!))
        .map(([, code]) => `${m.name} refuses with ${code}, which no operation declares`),
    ),
  )
}
/** A declared refusal stands somewhere in the code and not only in the list: as it is, or as the fault `x` of a module that says refuse(`module.${fault}`). */
const refusalsHappen: Convention = (modules, texts) => {
  const everything = [...texts.values()].flat().join('\n')
  const codes = new Set(modules.flatMap((m) => [...m.operations, ...(m.walls ?? [])].flatMap((o) => o.refusals as readonly string[])))
  const isSaid = (code: string): boolean => {
    const [module = '', fault = ''] = code.split('.')
    const own = (texts.get(module) ?? []).join('\n')
    return everything.split(`'${code}'`).length > 2 || (own.includes(`refuse(\`${module}.\${`) && own.includes(`'${fault}'`))
  }
  return [...codes].filter((code) => !isSaid(code)).map((code) => `${code} is declared and never said`)
}
const refusalsAreNamed: Convention = (modules) =>
  modules.flatMap((m) =>
    m.operations.flatMap((o) =>
      (o.refusals as readonly string[])
        .filter((code) => !/^[a-z]+\.[a-z][a-zA-Z0-9]*$/.test(code) || !modules.some((other) => other.name === code.split('.')[0]))
        .map((code) => `${o.name} refuses with ${code}, which is not called <module>.<word>`),
    ),
  )

const viewsAreListed: Convention = (modules) => {
  const views = new Set(modules.flatMap((m) => (m.views ?? []).map((v) => v.view)))
  const listed = new Set(modules.flatMap((m) => m.operations.flatMap((o) => o.lists ?? [])))
  return [
    ...[...listed].filter((view) => !views.has(view)).map((view) => `${view} is listed and in no module's views`),
    ...[...views].filter((view) => !listed.has(view)).map((view) => `view ${view} is listed by no operation`),
  ]
}

/** References lead somewhere: `idOf('contracts')` names a record, and `entityField`, `key` and `partOf` name what is there. */
const referencesLeadSomewhere: Convention = (modules) => {
  const records = new Map(modules.flatMap((m) => m.records.map((r) => [r.record, r] as const)))
  return [...records.values()].flatMap((r) => [
    ...[r.key, r.entityField].filter((f) => f !== undefined && !(f in r.shape.fields)).map((f) => `record ${r.record} has no field ${f}`),
    ...(r.partOf === undefined || records.has(r.partOf) ? [] : [`record ${r.record} is part of ${r.partOf}, which is no record`]),
  ])
}

export const conventions: Readonly<Record<string, Convention>> = {
  namesFollowTheModule, namesAreUnique, permitsAreDeclared, writingIsNotReading, eventsAreTold, refusalsAreDeclared, refusalsHappen, refusalsAreNamed, viewsAreListed,
  referencesLeadSomewhere,
} // prettier-ignore

/** Names of operations in the texts of a file that should know none. */
export const operationsNamed = (path: string, strings: readonly string[], operations: ReadonlyMap<string, unknown>): string[] =>
  strings.filter((text) => operations.has(text)).map((text) => `${path} names the operation ${text}`)
