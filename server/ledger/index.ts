export { pinyinInitials } from './pinyin.ts'
