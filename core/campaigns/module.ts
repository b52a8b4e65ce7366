import type { Module } from '../kernel/operation.ts'
import { addMember } from './add-member.ts'
import { campaignCosts, campaignMembers, campaigns, campaignSends } from './campaign.ts'
import { handOver } from './hand-over.ts'
import { listCampaigns, listMembers, listProspects, listSends } from './list.ts'
import { previewAudience } from './preview.ts'
import {
  campaignRows,
  memberRows,
  prospectRows,
  resultAmounts,
  resultCosts,
  resultCounts,
  resultLines,
  resultRevenue,
  sendRows,
  termsEnding,
} from './reads.ts'
import { recordCost } from './record-cost.ts'
import { respond } from './respond.ts'
import { campaignResults } from './results.ts'
import { getCampaign, saveCampaign } from './save.ts'
import { setCampaignState } from './set-state.ts'
import { startCampaign } from './start.ts'

export const campaignsModule = {
  name: 'campaigns',
  needs: ['entities', 'customers', 'contracts', 'opportunities'],
  records: [campaigns, campaignMembers, campaignSends, campaignCosts],
  questions: [termsEnding, resultCounts, resultAmounts, resultLines, resultRevenue, resultCosts],
  views: [campaignRows, prospectRows, memberRows, sendRows],
  operations: [
    listCampaigns, getCampaign, saveCampaign, listProspects, previewAudience, startCampaign, setCampaignState, listMembers, addMember, respond, listSends, handOver,
    recordCost, campaignResults,
  ],
  permits: ['campaigns.read', 'campaigns.write'],
  events: [
    'campaigns.saved', 'campaigns.started', 'campaigns.stateSet', 'campaigns.memberAdded', 'campaigns.responded', 'campaigns.handedOver', 'campaigns.costRecorded',
  ],
  tasks: [
    {
      name: 'campaigns.toHandOver',
      zone: 'sales',
      permit: 'campaigns.write',
      count: async (read, now) =>
        (
          await read.browse(sendRows, {
            where: { all: [{ field: 'sendState', is: 'equal', value: 'waiting' }, { field: 'dueOn', is: 'atMost', value: now.today }] },
            limit: 1,
          })
        ).total,
    },
  ],
} as const satisfies Module // prettier-ignore
