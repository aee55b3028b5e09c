/** A small seeded generator (mulberry32): the same seed makes the same demo. */
export type Dice = {
  /** 0 ≤ x < 1. */
  next(): number
  /** Whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  chance(probability: number): boolean
}

export const createDice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    chance: (probability) => next() < probability,
  }
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞红玲建国志文海燕波宁欣怡梓涵晨']
export const personName = (dice: Dice): string =>
  dice.pick(SURNAMES) + dice.pick(GIVEN) + (dice.chance(0.6) ? dice.pick(GIVEN) : '')

const COMMUNITIES = [
  '清溪苑',
  '云岭小区',
  '望城家园',
  '金桂花园',
  '南山里',
  '河滨新村',
  '银杏雅居',
  '学府路社区',
  '翠屏山庄',
  '凤凰小镇',
  '联盟村',
  '石板寨',
]
export const communityName = (dice: Dice): string => dice.pick(COMMUNITIES)
export const doorOf = (dice: Dice): string =>
  `${dice.whole(1, 28)}栋${dice.whole(1, 4)}单元${dice.whole(1, 24)}0${dice.whole(1, 4)}号`

const ORGANISATIONS = [
  '人民医院',
  '第二中学',
  '供销合作社',
  '税务所',
  '农商银行支行',
  '客运站',
  '政务服务中心',
  '水务公司',
  '物流园',
  '酒店',
]
export const organisationName = (dice: Dice, county: string): string =>
  `${county.replace(/[市区县]$/, '')}${dice.pick(ORGANISATIONS)}`

export const SYMPTOMS = [
  'LOS灯红',
  '不能上网',
  '频繁掉线',
  '网速慢',
  '光猫不亮',
  '拨号错误678',
  '拨号错误691',
  '电视卡顿',
  'WiFi信号差',
] as const
export const CHANNELS = ['hotline', 'hotline', 'hotline', 'eoms', 'web', 'sms', 'customerManager'] as const
