import { contractsSubject } from './contracts-subject.ts'
import { incidentsSubject } from './incidents-subject.ts'
import type { subjectNames } from './import.ts'
import type { Subject } from './subject.ts'
import { usageSubject } from './usage-subject.ts'
import { expensesSubject, timeSubject } from './work-subjects.ts'

export type SubjectName = (typeof subjectNames)[number]

/** Everything that can be imported, by its name. A further subject is its file and its line here. */
export const subjects: { readonly [K in SubjectName]: Subject } = {
  contracts: contractsSubject,
  usage: usageSubject,
  incidents: incidentsSubject,
  time: timeSubject,
  expenses: expensesSubject,
}

/** Columns of all subjects, each once. */
export const allColumns: readonly string[] = [...new Set(Object.values(subjects).flatMap((subject) => subject.columns.names))]
