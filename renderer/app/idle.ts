import { useEffect, useRef } from 'react'
import { useSignOut } from './account.tsx'
import { useHarmony } from './harmony.tsx'
import { wasSignedOut } from './session.ts'

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
/** Milliseconds between two looks. */
const lookEvery = 5_000
/** Where the windows of one browser tell each other that somebody is there. */
const touchedAt = 'harmony.touched'

/** Signs a person out of windows that nobody has touched for as long as the installation says. */
export function useIdleEnd(): void {
  const { manifest } = useHarmony()
  const signOut = useSignOut()
  const out = useRef(signOut)
  out.current = signOut
  const minutes = manifest.caller ? manifest.installation.idleMinutes : 0
  useEffect(() => {
    if (!minutes) return
    let last = Date.now()
    let told = 0
    const touched = (): void => {
      last = Date.now()
      if (last - told < lookEvery) return
      told = last
      localStorage.setItem(touchedAt, String(last))
    }
    touched()
    const look = (): void => {
      const elsewhere = Number(localStorage.getItem(touchedAt) ?? 0)
      if (Date.now() - Math.max(last, elsewhere) < minutes * 60_000) return
      clearInterval(timer)
      wasSignedOut.set(true)
      void out.current()
    }
    const timer = setInterval(look, lookEvery)
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, touched)
    }
  }, [minutes])
}
