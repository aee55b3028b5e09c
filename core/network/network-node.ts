import { coded } from '#core/import/coded.ts'

/** The chain from the room to the customer's box: room → OLT → PON port → splitters → box. */
export const nodeKinds = ['room', 'olt', 'ponPort', 'splitter', 'box'] as const
export type NodeKind = (typeof nodeKinds)[number]

export type NetworkNode = {
  readonly id: string
  readonly prefecture: string
  readonly code: string
  readonly name: string
  readonly kind: NodeKind
  readonly parentCode?: string | undefined
  readonly county: string
  readonly lon?: number | undefined
  readonly lat?: number | undefined
  /** `1:8`. */
  readonly splitRatio?: string | undefined
  readonly parentKm?: number | undefined
  readonly version: number
}

export const nodeKind = coded<NodeKind>({
  room: [
    '机房',
    '局站',
    '基站',
    '站点',
    '综合业务机房',
    '接入机房',
    '汇聚机房',
    '核心机房',
    '基站机房',
    '局房',
    'ROOM',
    'SITE',
  ],
  olt: ['OLT', 'OLT设备', '光线路终端'],
  ponPort: ['PON口', 'PON端口', 'PON', 'OLT端口', 'PONPORT', 'OLTPON口', 'GPON口'],
  splitter: ['分光器', '一级分光器', '二级分光器', '一级分光', '二级分光', 'POS', 'SPLITTER', 'OBD'],
  box: [
    '分纤箱',
    '光分纤箱',
    '分光分纤箱',
    '二级分光分纤箱',
    '光交箱',
    '光交接箱',
    '光交',
    '箱体',
    'DB',
    'DB箱',
    'BOX',
    '分光箱',
    '接入箱',
  ],
})

/** How many ways a splitter divides the light into. */
export const splitWays = [2, 4, 8, 16, 32, 64, 128] as const

/** What a node may hang on; a room hangs on nothing. */
export const parentKinds: Readonly<Record<NodeKind, readonly NodeKind[]>> = {
  room: [],
  olt: ['room'],
  ponPort: ['olt'],
  splitter: ['ponPort', 'splitter', 'box'],
  box: ['ponPort', 'splitter', 'box'],
}
