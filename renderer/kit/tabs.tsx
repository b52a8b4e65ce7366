import { Tabs as MantineTabs } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './parts.module.css'

export function Tabs<T extends string>({
  label,
  value,
  onChange,
  tabs,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  tabs: readonly { value: T; label: string; count?: string; content: ReactNode }[]
}) {
  return (
    <MantineTabs
      value={value}
      onChange={(next) => next && onChange(next as T)}
      keepMounted={false}
      classNames={{ tab: styles['tab'] ?? '', panel: styles['tabPanel'] ?? '' }}
    >
      <MantineTabs.List aria-label={label}>
        {tabs.map((tab) => (
          <MantineTabs.Tab
            key={tab.value}
            value={tab.value}
            rightSection={tab.count ? <span className={styles['tabCount']}>{tab.count}</span> : undefined}
          >
            {tab.label}
          </MantineTabs.Tab>
        ))}
      </MantineTabs.List>
      {tabs.map((tab) => (
        <MantineTabs.Panel key={tab.value} value={tab.value}>
          {tab.content}
        </MantineTabs.Panel>
      ))}
    </MantineTabs>
  )
}
