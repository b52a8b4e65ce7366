import { filled } from '../campaigns/texts.ts'

const uk = { entity: 'NLUK', country: 'GB', language: 'en', zone: 'Europe/London' } as const
const germany = { entity: 'NLDE', country: 'DE', language: 'de', zone: 'Europe/Berlin' } as const

/** Who may become a customer. People, companies, mail hosts and numbers are fictional or reserved for such use. */
export const leadRows = [
  { ...uk, name: 'Hannah Moss', company: 'Kestrel Foods Ltd', title: 'Operations director', email: 'hannah.moss@kestrelfoods.example', phone: '+44 117 496 0210', source: 'web', territory: 'SOUTH', owner: 'amelia.ford', state: 'new', note: 'Asked on the web site what looking after sixty workstations costs.', createdAt: '2026-11-27T09:12:00Z' },
  { ...uk, name: 'Dr. Neil Farrant', company: 'Marlow Dental Group', title: 'Practice owner', email: 'neil@marlowdental.example', phone: '+44 20 7946 0233', source: 'referral', territory: 'SOUTH', owner: 'amelia.ford', state: 'working', note: 'Sent to us by Quay Surgery. Three practices, one server each.', createdAt: '2026-11-18T15:40:00Z' },
  { ...uk, name: 'Gareth Pugh', company: 'Severn Marine Ltd', title: 'Finance director', email: 'g.pugh@severnmarine.example', phone: '+44 117 496 0244', source: 'event', territory: 'SOUTH', owner: 'amelia.ford', state: 'discarded', reason: 'Bound to another provider until 2028.', createdAt: '2026-10-06T10:00:00Z' },
  { ...uk, name: 'Moira Kell', company: 'Tynedale Housing Association', title: 'Head of IT', email: 'm.kell@tynedalehousing.example', phone: '+44 191 498 0155', source: 'campaign', campaign: true, territory: 'NORTH', owner: 'tom.okafor', state: 'working', note: 'Answered the backup check. Restores have never been tried.', createdAt: '2026-10-20T08:30:00Z' },
  { ...germany, name: 'Florian Huber', company: 'Isarblick Hotel GmbH', title: 'Geschäftsführer', email: 'huber@isarblick.example', phone: '+49 89 90000210', source: 'event', territory: 'DE', owner: 'jonas.keller', state: 'new', note: 'Vom Stand auf der Messe: Gäste-WLAN und Kassen in zwei Häusern.', createdAt: '2026-11-24T11:05:00Z' },
  { ...germany, name: 'Schwester Agnes Roth', company: 'Lindenhof Pflege gGmbH', title: 'Verwaltungsleiterin', email: 'verwaltung@lindenhof-pflege.example', phone: '+49 69 90000231', source: 'call', territory: 'DE', owner: 'jonas.keller', state: 'working', note: 'Möchte angerufen, nicht angeschrieben werden.', createdAt: '2026-11-12T13:20:00Z', optedOut: 'mail' },
] as const // prettier-ignore

/** Sales on their way: what the whole of each would bring, in minor units. */
export const opportunityRows = [
  { customer: 'ZEN', contact: 'Oliver Strand', entity: 'NLUK', owner: 'amelia.ford', name: 'Firewall pair with three years of support', stage: 'propose', currency: 'GBP', amount: '934000', closeOn: '2026-12-11', nextStep: 'Go through the quote with the partners', nextStepOn: '2026-12-01', since: '2026-11-18T16:00:00Z' },
  { customer: 'HAV', contact: 'Charlotte Vale', entity: 'NLUK', owner: 'amelia.ford', name: 'Twelve more managed users', stage: 'negotiate', currency: 'GBP', amount: '547200', closeOn: '2026-12-18', nextStep: 'Agree the start with the new office', nextStepOn: '2026-12-03', since: '2026-11-25T10:30:00Z' },
  { customer: 'QUA', contact: 'Ruth Penhale', entity: 'NLUK', owner: 'amelia.ford', name: 'Backup for the second surgery', stage: 'qualify', currency: 'GBP', amount: '194400', closeOn: '2027-01-29', nextStep: 'Count what is to be backed up', nextStepOn: '2026-12-08', since: '2026-11-20T09:00:00Z' },
  { customer: 'MIL', contact: 'Nadia Farrow', entity: 'NLUK', owner: 'amelia.ford', name: 'Device care for the sixth form', stage: 'analyse', currency: 'GBP', amount: '936000', closeOn: '2027-02-26', nextStep: 'List of devices from the trust', nextStepOn: '2026-12-10', since: '2026-11-16T14:00:00Z' },
  { customer: 'PEN', contact: 'Graham Holt', entity: 'NLUK', owner: 'tom.okafor', name: 'Endpoint security for the tablets in the lorries', stage: 'propose', currency: 'EUR', amount: '907200', closeOn: '2026-12-22', nextStep: 'Trial on ten tablets', nextStepOn: '2026-12-02', since: '2026-11-19T11:00:00Z' },
  { customer: 'ORB', contact: 'Thomas Ackroyd', entity: 'NLUK', owner: 'tom.okafor', name: 'Night desk for the stores', stage: 'negotiate', currency: 'GBP', amount: '1500000', closeOn: '2027-01-15', nextStep: 'Terms to their purchasing', nextStepOn: '2026-12-04', since: '2026-11-26T12:00:00Z' },
  { customer: 'FJO', contact: 'Ingrid Solheim', entity: 'NLUK', owner: 'tom.okafor', name: 'Managed users in Oslo', stage: 'qualify', currency: 'EUR', amount: '1267200', closeOn: '2027-03-31', since: '2026-11-13T10:00:00Z' },
  { customer: 'RMK', contact: 'Dr. Sabine Kolb', entity: 'NLDE', owner: 'jonas.keller', name: 'Serverbetreuung für die dritte Klinik', stage: 'propose', currency: 'EUR', amount: '2246400', closeOn: '2027-01-22', nextStep: 'Angebot mit der Verwaltung durchgehen', nextStepOn: '2026-12-02', since: '2026-11-23T09:30:00Z' },
  { customer: 'BAY', contact: 'Josef Lindner', entity: 'NLDE', owner: 'jonas.keller', name: 'Zweiter Abschnitt der Migration', stage: 'negotiate', currency: 'EUR', amount: '1850000', closeOn: '2026-12-15', nextStep: 'Bestellung abholen', nextStepOn: '2026-12-09', since: '2026-11-24T15:00:00Z' },
  { customer: 'ALP', contact: 'Katharina Moser', entity: 'NLDE', owner: 'jonas.keller', name: 'Beratung 2027', stage: 'analyse', currency: 'EUR', amount: '400000', closeOn: '2027-02-12', since: '2026-11-17T13:00:00Z' },
  { customer: 'KAV', contact: 'Raghav Iyer', entity: 'NLIN', owner: null, name: 'Endpoint security for the Hosur plant', stage: 'analyse', currency: 'INR', amount: '24000000', closeOn: '2027-01-31', since: '2026-11-11T07:00:00Z' },
  { customer: 'QUA', contact: 'Ruth Penhale', entity: 'NLUK', owner: 'amelia.ford', name: 'Backup storage', stage: 'won', campaign: true, currency: 'GBP', amount: '108000', closeOn: '2026-10-30', closedOn: '2026-10-28', contract: 'C-1104', since: '2026-10-28T15:00:00Z' },
  { customer: 'HAV', contact: 'Charlotte Vale', entity: 'NLUK', owner: 'amelia.ford', name: 'Telephone system', stage: 'lost', currency: 'GBP', amount: '720000', closeOn: '2026-10-16', closedOn: '2026-10-19', lostReason: 'Stays with the landlord’s system.', since: '2026-10-19T09:00:00Z' },
] as const // prettier-ignore

/** What was done and is to be done; days and hours on the clocks of whom it is about. */
export const activityRows = [
  { kind: 'call', topic: 'Ask how many workstations there are', lead: 'Kestrel Foods Ltd', owner: 'amelia.ford', dueOn: '2026-11-30', dueTime: '16:00' },
  { kind: 'mail', topic: 'Send the three case studies', lead: 'Marlow Dental Group', owner: 'amelia.ford', dueOn: '2026-11-27' },
  { kind: 'meeting', topic: 'Quote with the partners', opportunity: 'Firewall pair with three years of support', owner: 'amelia.ford', dueOn: '2026-12-01', dueTime: '14:30' },
  { kind: 'task', topic: 'Prices for twelve users from January', opportunity: 'Twelve more managed users', owner: 'amelia.ford', dueOn: '2026-11-30' },
  { kind: 'call', topic: 'What does the surgery keep?', opportunity: 'Backup for the second surgery', owner: 'amelia.ford', dueOn: '2026-11-23', doneAt: '2026-11-23T10:20:00Z', result: 'About 900 GB, mostly X-rays.' },
  { kind: 'memo', topic: 'New office in Bath opens in January', customer: 'HAV', owner: 'amelia.ford', doneAt: '2026-11-25T10:45:00Z' },
  { kind: 'call', topic: 'Date for the restore test', lead: 'Tynedale Housing Association', owner: 'tom.okafor', dueOn: '2026-11-30', dueTime: '11:15' },
  { kind: 'task', topic: 'Ten tablets for the trial', opportunity: 'Endpoint security for the tablets in the lorries', owner: 'tom.okafor', dueOn: '2026-12-01' },
  { kind: 'call', topic: 'Termin im Haus an der Isar', lead: 'Isarblick Hotel GmbH', owner: 'jonas.keller', dueOn: '2026-11-30', dueTime: '17:30' },
  { kind: 'meeting', topic: 'Angebot mit der Verwaltung', opportunity: 'Serverbetreuung für die dritte Klinik', owner: 'jonas.keller', dueOn: '2026-12-02', dueTime: '10:00' },
] as const // prettier-ignore

export const visitRows = [
  { owner: 'amelia.ford', day: '2026-11-30', customer: 'HAV', contact: 'Charlotte Vale', dueTime: '10:00', purpose: 'Yearly review', state: 'done', result: 'Content; twelve more people from January.', doneAt: '2026-11-30T11:10:00Z' },
  { owner: 'amelia.ford', day: '2026-11-30', customer: 'MIL', contact: 'Nadia Farrow', dueTime: '15:30', purpose: 'Devices of the sixth form', state: 'planned' },
  { owner: 'amelia.ford', day: '2026-12-01', customer: 'QUA', contact: 'Ruth Penhale', dueTime: '09:30', purpose: 'The dispute about November, and the second surgery', state: 'planned' },
  { owner: 'amelia.ford', day: '2026-12-01', customer: 'ZEN', contact: 'Oliver Strand', dueTime: '14:30', purpose: 'Quote with the partners', note: 'Take the paper about the support of firewalls along.', state: 'planned' },
  { owner: 'tom.okafor', day: '2026-12-01', customer: 'PEN', contact: 'Graham Holt', dueTime: '11:00', purpose: 'Trial on ten tablets', state: 'planned' },
  { owner: 'jonas.keller', day: '2026-12-01', customer: 'BAY', contact: 'Josef Lindner', dueTime: '13:00', purpose: 'Bestellung', state: 'planned' },
] as const // prettier-ignore

const backupCheck = {
  en: {
    language: 'en',
    topic: 'When did you last try a restore, {{name}}?',
    message: 'Dear {{name}},\n\nbackups are worth what their last restore was. We try one with {{company}}, at no cost, in half an hour.\n\n{{sender}}\n{{seller}}',
  },
  de: {
    language: 'de',
    topic: 'Wann haben Sie zuletzt zurückgesichert, {{name}}?',
    message: 'Guten Tag {{name}},\n\neine Sicherung ist so viel wert wie ihre letzte Rücksicherung. Wir versuchen eine mit {{company}}, kostenlos, in einer halben Stunde.\n\n{{sender}}\n{{seller}}',
  },
} as const // prettier-ignore
const cliffs = {
  en: { language: 'en', topic: 'More devices for less, {{name}}', message: 'Dear {{name}},\n\nat your number of devices a few more would cost {{company}} less. Shall we go through it?\n\n{{sender}}' },
  de: { language: 'de', topic: 'Mehr Geräte für weniger, {{name}}', message: 'Guten Tag {{name}},\n\nbei Ihrer Zahl von Geräten würden ein paar mehr {{company}} weniger kosten. Gehen wir es durch?\n\n{{sender}}' },
} as const // prettier-ignore

/** One that runs since autumn, one that is planned. */
export const campaignRows = [
  {
    key: 'backup', entity: 'NLUK', name: 'Backup check, autumn 2026', channel: 'mail', owner: 'amelia.ford', state: 'running', currency: 'GBP', budget: '150000', lawfulBasis: 'legitimateInterest',
    audience: { filter: { all: [{ field: 'country', is: 'equal', value: 'GB' }] }, termEndsWithin: null },
    course: [{ afterDays: 0, channel: 'mail', texts: [backupCheck.en, backupCheck.de] }, { afterDays: 10, channel: 'phone', texts: [{ ...backupCheck.en, topic: 'Backup check: {{name}}' }] }],
    startOn: '2026-10-12', startedAt: '2026-10-12T07:30:00Z', startedBy: 'Amelia Ford', createdAt: '2026-10-05T09:00:00Z',
  },
  {
    key: 'cliffs', entity: 'NLDE', name: 'Mehr Geräte für weniger', channel: 'phone', owner: 'jonas.keller', state: 'draft', currency: 'EUR', budget: '50000', lawfulBasis: 'contract',
    audience: { filter: { all: [{ field: 'onCliff', is: 'equal', value: true }] }, termEndsWithin: null },
    course: [{ afterDays: 0, channel: 'phone', texts: [cliffs.en, cliffs.de] }, { afterDays: 14, channel: 'mail', texts: [cliffs.en, cliffs.de] }],
    startOn: null, startedAt: null, startedBy: null, createdAt: '2026-11-26T10:00:00Z',
  },
] as const // prettier-ignore

/** Whom the first of them was for, and what they answered. */
export const memberRows = [
  { contact: 'Charlotte Vale', customer: 'HAV', response: 'later', respondedAt: '2026-10-13T08:10:00Z' },
  { contact: 'Graham Holt', customer: 'PEN', response: 'notInterested', respondedAt: '2026-10-14T13:00:00Z' },
  { contact: 'Nadia Farrow', customer: 'MIL' },
  { contact: 'Ruth Penhale', customer: 'QUA', response: 'interested', respondedAt: '2026-10-12T16:20:00Z' },
  { contact: 'Thomas Ackroyd', customer: 'ORB', response: 'optOut', respondedAt: '2026-10-12T09:02:00Z' },
  { contact: 'Oliver Strand', customer: 'ZEN' },
] as const // prettier-ignore
export const costRows = [
  { day: '2026-10-09', what: 'Texts and pictures', currency: 'GBP', amount: '48000' },
  { day: '2026-10-12', what: 'Sending', currency: 'GBP', amount: '3600' },
] as const // prettier-ignore

/** What a member of the first campaign was sent. */
export const sentTo = (name: string, company: string, email: string) => {
  const known = { name, title: null, company, email, sender: 'Amelia Ford', seller: 'Northlight IT Ltd' }
  return { topic: filled(backupCheck.en.topic, known), message: filled(backupCheck.en.message, known) }
}
