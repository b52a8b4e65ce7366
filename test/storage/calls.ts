import type { Caller, Outcome } from '../../core/kernel/operation.ts'
import { run } from '../../core/kernel/run.ts'
import { operationsOf } from '../../core/kernel/words.ts'
import type { StoreHost } from '../../main/storage/host.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone } from '../world/stores.ts'
import { testModule } from './records.ts'

export const operations = operationsOf([testModule])

/** A call of one of the tests' operations. */
export const call = (host: StoreHost, operation: string, input: unknown, id: string = newId(), caller: Caller = anyone): Promise<Outcome> =>
  run(operations, { id, operation, input, caller }, () => host)
