import { walkedIn } from './screens.ts'

jest.setTimeout(900_000)

walkedIn('light, on a desk, in English', { locale: 'en-GB' })
