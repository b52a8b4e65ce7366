import type { Module } from '../kernel/operation.ts'
import { listAffected, readEffects } from './affected.ts'
import { behaviourSentences } from './behaviours/list.ts'
import { cardOfDraft } from './card-of-draft.ts'
import { cardWords } from './card-words.ts'
import { getProduct, listProducts } from './list.ts'
import { products, productVersions } from './product.ts'
import { publishVersion } from './publish-version.ts'
import { readBehaviours } from './read-behaviours.ts'
import { readCard } from './read-card.ts'
import { readDocument } from './read-document.ts'
import { linesByVersion, pinnedLines, productRows } from './reads.ts'
import { saveProduct } from './save-product.ts'

export const catalogModule = {
  name: 'catalog',
  needs: ['pricing'],
  records: [products, productVersions],
  questions: [linesByVersion],
  views: [productRows, pinnedLines],
  operations: [
    listProducts,
    getProduct,
    readCard,
    readDocument,
    readBehaviours,
    cardOfDraft,
    listAffected,
    readEffects,
    saveProduct,
    publishVersion,
  ],
  permits: ['catalog.read', 'catalog.write'],
  events: ['catalog.productSaved', 'catalog.versionPublished'],
  says: [...cardWords, ...behaviourSentences],
} as const satisfies Module
