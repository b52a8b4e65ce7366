import { store } from './store.ts'

/** The demo's list of people is open although somebody is signed in. */
export const switchPerson = store(false)
/** The session ended by itself, which the sign-in screen says. */
export const wasSignedOut = store(false)
