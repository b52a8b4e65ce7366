export { default } from '../../../../../renderer/modules/approvals/words.en.ts'
