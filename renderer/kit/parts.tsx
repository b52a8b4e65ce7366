import {
  ActionIcon,
  Button as MantineButton,
  Drawer as MantineDrawer,
  Modal as MantineModal,
  PasswordInput,
  Select,
  Tabs as MantineTabs,
  Textarea,
  TextInput,
  Tooltip as MantineTooltip,
} from '@mantine/core'
import { useContext, type ComponentPropsWithRef, type ReactElement, type ReactNode } from 'react'
import { useSay, wordOr } from '../app/words.ts'
import { Icon, type IconName } from './icon.tsx'
import { InsidePopover } from './inside.ts'
import styles from './parts.module.css'

// The only file that knows which kit draws the parts. A part can be replaced here without a screen noticing.

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'color' | 'type'> & {
  /** `primary` once per screen; `danger` for what cannot be taken back. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly busy?: boolean
  readonly type?: 'button' | 'submit'
  readonly small?: boolean
}
const variants = { primary: 'filled', plain: 'default', quiet: 'subtle', danger: 'filled' } as const
export function Button({ look = 'plain', icon, busy, type = 'button', small, className, disabled, style: _style, ...rest }: ButtonProps) {
  return (
    <MantineButton
      {...rest}
      type={type}
      variant={variants[look]}
      {...(look === 'danger' ? { color: 'red' } : {})}
      loading={busy ?? false}
      disabled={disabled ?? false}
      className={`${styles['button']} ${className ?? ''}`}
      data-small={small || undefined}
      leftSection={icon ? <Icon name={icon} /> : undefined}
    />
  )
}

type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'color' | 'type' | 'style'> & {
  /** Read aloud and shown as the tooltip. */
  readonly label: string
  readonly icon: IconName
  readonly filled?: boolean
  readonly keys?: string
}
export function IconButton({ label, icon, filled, keys, className, disabled, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys ? { keys } : {})}>
      <ActionIcon
        {...rest}
        disabled={disabled ?? false}
        type="button"
        variant="subtle"
        aria-label={label}
        className={`${styles['iconButton']} ${className ?? ''}`}
      >
        <Icon name={icon} size={17} filled={filled ?? false} />
      </ActionIcon>
    </Tooltip>
  )
}

export function Tooltip({ text, keys, children }: { text: string; keys?: string; children: ReactElement }) {
  return (
    <MantineTooltip
      label={keys ? <>{text} <Keys keys={keys} /></> : text} // prettier-ignore
      openDelay={400}
      withinPortal
      transitionProps={{ duration: 80 }}
      classNames={{ tooltip: styles['tooltip'] ?? '' }}
    >
      {children}
    </MantineTooltip>
  )
}
/** `Ctrl K`, drawn as keys. */
export function Keys({ keys }: { keys: string }) {
  const say = useSay()
  return (
    <span className={styles['keys']}>
      {keys.split(' ').map((key, i) => (
        <kbd key={i}>{key.length === 1 ? key.toUpperCase() : wordOr(say, `app.key.${key}`, key)}</kbd>
      ))}
    </span>
  )
}

interface FieldFrame {
  readonly id?: string
  readonly label: string
  /** The label is read aloud but not drawn. */
  readonly bare?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
}
const frame = ({ id, label, bare, hint, error, required, disabled }: FieldFrame) => ({
  ...(id ? { id } : {}),
  ...(bare ? { 'aria-label': label } : { label }),
  ...(hint ? { description: hint } : {}),
  ...(error ? { error } : {}),
  // The browser's own bubble would speak another language; the form says it itself.
  ...(required ? { 'aria-required': true as const, withAsterisk: true } : {}),
  ...(disabled ? { disabled } : {}),
  classNames: {
    wrapper: styles['inputFrame'] ?? '',
    input: styles['input'] ?? '',
    label: styles['label'] ?? '',
    error: styles['error'] ?? '',
    description: styles['hint'] ?? '',
  },
})

export interface TextFieldProps extends FieldFrame {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: React.KeyboardEvent) => void
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly autoFocus?: boolean
  readonly icon?: IconName
  readonly end?: ReactNode
  readonly figures?: boolean
  readonly type?: 'text' | 'search' | 'email' | 'tel' | 'datetime-local'
  readonly inputRef?: React.Ref<HTMLInputElement>
  readonly name?: string
}
export function TextField({
  value,
  onChange,
  icon,
  end,
  figures,
  inputRef,
  id,
  label,
  bare,
  hint,
  error,
  required,
  disabled,
  ...rest
}: TextFieldProps) {
  return (
    <TextInput
      {...frame({
        id: id ?? '',
        label,
        ...(bare ? { bare } : {}),
        hint,
        error,
        ...(required ? { required } : {}),
        ...(disabled ? { disabled } : {}),
      })}
      {...rest}
      {...(inputRef ? { ref: inputRef } : {})}
      value={value}
      onChange={(e) => onChange(e.currentTarget.value)}
      leftSection={icon ? <Icon name={icon} /> : undefined}
      rightSection={end}
      data-figures={figures || undefined}
      spellCheck={false}
    />
  )
}
export function PasswordField({ value, onChange, autoComplete, autoFocus, name, ...field }: Omit<TextFieldProps, 'icon' | 'end' | 'type'>) {
  return (
    <PasswordInput
      {...frame(field)}
      {...(autoComplete ? { autoComplete } : {})}
      {...(autoFocus ? { autoFocus } : {})}
      {...(name ? { name } : {})}
      value={value}
      onChange={(e) => onChange(e.currentTarget.value)}
      visibilityToggleIcon={({ reveal }) => <Icon name={reveal ? 'close' : 'eye'} />}
      visibilityToggleButtonProps={{ 'aria-label': field.label }}
    />
  )
}
export function LongField({
  value,
  onChange,
  mono,
  rows = 4,
  ...field
}: FieldFrame & { value: string; onChange: (value: string) => void; mono?: boolean; rows?: number }) {
  return (
    <Textarea {...frame(field)} value={value} onChange={(e) => onChange(e.currentTarget.value)} rows={rows} data-mono={mono || undefined} />
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}
export interface ChooseProps extends FieldFrame {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
  readonly searchable?: boolean
  readonly clearable?: boolean
  readonly nothing?: string
  /** The options already match what was typed (a list searched by the host). */
  readonly onSearch?: (text: string) => void
  readonly onBlur?: () => void
}
export function Choose({ value, onChange, options, placeholder, searchable, clearable, nothing, onSearch, onBlur, ...field }: ChooseProps) {
  const inside = useContext(InsidePopover)
  return (
    <Select
      {...frame(field)}
      value={value}
      onChange={(next) => onChange(next)}
      data={[...options]}
      {...(placeholder ? { placeholder } : {})}
      searchable={searchable ?? false}
      openOnFocus={false}
      clearable={clearable ?? false}
      allowDeselect={false}
      {...(nothing ? { nothingFoundMessage: nothing } : {})}
      {...(onSearch ? { onSearchChange: onSearch, filter: ({ options: all }) => all } : {})}
      {...(onBlur ? { onBlur } : {})}
      comboboxProps={{ withinPortal: !inside, transitionProps: { duration: 80 } }}
      maxDropdownHeight={280}
      rightSection={value !== null && clearable ? undefined : <Icon name="down" />}
      rightSectionPointerEvents={value !== null && clearable ? 'all' : 'none'}
    />
  )
}
// The kit's own head is a <header>, which would be a second banner of the page.
function DialogHead({ title, onClose, close }: { title: ReactNode; onClose: () => void; close: string }) {
  return (
    <div className={styles['dialogHead']}>
      {title}
      <IconButton icon="close" label={close} onClick={onClose} />
    </div>
  )
}
export function Modal({
  opened,
  onClose,
  title,
  children,
  size = 460,
  close,
}: {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  size?: number
  close: string
}) {
  return (
    <MantineModal.Root opened={opened} onClose={onClose} size={size} lockScroll={false} transitionProps={{ duration: 120 }}>
      <MantineModal.Overlay className={styles['overlay'] ?? ''} />
      <MantineModal.Content>
        <DialogHead
          title={<MantineModal.Title className={styles['modalTitle'] ?? ''}>{title}</MantineModal.Title>}
          onClose={onClose}
          close={close}
        />
        <MantineModal.Body className={styles['modalBody'] ?? ''}>{children}</MantineModal.Body>
      </MantineModal.Content>
    </MantineModal.Root>
  )
}
export function Drawer({
  opened,
  onClose,
  title,
  children,
  close,
  side = 'right',
  size = 420,
}: {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  close: string
  side?: 'left' | 'right' | 'bottom'
  size?: number | string
}) {
  return (
    <MantineDrawer.Root
      opened={opened}
      onClose={onClose}
      position={side}
      size={size}
      lockScroll={false}
      transitionProps={{ duration: 140 }}
    >
      <MantineDrawer.Overlay className={styles['overlay'] ?? ''} />
      <MantineDrawer.Content>
        <DialogHead
          title={<MantineDrawer.Title className={styles['modalTitle'] ?? ''}>{title}</MantineDrawer.Title>}
          onClose={onClose}
          close={close}
        />
        <MantineDrawer.Body className={styles['drawerBody'] ?? ''}>{children}</MantineDrawer.Body>
      </MantineDrawer.Content>
    </MantineDrawer.Root>
  )
}
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
