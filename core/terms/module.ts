import type { Module } from '../kernel/operation.ts'
import { clauses, clauseWithdrawals } from './clause.ts'
import { compareClauses } from './compare.ts'
import { getClause } from './get.ts'
import { listClauses } from './list.ts'
import { previewClauses } from './preview.ts'
import { publishClause } from './publish.ts'
import { clauseRows } from './reads.ts'
import { withdrawClause } from './withdraw.ts'

export const termsModule = {
  name: 'terms',
  needs: ['entities', 'catalog'],
  records: [clauses, clauseWithdrawals],
  views: [clauseRows],
  operations: [listClauses, getClause, compareClauses, previewClauses, publishClause, withdrawClause],
  permits: ['terms.read', 'terms.write'],
  events: ['terms.published', 'terms.withdrawn'],
  says: [
    'terms.why.always', 'terms.why.recurring', 'terms.why.fixedTerm', 'terms.why.openTerm', 'terms.why.autoRenewal', 'terms.why.withdrawal',
    'terms.why.priceBinding', 'terms.why.priceRise', 'terms.why.decrease', 'terms.why.bands', 'terms.why.measured', 'terms.why.prepaid',
    'terms.why.prepayExpiry', 'terms.why.prepayOverage', 'terms.why.autoTopUp', 'terms.why.time', 'terms.why.project', 'terms.why.milestones',
    'terms.why.supplierTerm', 'terms.why.advance',
  ], // prettier-ignore
} as const satisfies Module
