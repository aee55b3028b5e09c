import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareWord, wordMatcher } from './forbidden.rules.ts'
import { aForbiddenWord } from './wording.fixtures.ts'

const list = [
  aForbiddenWord({ word: '急什么急', severity: 'major', sayInstead: '我马上处理' }),
  aForbiddenWord({ word: '不知道', exceptions: ['客户不知道'] }),
  aForbiddenWord({ word: '不知道就别说了', severity: 'severe' }),
  aForbiddenWord({ word: '不行', exceptions: ['行不行'] }),
  aForbiddenWord({ word: 'sb', variants: ['s13', '傻逼'] }),
  aForbiddenWord({ word: '讽刺、训斥', isConduct: true }),
]
const match = wordMatcher(list)
const found = (text: string) => match(text).map((hit) => hit.word)

describe('forbidden words', () => {
  it('are found as they stand, with what to say instead and where', () => {
    expect(match('我说你急什么急，等着')).toEqual([
      expect.objectContaining({ word: '急什么急', found: '急什么急', from: 3, to: 7, sayInstead: '我马上处理' }),
    ])
  })
  it('are found with blanks, punctuation, line breaks and invisible characters between', () => {
    for (const text of ['急 什 么 急', '急，什.么…急', '急\n什么\u200b急', '急*什*么*急'])
      expect(found(text), text).toEqual(['急什么急'])
  })
  it('are found in full width, capitals, traditional characters and variants', () => {
    expect(found('你ＳＢ')).toEqual(['sb'])
    expect(found('急什麼急')).toEqual(['急什么急'])
    expect(found('真是S13')).toEqual(['sb'])
  })
  it('of letters are not found inside another word', () => {
    expect(found('USB 接口松动，换了 usb3')).toEqual([])
    expect(found('他说 sb 了')).toEqual(['sb'])
  })
  it('are not found where the list says that they mean something else', () => {
    expect(found('问他行不行，客户不知道密码')).toEqual([])
    expect(found('客户不知道，我也不知道')).toEqual(['不知道'])
  })
  it('of two characters are not put together across a full stop', () => {
    expect(found('网速还是不。行了')).toEqual([])
    expect(found('网速还是不，行了')).toEqual(['不行'])
  })
  it('that lie within one another count once, as the longest', () => {
    expect(found('不知道就别说了')).toEqual(['不知道就别说了'])
  })
  it('that are a class of conduct are never matched', () => {
    expect(found('讽刺、训斥')).toEqual([])
  })
  it('any word of the list is found in any text around it, whatever stands between its characters', () => {
    const words = ['急什么急', '不知道就别说了', '谁给你装的找谁']
    const matcher = wordMatcher(words.map((word) => aForbiddenWord({ word })))
    const gap = fc.stringMatching(/^[ 　,，、.*…\u200b-]{0,3}$/u)
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.array(gap, { minLength: 8, maxLength: 8 }),
        fc.stringMatching(/^[网络光猫重启好了 ，]{0,20}$/u),
        fc.stringMatching(/^[网络光猫重启好了 ，]{0,20}$/u),
        (word, gaps, before, after) => {
          const written = [...word].map((char, index) => (index === 0 ? char : `${gaps[index] ?? ''}${char}`)).join('')
          const text = `${before}${written}${after}`
          const hits = matcher(text)
          expect(hits.map((hit) => [hit.word, hit.found])).toEqual([[word, written]])
          expect(text.slice(hits[0]?.from, hits[0]?.to)).toBe(written)
        },
      ),
    )
  })
  it('a hit is always a word of the list, bare of what does not count', () => {
    const words = [aForbiddenWord({ word: '不行' }), aForbiddenWord({ word: '没空', variants: ['没时间'] })]
    const matcher = wordMatcher(words)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'不行没空时间 ，。a𠮷'), { maxLength: 40 }), (chars) => {
        const text = chars.join('')
        const hits = matcher(text)
        for (const hit of hits) expect(['不行', '没空', '没时间']).toContain(bareWord(hit.found))
        for (const [index, hit] of hits.entries()) expect(hit.from).toBeGreaterThanOrEqual(hits[index - 1]?.to ?? 0)
      }),
    )
  })
  it('two thousand words are looked for in two thousand characters within the time of a keystroke', () => {
    const words = Array.from({ length: 2_000 }, (_, index) =>
      aForbiddenWord({ word: `别再打${String.fromCodePoint(0x4e00 + index)}了${index % 7}` }),
    )
    const matcher = wordMatcher(words)
    const text = '客户说网速慢，测速后更换光猫，恢复正常。'.repeat(100).slice(0, 2_000)
    matcher(text)
    const times = Array.from({ length: 5 }, () => {
      const begun = performance.now()
      matcher(text)
      return performance.now() - begun
    })
    expect(Math.min(...times)).toBeLessThan(16)
  })
})
