import { walkedIn } from './screens.ts'

jest.setTimeout(900_000)

walkedIn('dark, on a phone, in German', { locale: 'de-DE', dark: true, phone: true })
