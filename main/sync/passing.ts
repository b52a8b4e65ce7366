import { isDiskFull } from '../storage/connect.ts'
import { HeldUp } from '../storage/patience.ts'

/** What keeps a hub from deciding anything just now, whatever was sent to it: its disk is full, or somebody else holds for too long what is needed. */
export const isPassing = (error: unknown): boolean => error instanceof HeldUp || isDiskFull(error)
