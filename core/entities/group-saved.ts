import { put, tell, type Change } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { groups } from './entity.ts'

/** A group is founded, or called otherwise. Its accounts are the ledger's to bring. */
export const groupSaved = (group: Row<typeof groups>): Change[] => [put(groups, group), tell('entities.groupSaved', { group: group.code })]
