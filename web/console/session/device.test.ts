import { describe, expect, it } from 'vitest'
import { deviceWords } from './device.ts'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

describe('what a browser calls itself, in words', () => {
  it.each([
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'Chrome 156 · Windows'],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/156.0.0.0`, 'Edge 156 · Windows'],
    [`Mozilla/5.0 (Linux; Android 14; PJA110) ${CHROME} MicroMessenger/8.0.50`, 'WeChat 8 · Android'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 · Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari 18 · iOS',
    ],
    ['dispatch-robot 2', 'dispatch-robot 2'],
  ])('%s', (userAgent, words) => expect(deviceWords(userAgent)).toBe(words))
})
