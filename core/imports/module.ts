import type { Module, Task } from '../kernel/operation.ts'
import { cancelImport } from './cancel.ts'
import { headingMappings } from './heading-mapping.ts'
import { findSheetHeadings, listHeadingMappings, mapHeadings } from './map-headings.ts'
import { importContracts, importExpenses, importIncidents, importTime, importUsage, resumeImport } from './importing.ts'
import { imports, importRows } from './import.ts'
import { previewImport } from './preview.ts'
import {
  bookCurrencies,
  correctableRows,
  exceptionalRows,
  headingMappingRows,
  importList,
  importProducts,
  importRowList,
  stagedRows,
  standingContracts,
  standingCustomers,
  standingLines,
  waitingImports,
} from './questions.ts'
import { getImport, importReport, listImportRows, listImports, rejectedSheet } from './report.ts'
import { reviewImport } from './review.ts'
import { sheetFacts, sheetRows, writeRejected } from './sheet.ts'

const tasks = [
  {
    name: 'imports.toReview',
    zone: 'operations',
    permit: 'imports.write',
    count: async (read) => (await read.ask(waitingImports, {}))[0]?.toReview ?? 0,
  },
  {
    name: 'imports.unfinished',
    zone: 'operations',
    permit: 'imports.write',
    count: async (read) => (await read.ask(waitingImports, {}))[0]?.unfinished ?? 0,
  },
] as const satisfies readonly Task[]

export const importsModule = {
  name: 'imports',
  needs: ['entities', 'customers', 'catalog', 'tax', 'contracts', 'funds', 'usage', 'work'],
  records: [imports, importRows, headingMappings],
  questions: [
    sheetFacts,
    sheetRows,
    writeRejected,
    stagedRows,
    importProducts,
    bookCurrencies,
    standingCustomers,
    standingContracts,
    standingLines,
    exceptionalRows,
    correctableRows,
    waitingImports,
  ],
  views: [importList, importRowList, headingMappingRows],
  operations: [
    previewImport,
    findSheetHeadings,
    mapHeadings,
    listHeadingMappings,
    importContracts,
    importUsage,
    importIncidents,
    importTime,
    importExpenses,
    resumeImport,
    cancelImport,
    reviewImport,
    getImport,
    importReport,
    rejectedSheet,
    listImports,
    listImportRows,
  ],
  permits: ['imports.read', 'imports.write'],
  events: ['imports.begun', 'imports.published', 'imports.cancelled', 'imports.reviewed', 'imports.headingsMapped'],
  tasks,
  says: [
    'imports.reading',
    'imports.publishing',
    'imports.sheet.reason',
    'imports.sheet.remedy',
    'imports.sheet.name',
    'imports.remedy.unknown_product',
    'imports.remedy.invalid_date',
    'imports.remedy.missing_quantity',
    'imports.remedy.negative_quantity',
    'imports.remedy.end_before_start',
    'imports.remedy.unknown_currency',
    'imports.remedy.duplicate_row',
    'imports.remedy.missing_value',
    'imports.remedy.invalid_number',
    'imports.remedy.unknown_value',
    'imports.remedy.conflict',
    'imports.remedy.unknown_contract',
    'imports.remedy.unknown_line',
    'imports.remedy.ambiguous_line',
    'imports.remedy.outside_term',
    'imports.remedy.register_falls',
    'imports.remedy.unknown_original',
    'imports.remedy.told_before',
  ],
} as const satisfies Module
