/** What the screens of transfer prices say beside the words of `core/transfer`. */
export default {
  'transfer.ui.lead':
    'What work brings the entity that has the order, the one that lends its people, and the group. Customers never see any of it.',
  'transfer.ui.none': 'No work was charged in this time',
  'transfer.ui.noneLead': 'Charge the work of a month, and its margins stand here.',
  'transfer.ui.own': '{{entity}} with its own people',
  'transfer.ui.between': '{{provider}} for {{receiver}}',
  'transfer.ui.about': 'Entries: {{entries}} · hours: {{hours}}',
  'transfer.ui.price': 'charged {{amount}}',
  'transfer.ui.line': 'What',
  'transfer.ui.ownCurrency': 'Own currency',
  'transfer.ui.invoiced': 'Billed to customers',
  'transfer.ui.charged': 'Charged by {{provider}}',
  'transfer.ui.receiverMargin': 'Margin of {{receiver}}',
  'transfer.ui.paid': 'Charged to {{receiver}}',
  'transfer.ui.cost': 'True cost',
  'transfer.ui.providerMargin': 'Margin of {{provider}}',
  'transfer.ui.groupMargin': 'Margin of the group',
  'transfer.ui.withdraw': 'Turn down',
}
