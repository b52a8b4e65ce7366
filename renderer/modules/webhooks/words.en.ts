/** What the screens of webhooks say beside the words of `core/webhooks`. */
export default {
  'webhooks.ui.lead':
    'Harmony calls this address when something happens. A message says what happened to what, by ids and without contents; the receiver asks for those with rights of its own.',
  'webhooks.ui.yours': 'It tells what you may read, now and later. Whoever saves it next owns it.',
  'webhooks.ui.urlHint': 'Begins with https://. Places in a private network have to be allowed by whoever runs the hub.',
  'webhooks.ui.inOrderHint':
    'In order: an event that is not taken holds up those after it until it is taken or given up. Otherwise later ones go ahead; their numbers tell the order.',
  'webhooks.ui.entityHint': 'Only what happens in this legal entity. Without one, everything that you may see.',
  'webhooks.ui.all': 'Everything that happens',
  'webhooks.ui.allOf': 'Everything of {{module}}',
  'webhooks.ui.chosen': '{{count}} chosen',
  'webhooks.ui.notAudible': '{{event}} – you may not read this',
  'webhooks.ui.noEvents': 'Choose what the webhook is told.',
  'webhooks.ui.once': 'Copy the secret now',
  'webhooks.ui.onceLead':
    'It is shown this once. With it the receiver checks that a message is from here and unchanged. Harmony keeps it closed and shows it to nobody again.',
  'webhooks.ui.kept': 'I have kept it',
  'webhooks.ui.messages': 'Messages',
  'webhooks.ui.noMessages': 'Nothing was sent yet',
  'webhooks.ui.noMessagesLead': 'What happens from now on is told. Send a sample to see whether the receiver takes it.',
  'webhooks.ui.sampleSent': 'The sample is on its way; its line says what came of it.',
  'webhooks.ui.again': 'Send again',
  'webhooks.ui.againDone': 'Sent again',
  'webhooks.ui.deadDone': '{{count}} are sent again',
  'webhooks.ui.resumed': 'The webhook goes on',
  'webhooks.ui.paused': 'The webhook is paused; the log keeps what happens',
  'webhooks.ui.removed': 'The webhook is removed',
  'webhooks.ui.sureRemove': 'It is told nothing any more, and its messages go with it. The log keeps that it was there.',
  'webhooks.ui.resumeLead': 'It can go on where it stopped, so that nothing is missing, or leave out what happened meanwhile.',
  'webhooks.ui.goOn': 'Go on where it stopped',
  'webhooks.ui.fromNow': 'From now on',
  'webhooks.ui.rotateLead':
    'For these hours both secrets sign, so that the receiver changes over whenever it likes. 0: the old one is in wrong hands.',
  'webhooks.ui.sinceLead': 'Everything that happened since then is sent once more from the log, each event under the id that it had.',
  'webhooks.ui.stopped.failing':
    'Nothing was taken for three days. See below what the receiver answered; when it is well again, resume, and send again what was given up.',
  'webhooks.ui.stopped.gone':
    'The receiver answered that it is no more (410), as programs do that unsubscribe. If that was a mistake, resume.',
  'webhooks.ui.stopped.noOwner': 'Its owner is no active user any more. Save it as yours and resume: it is then told what you may read.',
  'webhooks.ui.stopped.secretLost':
    'Its secret cannot be opened any more, because the company’s key was renewed. Make a new secret, give it to the receiver and resume.',
  'webhooks.ui.fault.forbidden': 'Place that webhooks may not go to',
  'webhooks.ui.fault.unresolved': 'Name has no address',
  'webhooks.ui.fault.timeOut': 'No answer in time',
  'webhooks.ui.fault.offline': 'Not reached',
  'webhooks.ui.fault.certificate': 'Certificate that nobody here vouches for',
  'webhooks.ui.fault.status': 'Answer that is no yes',
  'webhooks.ui.fault.redirected': 'Sent elsewhere: not followed',
  'webhooks.ui.actions': 'More',
}
