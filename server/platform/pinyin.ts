import { pinyin } from 'pinyin-pro'

/** First letters of the reading, `欧阳修` → `oyx`; of a person the family name has its reading as a name (单 is shan). */
export const pinyinInitials = (name: string, of: 'person' | 'organisation'): string =>
  pinyin(name, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    mode: of === 'person' ? 'surname' : 'normal',
  })
    .join('')
    .toLowerCase()
