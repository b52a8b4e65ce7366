import { Menu as MantineMenu, Popover as MantinePopover } from '@mantine/core'
import { useContext, type ReactElement, type ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { InsidePopover } from './inside.ts'
import { Keys } from './parts.tsx'
import styles from './parts.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: IconName
  readonly keys?: string
  readonly danger?: boolean
  readonly does: () => void
}
export function Menu({
  target,
  items,
  title,
  empty,
}: {
  target: ReactElement
  items: readonly MenuItem[]
  title?: string
  empty?: string
}) {
  return (
    <MantineMenu
      withinPortal
      position="bottom-end"
      transitionProps={{ duration: 80 }}
      classNames={{ dropdown: styles['menu'] ?? '', item: styles['menuItem'] ?? '' }}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {title ? <MantineMenu.Label>{title}</MantineMenu.Label> : null}
        {items.map((item) => (
          <MantineMenu.Item
            key={item.label}
            onClick={item.does}
            {...(item.danger ? { color: 'red' } : {})}
            leftSection={item.icon ? <Icon name={item.icon} /> : undefined}
            rightSection={item.keys ? <Keys keys={item.keys} /> : undefined}
          >
            {item.label}
          </MantineMenu.Item>
        ))}
        {items.length === 0 && empty ? <div className={styles['menuEmpty']}>{empty}</div> : null}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

export function Popover({
  target,
  opened,
  onClose,
  label,
  children,
  width,
}: {
  target: ReactElement
  opened: boolean
  onClose: () => void
  label: string
  children: ReactNode
  width?: number
}) {
  const inside = useContext(InsidePopover)
  return (
    <MantinePopover
      opened={opened}
      onChange={(open) => open || onClose()}
      onDismiss={onClose}
      position="bottom-end"
      withinPortal={!inside}
      trapFocus
      returnFocus
      transitionProps={{ duration: 80 }}
      {...(width ? { width } : {})}
      shadow="md"
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label} className={styles['popover'] ?? ''}>
        <InsidePopover value={true}>{children}</InsidePopover>
      </MantinePopover.Dropdown>
    </MantinePopover>
  )
}
