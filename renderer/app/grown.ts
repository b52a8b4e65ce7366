/** Tasks that have grown since somebody last looked; those that are counted for the first time are not new. */
export const grown = (before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): string[] =>
  [...now].filter(([task, count]) => count > (before.get(task) ?? count)).map(([task]) => task)
