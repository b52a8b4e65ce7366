import words from '../../../../../renderer/modules/approvals/words.de.ts'

export default words
