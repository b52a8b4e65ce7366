import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { backupsModule } from './module.ts'

export default {
  'module.backups': 'Sicherungen',
  backups: 'Sicherungen',
  backupPlans: 'Sicherungsplan',
  'backups.list': 'Sicherungen',
  'backups.standing': 'Stand der Sicherungen',
  'backups.plan': 'Sicherungsplan',
  'backups.configure': 'Sicherungen einrichten',
  'backups.now': 'Jetzt sichern',
  'backups.due': 'Ist eine Sicherung fällig',
  'backups.begin': 'Sicherung beginnen',
  'backups.end': 'Sicherung beenden',
  'backups.forget': 'Entfernte Sicherungen vermerken',
  'backups.manage': 'Sicherungen betreuen',
  'backups.late': 'Nach den Sicherungen sehen',
  'backups.noRecipient':
    'Es ist kein öffentlicher Schlüssel angegeben. Nichts wurde geändert; ohne ihn könnte niemand die Sicherung öffnen. „harmony backup-key DATEI“ erzeugt ein Schlüsselpaar.',
  'backups.notARecipient':
    '{{recipient}} ist kein öffentlicher Schlüssel von age. Nichts wurde geändert; ein öffentlicher Schlüssel beginnt mit age1 und wird von „harmony backup-key“ ausgegeben.',
  'backups.mixedRecipients':
    'Schlüssel, die Quantenrechnern standhalten (age1pq…), und andere lassen sich nicht für eine Datei verwenden. Nichts wurde geändert; verwenden Sie Schlüssel einer Art.',
  'backups.noFolder': 'Auf dem Rechner, auf dem der Hub läuft, gibt es keinen Ordner {{folder}}. Nichts wurde geändert.',
  'backups.unwritable':
    '{{file}} lässt sich nicht schreiben ({{why}}). Nichts wurde geändert; prüfen Sie den Datenträger und die Rechte des Ordners.',
  'backups.everyHours': 'Gesichert wird alle 1 bis {{most}} Stunden. Nichts wurde geändert.',
  'backups.keepsNothing': 'Mindestens eine Sicherung muss aufbewahrt werden, und von keiner Art mehr als {{most}}. Nichts wurde geändert.',
  'backups.noPlan':
    'Sicherungen sind noch nicht eingerichtet. Nichts wurde geschrieben; legen Sie zuerst fest, wohin sie kommen und wer sie öffnen kann.',
  'backups.underWay':
    'Eine Sicherung, die um {{at}} angefordert wurde, ist im Gange. Nichts wurde geändert; warten Sie, bis sie beendet ist.',
  'backups.unknown': 'Die Sicherung {{backup}} ist nicht im Gange. Nichts wurde geändert.',
  'backups.interrupted': 'Der Hub endete vor der Sicherung. Von ihr wurde nichts behalten; die nächste wird wie gewohnt geschrieben.',
  'backups.keyThere':
    'Die Datei {{file}} ist schon da. Nichts wurde geändert; wer einen Schlüssel verliert, verliert die Sicherungen, die damit verschlossen sind.',
  'backups.notAnIdentity':
    '{{file}} enthält keinen geheimen Schlüssel von age. Nichts wurde geändert; ein geheimer Schlüssel beginnt mit AGE-SECRET-KEY-1.',
  'backups.unreadable': '{{file}} lässt sich nicht lesen. Nichts wurde geändert.',
  'backups.fileThere': '{{file}} ist schon da. Nichts wurde geschrieben; eine Sicherung ersetzt nie eine Datei.',
  'backups.wrongKey':
    'Keiner der angegebenen Schlüssel öffnet {{file}}. Nichts wurde geändert; die Datei wurde mit anderen Schlüsseln verschlossen, oder ihre ersten Bytes sind beschädigt.',
  'backups.damaged': '{{file}} ist beschädigt oder abgeschnitten ({{why}}). Nichts wurde geändert; nehmen Sie eine andere Sicherung.',
  'backups.notOurs': '{{file}} wurde nicht von Harmony geschrieben. Nichts wurde geändert.',
  'backups.newerFile':
    '{{file}} hat eine Form ({{needs}}), die dieses Harmony nicht kennt ({{has}}). Nichts wurde geändert; installieren Sie die neuere Version.',
  'backups.newer':
    '{{file}} wurde von einem neueren Harmony ({{version}}) geschrieben, dessen Tabellen dieses nicht kennt ({{migration}}). Nichts wurde geändert; installieren Sie jene Version.',
  'backups.notAMove':
    '{{file}} ist eine Sicherung vom {{at}}. Nichts wurde geändert; stellen Sie sie mit „harmony restore“ wieder her, damit die Geräte davon erfahren. Zum Umziehen schreiben Sie das Unternehmen mit „harmony export“.',
  'backups.notEmpty':
    '{{place}} ist nicht leer: dort gibt es {{holds}}. Nichts wurde geändert; ein Unternehmen kommt nur an einen leeren Ort.',
  'backups.notEqual': 'Was ankam, ist nicht das, was in der Datei steht ({{what}}). Nichts davon wurde behalten.',
  'backups.busy': 'Jemand anderes arbeitet an diesem Ort. Nichts wurde geändert; versuchen Sie es danach noch einmal.',
  'backups.unfinished':
    'Eine Wiederherstellung nach {{place}} ist abgebrochen. Hier ist nichts, womit jemand gearbeitet hat; führen Sie „harmony restore“ noch einmal aus oder nehmen Sie einen anderen Ort.',
  'backups.nothingThere': 'Hier gibt es kein Unternehmen, das geschrieben werden könnte. Nichts wurde geschrieben.',
  'backups.aDevice':
    '{{folder}} ist mit dem Schlüssel einer Person verschlossen. Nichts wurde geschrieben; eigene Daten werden von innen gesichert (Einrichtung, Sicherungen), und ein Gerät im Außendienst sendet alles an seinen Hub, mit „harmony field --escrow“ als zweiter Kopie des Rests.',
  'backups.fileDamaged':
    'Die aufbewahrte Datei {{file}} ist an ihrem Ort beschädigt. Es wurde keine Sicherung geschrieben; bringen Sie zuerst diese Datei zurück.',
  'backups.broken': 'Die Sicherung ließ sich nicht schreiben: {{why}}.',
  'backups.keyMade':
    'Der geheime Schlüssel liegt in {{file}}. Bewahren Sie ihn an zwei sicheren Orten auf, keiner davon der Hub: ohne ihn lässt sich keine Sicherung öffnen. Der öffentliche Schlüssel für --recipient ist {{recipient}}',
  'backups.written':
    'Geschrieben und zurückgelesen: {{rows}} Zeilen aus {{tables}} Tabellen und {{files}} Dateien, wie sie um {{at}} standen, in {{file}}.',
  'backups.whole': '{{file}} ist vollständig: {{rows}} Zeilen aus {{tables}} Tabellen und {{files}} Dateien, wie sie um {{at}} standen.',
  'backups.equalRows': 'Gleich: {{rows}} Zeilen aus {{tables}} Tabellen und {{files}} Dateien, Byte für Byte, jetzt in {{place}}.',
  'backups.equalLedger': 'Gleich: {{entity}} in {{currency}}, {{journals}} Buchungen, Soll {{debit}}, Haben {{credit}}.',
  'backups.equalChain': 'Gleich: das Protokoll mit {{calls}} Aufrufen, endend auf {{hash}}.',
  'backups.restored':
    'Wiederhergestellt zum Stand {{at}}. Geräte bringen zurück, was sie seitdem getan haben; Nummern von Angeboten und Aufträgen gehen weiter oben weiter. Was seitdem im Büro eingegeben wurde, muss noch einmal eingegeben werden.',
  'backups.moved': 'Umgezogen zum Stand {{at}}. Starten Sie den Hub hier und nie wieder am alten Ort: Arbeit dort ginge verloren.',
  'field.id': 'Kennung',
  'field.plan': 'Plan',
  'field.active': 'Aktiv',
  'field.folder': 'Ordner',
  'field.recipients': 'Öffentliche Schlüssel',
  'field.everyHours': 'Alle so viele Stunden',
  'field.keptDays': 'Aufbewahrte Tage',
  'field.keptWeeks': 'Aufbewahrte Wochen',
  'field.keptMonths': 'Aufbewahrte Monate',
  'field.changedAt': 'Geändert um',
  'field.changedBy': 'Geändert von',
  'field.state': 'Zustand',
  'choice.state.asked': 'Angefordert',
  'choice.state.running': 'Läuft',
  'choice.state.done': 'Erledigt',
  'choice.state.failed': 'Fehlgeschlagen',
  'field.trigger': 'Ausgelöst durch',
  'choice.trigger.clock': 'Uhr',
  'choice.trigger.person': 'Person',
  'field.askedAt': 'Angefragt',
  'field.requester': 'Angefordert von',
  'field.beganAt': 'Begonnen',
  'field.endedAt': 'Beendet',
  'field.takenAt': 'Stand',
  'field.path': 'Pfad',
  'field.size': 'Größe (Bytes)',
  'field.hash': 'Fingerabdruck',
  'field.contentHash': 'Fingerabdruck des Inhalts',
  'field.rows': 'Zeilen',
  'field.verifiedAt': 'Geprüft um',
  'field.fault': 'Fehler',
  'field.about': 'Einzelheiten',
  'field.backup': 'Sicherung',
  'field.backups': 'Sicherungen',
  'field.written': 'Was geschrieben wurde',
  'field.removedAt': 'Entfernt um',
} satisfies WordsOf<typeof backupsModule> & MoreWords
