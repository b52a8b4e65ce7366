// A window that nobody touches signs its person out, after as many minutes as the installation says and not a look earlier.
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useIdleEnd } from '../../renderer/app/idle.ts'
import { wasSignedOut } from '../../renderer/app/session.ts'

const mockSignOut = jest.fn(() => Promise.resolve())
let mockMinutes = 0
jest.mock('../../renderer/app/account.tsx', () => ({ useSignOut: () => mockSignOut }))
jest.mock('../../renderer/app/harmony.tsx', () => ({
  useHarmony: () => ({ manifest: { caller: {}, installation: { idleMinutes: mockMinutes } } }),
}))

const minute = 60_000
beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
})
let end = (): void => undefined
function open(minutes: number): void {
  mockMinutes = minutes
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(() => (useIdleEnd(), null))))
  end = () => act(() => root.unmount())
}
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') })
  mockSignOut.mockClear()
  localStorage.clear()
  wasSignedOut.set(false)
})
afterEach(() => {
  end()
  jest.useRealTimers()
})

it('ends when nobody has touched it', () => {
  open(10)
  jest.advanceTimersByTime(9 * minute)
  expect(mockSignOut).not.toHaveBeenCalled()
  jest.advanceTimersByTime(2 * minute)
  expect(mockSignOut).toHaveBeenCalledTimes(1)
  expect(wasSignedOut.get()).toBe(true)
})
it('goes on while somebody is there, in this window or another', () => {
  open(10)
  for (let i = 0; i < 4; i += 1) {
    jest.advanceTimersByTime(6 * minute)
    window.dispatchEvent(new Event('keydown'))
  }
  jest.advanceTimersByTime(6 * minute)
  localStorage.setItem('harmony.touched', String(Date.now()))
  jest.advanceTimersByTime(6 * minute)
  expect(mockSignOut).not.toHaveBeenCalled()
  jest.advanceTimersByTime(6 * minute)
  expect(mockSignOut).toHaveBeenCalledTimes(1)
})
it('never ends where nobody wants it', () => {
  open(0)
  jest.advanceTimersByTime(24 * 60 * minute)
  expect(mockSignOut).not.toHaveBeenCalled()
})
