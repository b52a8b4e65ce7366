export { default } from '../../../../../renderer/modules/approvals/words.de.ts'
