import { createTheme, MantineProvider, type VariantColorsResolver } from '@mantine/core'
import type { ReactNode } from 'react'
import './tokens.css'
import './mantine.css'
import './base.css'

// The kit's own resolver would take white on any filled colour and mix colours at run time; ours names only tokens.
const colours: VariantColorsResolver = ({ color, variant }) => {
  const danger = color === 'red'
  const strong = danger ? 'var(--h-danger)' : 'var(--h-accent)'
  const soft = danger ? 'var(--h-danger-bg)' : 'var(--h-accent-bg)'
  switch (variant) {
    case 'filled':
      return {
        background: strong,
        hover: danger ? 'var(--h-danger-hover)' : 'var(--h-accent-hover)',
        color: danger ? 'var(--h-bg)' : 'var(--h-on-accent)',
        border: '1px solid transparent',
      }
    case 'light':
      return { background: soft, hover: soft, color: strong, border: '1px solid transparent' }
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--h-bg3)',
        color: danger ? strong : 'var(--h-text1)',
        border: '1px solid transparent',
      }
    default:
      return {
        background: 'var(--h-bg)',
        hover: 'var(--h-bg3)',
        color: danger ? strong : 'var(--h-text1)',
        border: '1px solid var(--h-border)',
      }
  }
}

const theme = createTheme({
  fontFamily: 'var(--h-font)',
  defaultRadius: 6,
  variantColorResolver: colours,
  respectReducedMotion: true,
})

/** The kit around everything. It writes no style at run time: variables and classes are static files. */
export function KitProvider({ scheme, children }: { scheme: 'light' | 'dark'; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateCssVariables={false}
    >
      {children}
    </MantineProvider>
  )
}
