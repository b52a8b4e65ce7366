import { firstStages, type Stage } from '../../../core/opportunities/opportunity.ts'
import { dueAt, leadFault, leadMatchName, stagesFault, stagesOf } from '../../../core/opportunities/rules.ts'
import type { Day } from '../../../core/kernel/day.ts'

const lead = { name: 'Hannah Moss', company: 'Kestrel Foods Limited', email: 'hannah@kestrel.example', country: 'GB', language: 'en' }
describe('a lead', () => {
  it.each([
    [{}, undefined],
    [{ company: null, email: null, country: null, language: null }, undefined],
    [{ company: ' . ' }, 'opportunities.badName'],
    [{ email: 'hannah' }, 'opportunities.badEmail'],
    [{ country: 'gb' }, 'opportunities.badCountry'],
    [{ language: 'English' }, 'opportunities.badLanguage'],
  ])('%j', (change, fault) => {
    expect(leadFault({ ...lead, ...change })?.refused).toBe(fault)
  })
  it('is compared by its company, and without one by the person', () => {
    expect(leadMatchName(lead)).toBe('kestrel foods ltd')
    expect(leadMatchName({ ...lead, company: null })).toBe('hannah moss')
  })
})

describe('stages', () => {
  const change = (code: string, more: Partial<Stage>): Stage[] =>
    firstStages.map((stage) => (stage.code === code ? { ...stage, ...more } : stage))
  it('are those a house begins with until it sets its own, in their order', () => {
    expect(stagesOf([])).toEqual(firstStages)
    expect(stagesOf([...firstStages].reverse())).toEqual(firstStages)
  })
  it.each([
    ['as they are', [...firstStages], undefined],
    ['the same code twice', [...firstStages, firstStages[0]!], 'opportunities.stageTwice'],
    ['more than certain', change('propose', { probability: 101 }), 'opportunities.badStage'],
    ['won and not certain', change('won', { probability: 90 }), 'opportunities.badStage'],
    ['lost and likely', change('lost', { probability: 10 }), 'opportunities.badStage'],
    ['no name', change('propose', { names: {} }), 'opportunities.badStage'],
    ['no way to lose', firstStages.filter(({ code }) => code !== 'lost'), 'opportunities.noWay'],
    ['no way to win that is in use', change('won', { active: false }), 'opportunities.noWay'],
  ])('%s', (_, stages, fault) => {
    expect(stagesFault(stages)?.refused).toBe(fault)
  })
})

describe('what is due', () => {
  it.each([
    ['Europe/London', '2026-11-30', '14:30', '2026-11-30T14:30:00.000Z'],
    ['Asia/Kolkata', '2026-11-30', '14:30', '2026-11-30T09:00:00.000Z'],
    ['Europe/Berlin', '2026-07-01', null, '2026-06-30T22:00:00.000Z'],
    ['Europe/Berlin', null, null, null],
  ])('in %s on %s at %s', (zone, dueOn, dueTime, moment) => {
    expect(dueAt({ zone, dueOn: dueOn as Day | null, dueTime })).toBe(moment)
  })
  it.each([
    ['Europe/Londn', null, 'opportunities.badZone'],
    ['Europe/London', '24:00', 'opportunities.badTime'],
    ['Europe/London', '9:30', 'opportunities.badTime'],
  ])('never in %s at %s', (zone, dueTime, fault) => {
    expect(dueAt({ zone, dueOn: '2026-11-30' as Day, dueTime })).toMatchObject({ refused: fault })
  })
})
