import { describe, expect, it } from 'vitest'
import { codeIn } from './recent-scans.ts'

describe('what a code says', () => {
  it('is taken without the blanks around it; an address stands for its last part', () => {
    expect(codeIn('  HWTC 12\n')).toBe('HWTC 12')
    expect(codeIn('https://box.example/b/GF-02?x=1')).toBe('GF-02')
    expect(codeIn('https://box.example/b/%E4%BA%91%E5%B2%AD3%E6%A0%8BGF-02/')).toBe('云岭3栋GF-02')
    expect(codeIn('x'.repeat(200))).toHaveLength(80)
  })
})
