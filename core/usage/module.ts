import type { Module } from '../kernel/operation.ts'
import { incidentRepeats, incidentsOf, knownIncidents, knownReadings, readingsOf, registerReadings, reversedIncidents } from './facts.ts'
import { incidentPrices, incidents } from './incident.ts'
import { listIncidentPrices, listIncidents, listUsage } from './list.ts'
import { contractsNamed, linesNamed } from './naming.ts'
import { incidentPriceRows, incidentRows, usageRows } from './reads.ts'
import { recordIncident } from './record-incident.ts'
import { recordManyReadings } from './record-many.ts'
import { recordUsage } from './record.ts'
import { reverseIncident } from './reverse-incident.ts'
import { reverseUsage } from './reverse.ts'
import { setIncidentPrices } from './set-prices.ts'
import { usageRecords } from './usage-record.ts'

export const usageModule = {
  name: 'usage',
  needs: ['entities', 'customers', 'catalog', 'contracts'],
  records: [usageRecords, incidents, incidentPrices],
  questions: [
    contractsNamed,
    linesNamed,
    knownReadings,
    knownIncidents,
    registerReadings,
    readingsOf,
    incidentsOf,
    incidentRepeats,
    reversedIncidents,
  ],
  views: [usageRows, incidentRows, incidentPriceRows],
  operations: [
    listUsage, recordUsage, recordManyReadings, reverseUsage, listIncidents, recordIncident, reverseIncident, listIncidentPrices, setIncidentPrices,
  ], // prettier-ignore
  permits: ['usage.read', 'usage.record', 'usage.reverse', 'usage.prices'],
  events: ['usage.recorded', 'usage.manyRecorded', 'usage.reversed', 'usage.incidentRecorded', 'usage.incidentReversed', 'usage.pricesSet'],
} as const satisfies Module
