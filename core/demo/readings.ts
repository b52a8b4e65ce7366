/**
 * Tills of Orbis' German stores that reported to the monitoring, week by week. The highest count of the quarter is billed once it is over: on 1 January.
 * Counted at noon in Berlin, which in October is summer time until the 25th.
 */
const counts = [
  ['2026-10-05', '182'], ['2026-10-12', '184'], ['2026-10-19', '184'], ['2026-10-26', '191'], ['2026-11-02', '193'], ['2026-11-09', '205'], ['2026-11-16', '204'], ['2026-11-23', '206'],
  ['2026-11-30', '206'],
] as const // prettier-ignore
export const demoReadings = counts.map(([day, quantity]) => ({
  contract: 'C-2103',
  line: 2,
  source: 'monitoring',
  sourceId: `C-2103-${day}`,
  at: `${day}T${day < '2026-10-25' ? '10' : '11'}:00:00.000Z`,
  day,
  kind: 'level',
  quantity,
}))
