import type { ForbiddenWord, WordingPack, WordingText } from './pack.ts'

export const aForbiddenWord = (part: Partial<ForbiddenWord> = {}): ForbiddenWord => ({
  word: '急什么急',
  class: 'impatient',
  severity: 'minor',
  variants: [],
  exceptions: [],
  sayInstead: '',
  isConduct: false,
  mark: 'proposed',
  ...part,
})

export const aWordingText = (part: Partial<WordingText> = {}): WordingText => ({
  moment: 'atTheDoor',
  line: 'all',
  text: '{customerTitle}，您好，我按约定时间到了，方便进来吗？',
  gloss: '',
  doNotSay: [],
  mark: 'proposed',
  ...part,
})

export const aWordingPack = (part: Partial<WordingPack> = {}): WordingPack => ({ texts: [], words: [], ...part })
