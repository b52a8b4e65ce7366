import { listing } from '../kernel/listing.ts'
import { campaignRows, memberRows, prospectRows, sendRows } from './reads.ts'

export const listCampaigns = listing({ name: 'campaigns.list', zone: 'sales', permit: 'campaigns.read', view: campaignRows })
export const listProspects = listing({ name: 'campaigns.prospects', zone: 'sales', permit: 'campaigns.read', view: prospectRows })
export const listMembers = listing({ name: 'campaigns.members', zone: 'sales', permit: 'campaigns.read', view: memberRows })
export const listSends = listing({ name: 'campaigns.sends', zone: 'sales', permit: 'campaigns.read', view: sendRows })
