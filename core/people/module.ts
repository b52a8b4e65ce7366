import type { Module } from '../kernel/operation.ts'
import { users, roles, passwords, sessions, tokens } from './user.ts'

export const peopleModule = {
  name: 'people',
  needs: [],
  records: [users, roles, passwords, sessions, tokens],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
