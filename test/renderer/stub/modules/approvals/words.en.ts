import words from '../../../../../renderer/modules/approvals/words.en.ts'

export default words
