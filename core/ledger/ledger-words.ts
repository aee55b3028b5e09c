import { coded } from '#core/import/coded.ts'

/** Whether a home user or a line is in service. */
export const serviceStatus = coded({
  active: [
    '在网',
    '在用',
    '正常',
    '开通',
    '已开通',
    '在网使用',
    '使用中',
    '激活',
    '现网',
    '有效',
    '正使用',
    '正常在网',
    '运行',
    '在线',
  ],
  suspended: [
    '停机',
    '欠停',
    '欠费停机',
    '报停',
    '停用',
    '暂停',
    '保号停机',
    '单停',
    '双停',
    '挂起',
    '申请停机',
    '强停',
    '停机保号',
  ],
  closed: [
    '销户',
    '拆机',
    '已拆机',
    '已销户',
    '离网',
    '注销',
    '拆除',
    '已拆除',
    '退网',
    '终止',
    '撤销',
    '欠费拆机',
    '已拆',
    '失效',
  ],
})
export type ServiceStatus = (typeof serviceStatus.codes)[number]

/** How the home is reached. */
export const accessMethod = coded({
  FTTH: ['FTTH', '光纤到户', '光纤入户', 'GPON', 'XGPON', 'XG-PON', '10GPON', '10G-PON', 'EPON', 'PON', '光宽', '光纤'],
  FTTR: ['FTTR', '光纤到房间', '全屋光纤', '光纤到屋'],
  FTTB: ['FTTB', '光纤到楼', '光纤到楼宇', 'FTTB+LAN', 'FTTB+EOC'],
  FTTC: ['FTTC', '光纤到路边'],
  FTTO: ['FTTO', '光纤到办公室'],
  LAN: ['LAN', '以太网', '网线', '小区LAN'],
  ADSL: ['ADSL', 'XDSL', 'VDSL', 'DSL', '铜缆', '电话线'],
  HFC: ['HFC', 'EOC', '同轴', '同轴电缆', '有线电视'],
  FWA: ['FWA', '无线', '5GCPE', 'CPE', '无线宽带'],
})
export type AccessMethod = (typeof accessMethod.codes)[number]

/** Grade of a group customer's line; decides limits. */
export const lineGrade = coded({
  AAA: ['AAA', '金牌', '金', 'AAA级', '3A', '三A', '金牌客户', '金级', 'AAA客户', 'gold'],
  AA: ['AA', '银牌', '银', 'AA级', '2A', '两A', '双A', '银牌客户', '银级', 'AA客户', 'silver'],
  A: ['A', '铜牌', '铜', 'A级', '1A', '单A', '铜牌客户', '铜级', 'A客户', 'bronze'],
  standard: ['普通', '标准', '一般', '标准级', '普通客户', '标准客户', '普通级', '标准牌', '其他', 'normal'],
})
export type LineGrade = (typeof lineGrade.codes)[number]

export const serviceKind = coded({
  internet: ['互联网专线', '互联网', '上网专线', '宽带专线', '企业宽带', '商务宽带', '专线上网', '互联网接入', '企宽'],
  data: [
    '数据专线',
    '数据',
    '传输专线',
    '点对点专线',
    '电路出租',
    '裸光纤',
    'MSTP',
    'OTN',
    'PTN',
    'SPN',
    'MPLS',
    'VPN',
    'MPLSVPN',
    'MPLS-VPN',
    'SD-WAN',
    'SDWAN',
    '以太专线',
    '云专线',
  ],
  voice: ['语音专线', '语音', '固话', 'IMS', 'SIP', 'PRA', '语音中继', 'SIP中继', '云视讯', '商务电话', 'IMS固话'],
  video: ['视频监控专线', '视频监控', '视频专线', '监控专线', '千里眼', '雪亮工程', '平安乡村', '视频'],
  iot: ['物联网专线', '物联网', 'APN', 'NB-IoT', 'APN专线'],
})
export type ServiceKind = (typeof serviceKind.codes)[number]
