import type { Module } from '../kernel/operation.ts'
import { activities, visits } from './activity.ts'
import { consentEvents } from './consent.ts'
import { forecast } from './forecast.ts'
import { findTwins, getLead } from './get-lead.ts'
import { getOpportunity } from './get.ts'
import { leads } from './lead.ts'
import { listActivities, listConsents, listLeads, listOpportunities, listOwners, listVisits } from './list.ts'
import { moveLead } from './move-lead.ts'
import { moveOpportunity } from './move.ts'
import { myDay } from './my-day.ts'
import { opportunities, opportunityStages } from './opportunity.ts'
import { qualifyLead } from './qualify-lead.ts'
import {
  activityRows,
  consentRows,
  consentSaid,
  forecastSums,
  leadNames,
  leadRows,
  opportunityNames,
  opportunityRows,
  peopleHere,
  stagesInUse,
  twinsKnown,
  visitRows,
} from './reads.ts'
import { getConsent, recordConsent, renewConsent } from './record-consent.ts'
import { finishActivity, saveActivity } from './save-activity.ts'
import { saveLead } from './save-lead.ts'
import { saveOpportunity } from './save.ts'
import { listStages, saveStages } from './stages.ts'
import { closeVisit, orderVisits, planVisit } from './visits.ts'

export const opportunitiesModule = {
  name: 'opportunities',
  needs: ['entities', 'customers', 'contracts'],
  records: [leads, opportunityStages, opportunities, activities, visits, consentEvents],
  questions: [consentSaid, twinsKnown, forecastSums, leadNames, opportunityNames, stagesInUse, peopleHere],
  views: [leadRows, opportunityRows, activityRows, visitRows, consentRows],
  operations: [
    listLeads, getLead, findTwins, saveLead, moveLead, qualifyLead,
    listOpportunities, getOpportunity, saveOpportunity, moveOpportunity, listStages, saveStages, forecast,
    listActivities, saveActivity, finishActivity, myDay, listVisits, planVisit, orderVisits, closeVisit,
    listOwners, listConsents, getConsent, recordConsent, renewConsent,
  ],
  permits: ['opportunities.read', 'opportunities.write', 'opportunities.setup'],
  events: [
    'opportunities.leadSaved', 'opportunities.leadMoved', 'opportunities.leadQualified', 'opportunities.saved', 'opportunities.moved', 'opportunities.stagesSaved',
    'opportunities.activitySaved', 'opportunities.activityDone', 'opportunities.visitPlanned', 'opportunities.visitsOrdered', 'opportunities.visitClosed',
    'opportunities.consentRecorded',
  ],
  tasks: [
    {
      name: 'opportunities.toDo',
      zone: 'sales',
      permit: 'opportunities.write',
      // What is due today or late, of whoever looks.
      count: async (read, now) =>
        (
          await read.browse(activityRows, {
            where: { all: [{ field: 'owner', is: 'equal', value: now.caller.user }, { field: 'done', is: 'equal', value: false }, { field: 'dueOn', is: 'atMost', value: now.today }] },
            limit: 1,
          })
        ).total,
    },
  ],
} as const satisfies Module // prettier-ignore
