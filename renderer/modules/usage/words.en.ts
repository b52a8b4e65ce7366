/** What the usage screens say beside the words of `core/usage`. */
export default {
  'usage.ui.none': 'No readings yet',
  'usage.ui.noneLead':
    'Counts, consumption and registers arrive from other systems or on a spreadsheet, or are recorded by hand. Billing takes them from here.',
  'usage.ui.noIncidents': 'No incidents yet',
  'usage.ui.noIncidentsLead':
    'Closed incidents arrive from the service desk or on a spreadsheet, or are recorded by hand. Each is charged once, without a timesheet.',
  'usage.ui.noPrices': 'Incidents have no price yet',
  'usage.ui.noPricesLead':
    'Say once what each priority costs, in units of a fund or in money: for one contract, for a product, or for a whole legal entity.',
  'usage.ui.stands': 'Stands',
  'usage.ui.opposite': 'Reversal',
  'usage.ui.backLead': 'What was recorded stays for ever. Its opposite is put beside it, with the reason, and from then on neither counts.',
  'usage.ui.contractFirst': 'Choose the contract first',
  'usage.ui.dayHint': 'The day where the customer is. What belongs to a month that is billed already becomes a difference in the next run.',
  'usage.ui.quantityHint': 'How many there were, how much was used, or what the register showed.',
  'usage.ui.restartsHint': 'Only for registers: the meter was exchanged or turned over, and this is its first reading.',
  'usage.ui.sourceHint': 'Counts of several sources add up. Name the system whose counts this one goes on with.',
  'usage.ui.closedHint': 'The day on which it was closed.',
  'usage.ui.incidentTypeHint': 'Incidents of one type may have prices of their own.',
  'usage.ui.typeHint': 'Type of incident that the prices are for. Empty means every type.',
  'usage.ui.contractHint': 'Number of a contract, if the prices are for it alone.',
  'usage.ui.productHint': 'The prices are for contracts that sell this product.',
} as const
