import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'terms.list': ['code', 'version', 'occasion', 'entity', 'rank', 'validFrom', 'newest', 'withdrawnFrom', 'publishedAt'],
}
