/** What the screens of invoices within the group say beside the words of `core/intercompany`. */
export default {
  'intercompany.ui.lead': '{{provider}} to {{receiver}}, {{month}}. Never seen by a customer.',
  'intercompany.ui.charges': 'What was charged',
  'intercompany.ui.provider': 'In the books of {{entity}}, which provides',
  'intercompany.ui.receiver': 'In the books of {{entity}}, which receives',
  'intercompany.ui.print': 'Print',
}
