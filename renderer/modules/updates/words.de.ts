import type en from './words.en.ts'

export default {
  'updates.ui.title': 'Neuerungen',
  'updates.ui.lead': 'Dies ist Harmony {{version}}.',
  'updates.ui.version': 'Version {{version}}, {{day}}',
  'updates.ui.only': 'Version {{version}}',
  'updates.ui.next': 'Die nächste Version',
  'updates.ui.check': 'Jetzt nachsehen',
  'updates.ui.installed': 'Installiert',
  'updates.ui.how': 'Updates',
  'updates.ui.checked': 'Zuletzt nachgesehen',
  'updates.ui.mode.off': 'durch die IT',
  'updates.ui.mode.notify': 'durch die IT; Harmony sagt, wenn es eines gibt',
  'updates.ui.mode.background': 'von selbst, beim nächsten Start',
  'updates.ui.state.off': 'Ihre Organisation bringt neue Versionen auf diesen Rechner. Hier ist nichts zu tun.',
  'updates.ui.state.unknown': 'Harmony hat noch nicht nachgesehen.',
  'updates.ui.state.current': 'Sie haben die neueste Version.',
  'updates.ui.state.available': 'Version {{version}} ist verfügbar.',
  'updates.ui.state.fetching': 'Version {{version}} wird geladen. Sie können weiterarbeiten.',
  'updates.ui.state.ready': 'Version {{version}} liegt bereit und wird installiert, wenn Harmony das nächste Mal gestartet wird.',
  'updates.ui.state.unreachable': 'Der Server für Updates ist gerade nicht erreichbar. Harmony versucht es später noch einmal.',
  'updates.ui.state.refused':
    'Was der Server für Updates anbietet, wurde abgelehnt, und auf diesem Rechner wurde nichts verändert. Nennen Sie Ihrer IT-Abteilung diesen Code: {{fault}}.',
  'updates.ui.obstacle.os': 'Sie braucht ein neueres Betriebssystem, als dieser Rechner hat.',
  'updates.ui.obstacle.glibc': 'Sie braucht ein neueres Linux, als dieser Rechner hat.',
  'updates.ui.obstacle.manual': 'Sie muss von der IT installiert werden.',
  'updates.ui.obstacle.tooOld': 'Davor muss eine Version dazwischen installiert werden. Fragen Sie die IT.',
  'updates.ui.obstacle.database':
    'Sie kann die Daten dieses Rechners nicht öffnen, denn diese sind neuer. Fragen Sie die IT, bevor etwas installiert wird.',
  'updates.ui.obstacle.failed': 'Sie ließ sich zweimal nicht installieren. Fragen Sie die IT.',
} satisfies { readonly [K in keyof typeof en]: string }
