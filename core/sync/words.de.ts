import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { SyncModule } from './module.ts'

export default {
  'module.sync': 'Geräte im Außendienst',
  'sync.read': 'Geräte und ihre Vorgänge sehen',
  'sync.write': 'Geräte aufnehmen und sperren',
  'sync.decide': 'Vorgänge vom Außendienst entscheiden',
  devices: 'Geräte',
  enrolments: 'Anmeldecodes',
  intentBatches: 'Zusammen gesendet und signiert',
  intents: 'Unterwegs erfasst',
  attentions: 'Offen vom Außendienst',
  'sync.invite': 'Gerät einladen',
  'sync.enrol': 'Gerät anmelden',
  'sync.setDevice': 'Gerät ändern',
  'sync.devices': 'Geräte',
  'sync.intents': 'Unterwegs erfasst',
  'sync.attentions': 'Offen vom Außendienst',
  'sync.attention': 'Offen vom Außendienst',
  'sync.take': 'Übernehmen',
  'sync.resolve': 'Entscheiden',
  'sync.seal': 'Alle Geräte im Gleichstand',
  'sync.status': 'Verbindung zur Zentrale',
  'sync.now': 'Jetzt abgleichen',
  'sync.badges': 'Noch nicht abgeschlossene Zeilen',
  'sync.outbox': 'Postausgang',
  'sync.withdraw': 'Zurückziehen',
  'sync.recoverKey': 'Gerät ein anderes Kennwort geben',
  'sync.waiting': 'Vom Außendienst',
  'sync.unknownUser': 'Einen aktiven Benutzer {{user}} gibt es nicht. Es wurde nichts geändert; wählen Sie jemanden aus der Liste.',
  'sync.badCode': 'Dieser Code ist falsch, verbraucht oder abgelaufen. Es wurde nichts geändert; bitten Sie die IT um einen neuen.',
  'sync.badKey': 'Der Schlüssel des Geräts ist kein Ed25519-Schlüssel. Es wurde nichts geändert; installieren Sie Harmony neu.',
  'sync.keyTaken':
    'Ein Gerät mit diesem Schlüssel ist bereits angemeldet. Es wurde nichts geändert; zwei Geräte dürfen nie einen kopierten Datenordner teilen.',
  'sync.unknownDevice':
    'Die Zentrale kennt dieses Gerät nicht. Es wurde nichts geändert; melden Sie es an oder wählen Sie eines aus der Liste.',
  'sync.deviceGone':
    '{{name}} wurde als verloren gemeldet oder ausgemustert, sein Schlüssel gilt nicht mehr. Es wurde nichts geändert; melden Sie den Laptop neu an.',
  'sync.unknownAttention': 'Diesen Vorgang {{attention}} gibt es nicht. Es wurde nichts geändert; wählen Sie einen aus der Liste.',
  'sync.resolvedAlready': '{{by}} hat dies bereits entschieden. Es wurde nichts geändert; sehen Sie sich die Entscheidung an.',
  'sync.onlyANote': 'Dies ist nur zur Kenntnis: Alles wurde übernommen. Es wurde nichts geändert; bestätigen Sie die Kenntnis.',
  'sync.waitsStill':
    'Dies beruht auf „{{title}}“, worüber noch nicht entschieden ist. Es wurde nichts geändert; entscheiden Sie zuerst darüber.',
  'sync.reasonNeeded':
    'Wer es erfasst hat, wird lesen, warum es nicht übernommen wurde. Es wurde nichts geändert; geben Sie einen Grund an.',
  'sync.refusedStill':
    'Die Regeln lassen es weiterhin nicht zu. {{refusal}} Hier lassen sich die Werte ändern, oder es bleibt, wie es war.',
  'sync.nothingToMerge':
    'Es gibt keine zwei Fassungen zur Wahl. Es wurde nichts geändert; übernehmen Sie es wie erfasst oder lassen Sie die andere Fassung gelten.',
  'sync.notQueued': '{{operation}} kann nicht unterwegs erfasst werden. Es wurde aufbewahrt, aber nicht übernommen.',
  'sync.waits': 'Es beruht auf etwas früher Erfasstem ({{operation}}), das selbst auf eine Entscheidung wartet.',
  'sync.gone':
    'Was geändert werden soll, wurde inzwischen entfernt. Es kann mit der Änderung wiederhergestellt werden oder entfernt bleiben.',
  'sync.conflict': 'Jemand anders hat inzwischen dasselbe geändert: {{fields}}. Wählen Sie, welche Fassung gilt.',
  'sync.outsideTerritory':
    '{{customer}} gehört nicht zum Gebiet dieses Geräts ({{territory}}). Es wurde aufbewahrt, aber nicht übernommen.',
  'sync.scopeLost':
    '{{customer}} kam nach der Erfassung in ein anderes Gebiet ({{territory}}). Es wurde übernommen; wer den Kunden jetzt betreut, sollte es wissen.',
  'sync.leaseExpired':
    'Preise, Bedingungen und Rechte des Geräts galten bis {{until}}; dies wurde danach erfasst. Es wurde übernommen; prüfen Sie, ob es so bleiben kann.',
  'sync.renumbered':
    'Vor der Wiederherstellung der Zentrale aus einer Sicherung hatte dies die Nummer {{before}}, jetzt {{number}}. Sagen Sie es allen, die die alte Nummer haben.',
  'sync.broken':
    'Das Programm ist daran gescheitert ({{operation}}): {{why}}. Es wurde aufbewahrt, aber nicht übernommen; melden Sie es der IT.',
  'sync.poison': 'Dies hat die Zentrale mehrmals zum Absturz gebracht. Es wurde aufbewahrt, aber nicht übernommen; melden Sie es der IT.',
  'sync.actorRevoked': 'Wer dies erfasst hat, darf nicht mehr handeln. Es wurde aufbewahrt, aber nicht übernommen.',
  'sync.idReused': 'Unter einer bereits benutzten Kennung kam etwas anderes an. Es wurde beiseitegelegt; melden Sie es der IT.',
  'sync.badSignature': 'Die Signatur des Geräts passt nicht. Es wurde beiseitegelegt, nichts wurde geändert; melden Sie es der IT.',
  'sync.badChain': 'Etwas davor Erfasstes fehlt. Es wurde nichts geändert; es wird erneut gesendet.',
  'sync.onlyAtHub':
    '{{operation}} geht nur in der Zentrale. Es wurde nichts geändert; erledigen Sie es im Browser an der Zentrale, sobald eine Verbindung besteht.',
  'sync.suspended': 'Die IT hat dieses Gerät gesperrt. Erfasstes wird noch abgeliefert; von der Zentrale kommt nichts Neues.',
  'sync.lost':
    'Dieses Gerät wurde als verloren gemeldet oder ausgemustert. Seine Schlüssel sind vernichtet, seine Kopie ist gelöscht; was von der Datei etwa übrig ist, kann niemand lesen. Was es sendet, wird beiseitegelegt. Um es wieder zu benutzen, melden Sie es mit einem neuen Code Ihrer Verwaltung an.',
  'sync.hubTooOld':
    'Die Zentrale ist älter als dieses Programm und kennt {{operation}} noch nicht. Alles bleibt aufbewahrt und wird nach ihrer Aktualisierung gesendet.',
  'sync.otherEpoch':
    'Die Zentrale wurde aus einer Sicherung wiederhergestellt. Das Gerät gleicht seine Kopie ab und sendet erneut, was ihr fehlt.',
  'sync.tooLarge':
    'Es wurde mehr auf einmal gesendet, als die Zentrale annimmt ({{limit}}). Es wurde nichts geändert; es wird in kleineren Teilen gesendet.',
  'sync.leaseOver':
    'Dieses Gerät hatte seit {{since}} keine Verbindung zur Zentrale, und seine Uhr sagt {{today}}: Niemand kann sich mehr anmelden oder etwas erfassen. Es wurde nichts gespeichert; verbinden Sie sich, oder stellen Sie die Uhr, wenn sie falsch geht. Was im Postausgang liegt, bleibt erhalten.',
  'sync.malformed': 'Die Zentrale kann dies nicht lesen ({{at}}). Es wurde beiseitegelegt, nichts wurde geändert; melden Sie es der IT.',
  'sync.diskFull':
    'Der Datenträger dieses Geräts ist voll. Es wurde nichts gespeichert; schaffen Sie Platz und speichern Sie erneut. Was im Postausgang liegt, bleibt erhalten.',
  'sync.skewed': 'Die Uhr des Geräts geht um {{seconds}} Sekunden falsch. Reihenfolge und Tage wurden berichtigt; stellen Sie die Uhr.',
  'sync.onlyInField': 'Dies ist kein Gerät im Außendienst: Was Sie hier tun, ist sofort in der Zentrale. Es wurde nichts geändert.',
  'sync.unknownIntent': 'Hier wurde nichts mit der Nummer {{intent}} erfasst. Es wurde nichts geändert; wählen Sie es im Postausgang.',
  'sync.notYours':
    'Das hat jemand anders erfasst. Es wurde nichts geändert; nur diese Person kann es zurückziehen, oder die Zentrale entscheidet.',
  'sync.onItsWay':
    'Das ist noch auf dem Weg zur Zentrale. Es wurde nichts geändert; ziehen Sie es zurück, wenn es auf Sie wartet, oder nehmen Sie es mit einem weiteren Schritt zurück.',
  'sync.appliedAlready':
    'Die Zentrale hat das schon übernommen. Es wurde nichts geändert; nehmen Sie es mit einem weiteren Schritt zurück, etwa einem Änderungsauftrag.',
  'sync.notOurWrap':
    'Diese Schlüsseldatei wurde nicht mit dem Wiederherstellungsschlüssel dieser Zentrale verschlossen. Es wurde nichts geändert; fragen Sie die Zentrale, an der das Gerät angemeldet wurde.',
  'sync.folderInUse':
    'Harmony ist auf dem Ordner {{folder}} schon geöffnet. Es wurde nichts geändert; gehen Sie zum offenen Fenster, oder schließen Sie es zuerst.',
  'sync.folderOnNetwork':
    'Der Ordner {{folder}} liegt auf einem Netzlaufwerk ({{kind}}). Es wurde nichts geöffnet; ein Gerät hält seine Datei auf der eigenen Platte, sonst kann sie beschädigt werden.',
  'sync.folderSynchronised':
    'Der Ordner {{folder}} wird von {{kind}} abgeglichen. Es wurde nichts geöffnet; wählen Sie einen Ordner, den kein anderes Programm kopiert, sonst kann die Datei beschädigt werden.',
  'sync.wrongDevicePassword':
    'Dieses Kennwort öffnet das Gerät nicht. Es wurde nichts geändert; versuchen Sie es noch einmal, oder bitten Sie die IT um ein anderes.',
  'sync.tooManyUnlocks': 'Zu viele falsche Kennwörter. Es wurde nichts geändert; versuchen Sie es in {{seconds}} Sekunden wieder.',
  'sync.keysBroken':
    'Die Schlüsseldatei {{file}} dieses Geräts fehlt oder ist beschädigt. Es wurde nichts geändert oder gelöscht; holen Sie sie aus einer Kopie zurück, oder fragen Sie die IT.',
  'sync.dataBroken':
    'Die Datei {{file}} ist beschädigt oder gehört zu einem anderen Schlüssel. Es wurde nichts geändert oder gelöscht; lassen Sie sie, wo sie ist, und stellen Sie daneben eine Sicherung wieder her, oder fragen Sie die IT.',
  'sync.deviceBroken':
    'Die Datei {{file}} dieses Geräts ist beschädigt oder gehört zu einem anderen Schlüssel. Es wurde nichts geändert oder gelöscht. Holen Sie heraus, was hier erfasst wurde, und melden Sie das Gerät dann neu an; oder fragen Sie die IT.',
  'sync.notDamaged': 'Die Datei {{file}} ist in Ordnung. Es wurde nichts geändert; starten Sie Harmony wie gewohnt.',
  'sync.nothingReadable':
    'In der Datei {{file}} lässt sich mit diesem Schlüssel nichts lesen. Sie blieb, wie sie ist; geben Sie sie der IT, zusammen mit harmony-keys.json und den Kopien im Ordner backups.',
  'sync.noRecoveryKey':
    'Was in {{file}} erfasst wurde, ist lesbar, aber nicht der Schlüssel der Organisation, mit dem es versiegelt wird. Es wurde nichts geändert; bitten Sie die IT, RecoveryPublicKey auf diesem Rechner zu setzen, und versuchen Sie es dann erneut.',
  'sync.rescued':
    'Herausgeholt: {{rescued}}. Nicht lesbar: {{unreadable}}, davon nur auf diesem Laptop: {{onlyHere}}. Ohne Spur: {{unknown}}. Geben Sie die Datei {{escrow}} der IT, die sie von der Zentrale übernehmen lässt. Die beschädigte Datei blieb als {{aside}} erhalten. Bitten Sie die IT um einen Code, und melden Sie diesen Laptop neu an.',
  'sync.rescuedNothing':
    'Nichts, was hier erfasst wurde, wartete noch und war lesbar. Nicht lesbar: {{unreadable}}, davon nur auf diesem Laptop: {{onlyHere}}. Ohne Spur: {{unknown}}. Die beschädigte Datei blieb als {{aside}} erhalten. Bitten Sie die IT um einen Code, und melden Sie diesen Laptop neu an.',
  'sync.storeChanged':
    'Der Schlüsselspeicher dieses Rechners ist ein anderer als zuvor ({{before}}, jetzt {{now}}). Es wurde nichts gelöscht; öffnen Sie das Gerät mit seinem Kennwort, oder bitten Sie die IT um die Wiederherstellung.',
  'sync.newerDatabase':
    'Die Daten dieses Geräts gehören zu einem neueren Harmony. Sie wurden nicht angetastet; installieren Sie die neuere Version.',
  'sync.door.rescue': 'Erfasstes herausholen',
  'sync.door.hubManaged': 'Von Ihrer Organisation verwaltet',
  'sync.storeRequired':
    'Ihre Organisation verlangt, dass der Schlüsselspeicher dieses Systems den Schlüssel dieses Laptops aufbewahrt, und es gibt keinen. Nichts wurde geändert; fragen Sie die IT.',
  'sync.otherHub':
    'Ihre Organisation meldet diesen Laptop an {{hub}} an und nirgends sonst. Nichts wurde geändert; verwenden Sie diese Adresse.',
  'sync.otherRecoveryKey':
    'Die Zentrale nennt einen anderen Wiederherstellungsschlüssel als Ihre Organisation. Hier wurde nichts aufbewahrt; sagen Sie es der IT.',
  'sync.hubUnreachable':
    'Die Zentrale unter {{hub}} antwortet nicht ({{why}}). Es wurde nichts geändert; prüfen Sie die Adresse und das Netz.',
  'sync.hubKey': 'Schlüssel der Zentrale',
  'sync.acceptHubKey': 'Diesem Schlüssel der Zentrale trauen',
  'sync.noKeyShown':
    'Unter der Adresse der Zentrale hat sich kein Schlüssel gezeigt, für den jemand bürgt. Nichts wurde geändert; sehen Sie noch einmal nach, sobald es ein Netz gibt.',
  'sync.otherHubKey':
    'Das ist nicht der Fingerabdruck des Schlüssels, der sich zeigt. Nichts wurde geändert; lesen Sie ihn noch einmal, oder fragen Sie die IT, bevor Sie weitermachen.',
  'sync.hubNotTrusted':
    'Was unter {{hub}} antwortet, ist nicht die Zentrale, die dieses Gerät kennt. Es wurde nichts gesendet; fragen Sie die IT, bevor Sie weitermachen.',
  'sync.needsTls': 'Mit einer Zentrale wird nur über https gesprochen. Es wurde nichts gesendet; schreiben Sie https:// vor {{hub}}.',
  'sync.notEnrolled':
    'Dieser Ordner ist noch kein Gerät. Es wurde nichts geändert; melden Sie ihn zuerst mit dem Code an, den Sie von der IT bekommen haben.',
  'sync.alreadyEnrolled':
    'Der Ordner {{folder}} ist schon ein Gerät. Es wurde nichts geändert; wählen Sie für ein anderes Gerät einen anderen Ordner.',
  'sync.folderTaken':
    'Im Ordner {{folder}} liegen Daten, die keinem Gerät gehören. Es wurde nichts geändert; wählen Sie für das Gerät einen leeren Ordner.',
  'sync.notYourDevice':
    'Dieses Gerät gehört {{login}}, und was hier erfasst wird, läuft unter diesem Namen. Es wurde nichts gespeichert; melden Sie sich als {{login}} an.',
  'sync.passwordsDiffer': 'Die beiden Kennwörter unterscheiden sich. Es wurde nichts geändert; geben Sie sie noch einmal ein.',
  'sync.door.enrolTitle': 'Dieses Gerät einrichten',
  'sync.door.enrolIntro':
    'Nehmen Sie Ihre Arbeit mit: Was Sie von Ihren Kunden brauchen, liegt verschlüsselt auf diesem Gerät und ist auch ohne Netz da.',
  'sync.door.unlockTitle': 'Dieses Gerät entsperren',
  'sync.door.unlockIntro': 'Ihre Arbeit liegt verschlüsselt auf diesem Gerät.',
  'sync.door.protectTitle': 'Ihre Daten schützen',
  'sync.door.protectIntro':
    'Alles, was Sie auf diesem Rechner in Harmony führen, wird verschlüsselt. Der Schlüsselspeicher des Rechners öffnet es für Sie; dieses Kennwort öffnet es, wenn er verloren geht oder ein anderer ist.',
  'sync.door.protect': 'Schützen und weiter',
  'sync.door.ownPassword': 'Kennwort Ihrer Daten',
  'sync.door.ownPasswordHint':
    'Mindestens 12 Zeichen; gern ein ganzer Satz. Schreiben Sie es auf und bewahren Sie es fern von diesem Rechner auf: Ohne es öffnet niemand die Daten wieder.',
  'sync.door.unlockOwnTitle': 'Ihre Daten entsperren',
  'sync.door.unlockOwnIntro': 'Ihre Daten liegen verschlüsselt auf diesem Rechner.',
  'sync.door.forgottenOwn':
    'Vergessen? Wo Ihre Organisation einen Wiederherstellungsschlüssel hat, kann die IT diesen Daten ein anderes Kennwort geben. Gelöscht wird hier nie etwas.',
  'sync.door.hub': 'Adresse der Zentrale',
  'sync.door.code': 'Code von der IT',
  'sync.door.password': 'Kennwort dieses Geräts',
  'sync.door.passwordAgain': 'Kennwort noch einmal',
  'sync.door.passwordHint': 'Mindestens 12 Zeichen, gern ein ganzer Satz. Sie brauchen es bei jedem Start von Harmony auf diesem Gerät.',
  'sync.door.certificate': 'Zertifikat der Zentrale (PEM)',
  'sync.door.certificateHint': 'Nur wenn Sie von der IT eines bekommen haben, weil die Zentrale ein eigenes Zertifikat hat.',
  'sync.door.enrol': 'Einrichten',
  'sync.door.unlock': 'Entsperren',
  'sync.door.opening': 'Wird geöffnet …',
  'sync.door.asking': 'Die Zentrale wird gefragt …',
  'sync.door.loading': 'Ihre Kunden, Preise und Bedingungen werden geholt …',
  'sync.door.loadingOf': '{{done}} von {{of}}',
  'sync.door.ready': 'Bereit. Weiter zur Anmeldung …',
  'sync.door.again': 'Noch einmal versuchen',
  'sync.door.forgotten': 'Vergessen? Die IT kann diesem Gerät ein anderes Kennwort geben; es geht nichts verloren.',
  'people.passwordTooShort': 'Das Passwort ist zu kurz: mindestens {{least}} Zeichen, gern ein ganzer Satz. Es wurde nichts geändert.',
  'people.passwordTooEasy':
    'Das Passwort ist zu leicht zu erraten: Es wiederholt sich oder enthält den Anmeldenamen. Es wurde nichts geändert; bitte ein anderes wählen.',
  'sync.badPart':
    'Ein Teil der Datei {{file}} kam anders an, als er gesendet wurde. Es wurde nichts davon behalten; er wird erneut gesendet.',
  'sync.badFile':
    'Die Datei {{file}} kam mehrmals anders an, als sie erfasst wurde. Alles andere wurde übernommen; lassen Sie sich die Datei von dem geben, der sie erfasst hat.',
  'sync.busy': 'Die Zentrale ist ausgelastet. Es wurde nichts geändert; das Gerät versucht es in {{seconds}} Sekunden erneut.',
  'sync.hubFull':
    'Der Datenträger der Zentrale ist voll. Es wurde nichts geändert, und nichts ist verloren: Was im Postausgang liegt, bleibt erhalten und wird von selbst gesendet, sobald Platz ist. Sagen Sie der IT Bescheid.',
  'sync.forked':
    'Der Datenträger von {{device}} wurde zurückgesetzt, oder sein Ordner läuft zweimal: Nach demselben Schritt wurde zweierlei erfasst. Alles wurde übernommen, aber zwei Papiere können dieselbe Referenz tragen ({{code}}-…). Lassen Sie die IT das Gerät ausmustern und jeden Laptop neu anmelden.',
  'choice.kind.decide': 'Zu entscheiden',
  'choice.kind.note': 'Zur Kenntnis',
  'choice.state.active': 'Aktiv',
  'choice.state.suspended': 'Ausgesetzt',
  'choice.state.lost': 'Verloren',
  'choice.state.retired': 'Ausgemustert',
  'choice.state.open': 'Offen',
  'choice.state.taken': 'Übernommen',
  'choice.state.resolved': 'Entschieden',
  'choice.state.applied': 'In Kraft',
  'choice.state.attention': 'Wartet auf einen Menschen',
  'choice.clock.fine': 'Richtig',
  'choice.clock.skewed': 'Falsch',
  'choice.clock.unknown': 'Unbekannt',
  'choice.resolution.apply': 'Wie erfasst übernommen',
  'choice.resolution.merge': 'Zusammengeführt',
  'choice.resolution.amend': 'Mit Änderungen übernommen',
  'choice.resolution.drop': 'Nicht übernommen',
  'choice.resolution.seen': 'Zur Kenntnis genommen',
  'choice.state.pending': 'Wartet auf die Zentrale',
  'choice.state.sending': 'Wird gesendet',
  'choice.state.needsYou': 'Braucht Sie',
  'choice.state.settled': 'Erledigt',
  'field.known': 'Bekannter Schlüssel',
  'field.shown': 'Jetzt gezeigter Schlüssel',
  'field.issuer': 'Beglaubigt von',
  'field.hubKey': 'Fingerabdruck des Schlüssels der Zentrale',
  'field.why': 'Warum',
  'field.number': 'Nummer',
  'field.warning': 'Fraglich',
  'field.attention': 'Wartet vom Außendienst',
  'field.reason': 'Grund',
  'field.id': 'Kennung',
  'field.user': 'Benutzer',
  'field.name': 'Name',
  'field.shortCode': 'Kurzzeichen',
  'field.publicKey': 'Öffentlicher Schlüssel',
  'field.certificate': 'Zertifikat',
  'field.state': 'Zustand',
  'field.enrolledAt': 'Angemeldet',
  'field.enrolledBy': 'Angemeldet von',
  'field.stateSince': 'Seit',
  'field.hash': 'Fingerabdruck',
  'field.createdAt': 'Angelegt',
  'field.createdBy': 'Angelegt von',
  'field.expiresAt': 'Gültig bis',
  'field.usedBy': 'Benutzt von',
  'field.device': 'Gerät',
  'field.previous': 'Davor',
  'field.operation': 'Vorgang',
  'field.version': 'Version',
  'field.actor': 'Erfasst von',
  'field.capturedAt': 'Erfasst',
  'field.day': 'Tag',
  'field.receivedAt': 'Eingegangen',
  'field.clock': 'Uhr',
  'field.skew': 'Uhr falsch um (s)',
  'field.reference': 'Referenz',
  'field.body': 'Wie erfasst',
  'field.bodyHash': 'Fingerabdruck des Erfassten',
  'field.signature': 'Signatur',
  'field.code': 'Kürzel',
  'field.result': 'Ergebnis',
  'field.merged': 'Zusammengeführte Felder',
  'field.kind': 'Art',
  'field.intent': 'Erfasst',
  'field.about': 'Einzelheiten',
  'field.record': 'Datensatz',
  'field.subject': 'Gegenstand',
  'field.how': 'Entscheidung',
  'field.choices': 'Auswahl',
  'field.field': 'Feld',
  'field.side': 'Seite',
  'field.amended': 'Geänderte Werte',
  'field.wrap': 'Verschlossener Schlüssel',
  'choice.how.apply': 'Wie erfasst übernehmen',
  'choice.how.merge': 'Je Feld wählen',
  'choice.how.amend': 'Ändern und übernehmen',
  'choice.how.drop': 'Nicht übernehmen',
  'choice.how.seen': 'Zur Kenntnis genommen',
  'choice.side.mine': 'Unterwegs erfasst',
  'choice.side.theirs': 'Zentrale',
  'field.matter': 'Worum es geht',
  'field.customer': 'Kunde',
  'field.entity': 'Gesellschaft',
  'field.mine': 'Erfasste Fassung',
  'field.original': 'Fassung davor',
  'field.theirs': 'Fassung der Zentrale',
  'field.fields': 'Felder',
  'field.cause': 'Ursache',
  'field.openedAt': 'Eröffnet',
  'field.assignee': 'Übernommen von',
  'field.resolution': 'Entscheidung',
  'field.resolvedAt': 'Entschieden',
  'field.resolvedBy': 'Entschieden von',
  'field.note': 'Notiz',
  'field.userName': 'Person',
  'field.deviceName': 'Gerät',
  'field.assigneeName': 'Übernommen von',
  'field.lastCallAt': 'Letzter Kontakt',
  'field.changesBehind': 'Änderungen im Rückstand',
  'field.unsent': 'Noch nicht gesendet',
  'field.oldestUnsent': 'Ältestes nicht gesendet',
  'field.inStep': 'Im Gleichstand',
  'field.sealedAt': 'Besiegelt',
  'field.sentWith': 'Gesendet mit',
  'field.digests': 'Prüfsummen des Gesendeten',
  'field.epoch': 'Zeitlinie der Zentrale',
  'field.programVersion': 'Programm',
} as const satisfies WordsOf<SyncModule> & MoreWords
