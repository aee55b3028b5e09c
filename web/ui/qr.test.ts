import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { qrModules } from './qr.ts'

const digest = (text: string): string =>
  createHash('sha256')
    .update(
      qrModules(text)
        .map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''))
        .join('\n'),
    )
    .digest('hex')
    .slice(0, 16)

it('codes are module by module those of a reference encoder (level M, mask 0)', () => {
  expect(digest('HELLO')).toBe('b664c5ebcc2451fb')
  expect(digest('otpauth://totp/Daiwei:chen?secret=JBSWY3DPEHPK3PXP&issuer=Daiwei')).toBe('dd8af0703f6ddefe')
  expect(digest('x'.repeat(200))).toBe('1e21180d1f36a922')
})

it('a text that no code of ours holds is refused', () => {
  expect(() => qrModules('x'.repeat(700))).toThrow('700 bytes')
})
