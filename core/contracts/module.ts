import type { Module } from '../kernel/operation.ts'
import { activateContract } from './activate.ts'
import { addLine } from './add-line.ts'
import { changeLine } from './change-line.ts'
import { contractLines, contracts } from './contract.ts'
import { endLine } from './end-line.ts'
import { getContract, listContracts, listLines } from './list.ts'
import { lineChanges } from './line-change.ts'
import { openContract } from './open.ts'
import { chargedTo, contractRows, lineRows, linesOfContract } from './reads.ts'

export const contractsModule = {
  name: 'contracts',
  needs: ['entities', 'customers', 'catalog', 'tax'],
  records: [contracts, contractLines, lineChanges],
  questions: [linesOfContract, chargedTo],
  views: [contractRows, lineRows],
  operations: [listContracts, listLines, getContract, openContract, activateContract, addLine, changeLine, endLine],
  permits: ['contracts.read', 'contracts.write'],
  events: ['contracts.opened', 'contracts.activated', 'contracts.lineAdded', 'contracts.lineChanged', 'contracts.lineEnded'],
} as const satisfies Module
