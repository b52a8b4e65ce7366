/** What the tax screens say beside the words of `core/tax`. */
export default { 'tax.ui.new': 'New tax code', 'tax.ui.code': 'Tax code', 'tax.ui.edit': 'Edit tax code' } as const
