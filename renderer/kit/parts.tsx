import {
  ActionIcon,
  Button as MantineButton,
  Drawer as MantineDrawer,
  Modal as MantineModal,
  PasswordInput,
  TextInput,
  Tooltip as MantineTooltip,
} from '@mantine/core'
import { type ComponentPropsWithRef, type ReactElement, type ReactNode } from 'react'
import { useSay, wordOr } from '../app/words.ts'
import { Icon, type IconName } from './icon.tsx'
import styles from './parts.module.css'

// What the shell itself needs of the parts, and with the other files of this folder all that know which kit draws them: a part can be replaced here
// without a screen noticing. Parts of forms (choose, long-field, tabs) are files of their own, so that the first screen does not wait for them.

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

export interface FieldFrame {
  readonly id?: string
  readonly label: string
  /** The label is read aloud but not drawn. */
  readonly bare?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly required?: boolean
  readonly disabled?: boolean
}
export const frame = ({ id, label, bare, hint, error, required, disabled }: FieldFrame) => ({
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
