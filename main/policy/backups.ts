import { policyHere, type Policy } from './policy.ts'

/** What the organisation has laid down, as far as it has. */
export function managedBackup(policy: Policy = policyHere()): { readonly folder: string | null; readonly recipients: readonly string[] } {
  const { settings, values } = policy.effective()
  const isManaged = (key: string): boolean => settings.some((setting) => setting.key === key && setting.managed)
  return {
    folder: isManaged('BackupDirectory') ? values.BackupDirectory : null,
    recipients: isManaged('BackupRecipients') ? values.BackupRecipients : [],
  }
}

/** Where backups go: the organisation's folder where it names one, else the plan's. */
export function backupFolder(planned: string, policy: Policy = policyHere()): string {
  const setting = policy.effective().settings.find(({ key }) => key === 'BackupDirectory')!
  return setting.managed && setting.value !== null ? String(setting.value) : planned
}

/** Who can open backups: whom the plan or a command names, and always whom the settings name. */
export const backupRecipients = (named: readonly string[], policy: Policy = policyHere()): string[] => [
  ...new Set([...named, ...policy.effective().values.BackupRecipients]),
]
