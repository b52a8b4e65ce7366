export const campaignFields = ['name', 'entity', 'channel', 'lawfulBasis', 'currency', 'budget', 'startOn', 'note'] as const
export const campaignFaults = { 'campaigns.badBudget': 'budget', 'campaigns.unknownEntity': 'entity' } as const
