import type { Read } from '../kernel/operation.ts'
import { entities } from './entity.ts'

/** 1 while there is no legal entity: nothing can be sold or billed before. */
export const countUnfounded = async (read: Read): Promise<number> => ((await read.list(entities, { limit: 1 })).length === 0 ? 1 : 0)
