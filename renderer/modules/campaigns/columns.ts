import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'campaigns.prospects': ['name', 'customerName', 'personKind', 'title', 'email', 'contracts', 'valuePerMonth', 'mailConsent'],
  'campaigns.sends': ['dueOn', 'campaignName', 'name', 'customerName', 'channel', 'sendState', 'topic', 'handedOverBy'],
  'campaigns.list': ['name', 'channel', 'state', 'startOn', 'budget', 'spent', 'members', 'responses', 'ownerName'],
  'campaigns.members': ['name', 'customerName', 'campaignName', 'email', 'response', 'respondedAt', 'notContacted'],
}
