import { say, type Words } from '../../core/kernel/words.ts'
import { openLanguages } from '../words.ts'

/**
 * What somebody can do about what stopped a command: a sentence beneath what the system said. A command that works needs none of this, so it stands apart and is
 * loaded when something broke.
 */
interface Outage {
  /** As Node, SQLite and PostgreSQL (its manual, appendix A) call it. */
  readonly codes: RegExp
  readonly en: string
  readonly de: string
}

const outages: readonly Outage[] = [
  {
    codes: /^EADDRINUSE$/,
    en: 'Another program, perhaps another hub, listens at {{where}}. End it, or choose another port with --port.',
    de: 'An {{where}} lauscht schon ein anderes Programm, vielleicht eine andere Zentrale. Bitte dieses beenden oder mit --port einen anderen Port wählen.',
  },
  {
    codes: /^EADDRNOTAVAIL$/,
    en: '{{where}} is no address of this machine. Give one of its own with --host, or 0.0.0.0 for all of them.',
    de: '{{where}} ist keine Adresse dieses Rechners. Bitte mit --host eine eigene angeben oder 0.0.0.0 für alle.',
  },
  {
    codes: /^listen EACCES$/,
    en: 'The system keeps {{where}} for its administrator. Choose a port from 1024 with --port, or let a proxy on the port stand before it.',
    de: 'Das System behält {{where}} seinem Administrator vor. Bitte mit --port einen Port ab 1024 wählen oder einen Proxy davorstellen.',
  },
  {
    codes: /^(EACCES|EPERM|EROFS|SQLITE_READONLY\w*|SQLITE_PERM)$/,
    en: 'The account that runs Harmony may not do this{{there}}. Give it the folder and the right to write there, or name another folder with --data.',
    de: 'Das Konto, unter dem Harmony läuft, darf das nicht{{there}}. Bitte ihm den Ordner und das Recht zu schreiben geben oder mit --data einen anderen Ordner nennen.',
  },
  {
    codes: /^(ENOSPC|EDQUOT|SQLITE_FULL)$/,
    en: 'The disk is full. Nothing half done was kept; make room and give the same command again.',
    de: 'Der Datenträger ist voll. Es wurde nichts Halbfertiges behalten; bitte Platz schaffen und denselben Befehl erneut geben.',
  },
  {
    codes: /^EFBIG$/,
    en: 'The system lets this account write no file of that size. Raise the limit (ulimit -f, LimitFSIZE) and give the same command again.',
    de: 'Das System lässt dieses Konto keine so große Datei schreiben. Bitte die Grenze anheben (ulimit -f, LimitFSIZE) und denselben Befehl erneut geben.',
  },
  {
    codes: /^(ENOENT|ENOTDIR|EISDIR|SQLITE_CANTOPEN\w*)$/,
    en: 'Look whether that file or folder{{there}} exists and its name is right.',
    de: 'Bitte nachsehen, ob es diese Datei oder diesen Ordner{{there}} gibt und ob der Name stimmt.',
  },
  {
    codes: /^(SQLITE_NOTADB|SQLITE_CORRUPT\w*|SQLITE_IOERR\w*)$/,
    en: 'The file is damaged, closed with a key that this command does not have, or no database. Copy the folder as it is, look at it with “harmony diagnose”, and restore a backup.',
    de: 'Die Datei ist beschädigt, mit einem Schlüssel verschlossen, den dieser Befehl nicht hat, oder keine Datenbank. Bitte den Ordner so kopieren, wie er ist, mit „harmony diagnose“ ansehen und eine Sicherung zurückholen.',
  },
  {
    codes: /^(SQLITE_BUSY\w*|SQLITE_LOCKED\w*)$/,
    en: 'Another program holds the file. Wait until it is done, or stop it, and give the same command again.',
    de: 'Ein anderes Programm hält die Datei fest. Bitte warten oder es beenden und denselben Befehl erneut geben.',
  },
  {
    codes: /^ERR_OSSL_X509_KEY_VALUES_MISMATCH$/,
    en: 'The private key does not belong to the certificate. Give the two that belong together with --tls-cert and --tls-key.',
    de: 'Der private Schlüssel gehört nicht zum Zertifikat. Bitte mit --tls-cert und --tls-key zwei angeben, die zusammengehören.',
  },
  {
    codes: /^ERR_OSSL_/,
    en: 'The certificate or its key cannot be read. Both are wanted as PEM (-----BEGIN …), the key without a passphrase.',
    de: 'Das Zertifikat oder sein Schlüssel ist nicht lesbar. Erwartet werden beide als PEM (-----BEGIN …), der Schlüssel ohne Kennwort.',
  },
  {
    codes: /^3D000$/,
    en: 'Make the database first (create database NAME), or name another one at the end of the address.',
    de: 'Bitte die Datenbank zuerst anlegen (create database NAME) oder am Ende der Adresse eine andere nennen.',
  },
  {
    codes: /^28P01$/,
    en: 'The role or its password is wrong. Look at the name in the address and at the file of --database-password-file.',
    de: 'Die Rolle oder ihr Kennwort ist falsch. Bitte den Namen in der Adresse und die Datei von --database-password-file prüfen.',
  },
  {
    codes: /^(42501|28000)$/,
    en: 'The database does not admit this role to it. “harmony connect --test” says where it ends; roles are on the page “Secure the database” of the handbook.',
    de: 'Die Datenbank lässt diese Rolle dazu nicht zu. „harmony connect --test“ sagt, wo es endet; die Rollen stehen im Handbuch auf der Seite „Secure the database“.',
  },
  {
    codes: /^(53300|53400)$/,
    en: 'The database has no connection left. End what is not needed, or give more (max_connections; --connections of “harmony database roles”).',
    de: 'Die Datenbank hat keine Verbindung mehr frei. Bitte Überflüssiges beenden oder mehr erlauben (max_connections; --connections von „harmony database roles“).',
  },
  {
    codes: /^(57P0[1-3]|08\w{3})$/,
    en: 'The database is being started or stopped. Wait a little and try again.',
    de: 'Die Datenbank wird gerade gestartet oder beendet. Bitte kurz warten und erneut versuchen.',
  },
  {
    codes: /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE)$/,
    en: 'The other side does not answer. Look at name and port in the address, whether it runs, and at the network between; for a database “harmony connect --test” goes the way step by step.',
    de: 'Die Gegenseite antwortet nicht. Bitte Name und Port in der Adresse prüfen, ob sie läuft, und das Netz dazwischen; für eine Datenbank geht „harmony connect --test“ den Weg Schritt für Schritt.',
  },
]

interface Trouble {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly path?: unknown
  readonly address?: unknown
  readonly port?: unknown
  readonly original?: unknown
  readonly cause?: unknown
}

/** What was thrown by a code that has words (a place whose restore broke off), in a sentence; else what the system says. */
export function saidBy(error: unknown, language: string): string {
  const { code, about } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; about?: unknown }
  const words = openLanguages(undefined).words(/^de\b/i.test(language) ? 'de' : 'en')
  if (typeof code === 'string' && code.includes('.') && Object.hasOwn(words, code)) return say(words, code, (about ?? {}) as Words)
  return error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? error)
}

/** The sentence, or nothing for what nobody outside can mend. What wraps an error is looked through: the innermost one says most. */
export function remedyOf(error: unknown, language: string): string | undefined {
  const inner: Trouble[] = []
  for (
    let one = error as Trouble | undefined;
    typeof one === 'object' && one !== null && !inner.includes(one);
    one = (one.original ?? one.cause) as Trouble | undefined
  )
    inner.unshift(one)
  for (const { code, syscall, path, address, port } of inner) {
    if (typeof code !== 'string') continue
    const named = syscall === 'listen' && code === 'EACCES' ? 'listen EACCES' : code
    const outage = outages.find(({ codes }) => codes.test(named))
    if (!outage) continue
    const where = port === undefined ? String(address ?? '') : `${String(address ?? '')}:${String(port)}`
    const there = typeof path === 'string' ? ` (${path})` : ''
    return outage[/^de\b/i.test(language) ? 'de' : 'en'].replaceAll('{{where}}', where).replaceAll('{{there}}', there)
  }
  return undefined
}
