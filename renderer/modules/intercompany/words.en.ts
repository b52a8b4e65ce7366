/** What the screens of invoices within the group say beside the words of `core/intercompany`. */
export default {
  'intercompany.ui.lead': '{{provider}} to {{receiver}}, {{month}}. Never seen by a customer.',
  'intercompany.ui.charges': 'What was charged',
  'intercompany.ui.provider': 'In the books of {{entity}}, which provides',
  'intercompany.ui.receiver': 'In the books of {{entity}}, which receives',
  'intercompany.ui.print': 'Print',
  'intercompany.ui.noneYet': 'Not prepared',
  'intercompany.ui.prepare': 'Prepare',
  'intercompany.ui.prepareAgain': 'Prepare again',
  'intercompany.ui.file': 'Save the e-invoice',
  'intercompany.ui.report': 'Report of the check',
}
