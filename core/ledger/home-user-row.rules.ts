/** A row of a home-user ledger or of the operator's export of the same users: its columns, and what they must satisfy together. */
import { readDay } from '#core/import/day-cell.rules.ts'
import type { ImportDefinition } from '#core/import/import.ts'
import { checkPhone, readCounty, readPhone } from '#core/import/place-cell.rules.ts'
import { readCode, readCoded, readText } from '#core/import/word-cell.rules.ts'
import type { Day } from '#core/time.ts'
import { readAccount, readBandwidth, readSerial } from './ledger-cell.rules.ts'
import { type AccessMethod, accessMethod, type ServiceStatus, serviceStatus } from './ledger-words.ts'

export type HomeUserRow = {
  readonly account: string
  readonly userCode?: string
  readonly name: string
  readonly phone?: string
  readonly county: string
  readonly community?: string
  readonly address: string
  readonly bandwidthMbps?: number
  readonly accessMethod?: AccessMethod
  readonly boxCode?: string
  readonly onuSerial?: string
  readonly joinedOn?: Day
  readonly status?: ServiceStatus
  readonly customerLevel?: string
}

export const homeUserRows: ImportDefinition<HomeUserRow> = {
  kind: 'home-users',
  title: { 'zh-CN': '家客用户', en: 'Home users' },
  columns: {
    account: {
      title: { 'zh-CN': '宽带账号', en: 'Account' },
      synonyms: [
        '账号',
        '帐号',
        '宽带帐号',
        '用户账号',
        '用户帐号',
        '上网账号',
        '上网帐号',
        '登录账号',
        '接入账号',
        '宽带号',
        '业务账号',
        '业务号码',
        '宽带号码',
        '账户',
        '宽带账户',
        'pppoe账号',
      ],
      isRequired: true,
      longest: 80,
      read: readAccount,
    },
    userCode: {
      title: { 'zh-CN': '用户编号', en: 'User code' },
      synonyms: [
        '用户ID',
        '客户编号',
        '用户编码',
        '客户编码',
        '用户标识',
        '客户ID',
        '用户代码',
        '资源编号',
        '产品实例编号',
      ],
      longest: 80,
      read: readCode,
    },
    name: {
      title: { 'zh-CN': '客户姓名', en: 'Name' },
      synonyms: ['姓名', '客户名称', '用户姓名', '用户名称', '客户', '户名', '机主', '机主姓名', '联系人', '用户名'],
      isRequired: true,
      isPersonal: true,
      longest: 100,
      read: readText,
    },
    phone: {
      title: { 'zh-CN': '联系电话', en: 'Phone' },
      synonyms: [
        '电话',
        '手机',
        '手机号',
        '手机号码',
        '联系方式',
        '联系号码',
        '客户电话',
        '用户电话',
        '电话号码',
        '联系人电话',
        '联系手机',
        '移动电话',
      ],
      isPersonal: true,
      longest: 80,
      read: readPhone,
    },
    county: {
      title: { 'zh-CN': '区县', en: 'County' },
      synonyms: [
        '区县编码',
        '县区',
        '所属区县',
        '区域',
        '所在区县',
        '县市',
        '县',
        '行政区',
        '行政区划',
        '区县名称',
        '归属区县',
        '区/县',
        '所属县区',
        '县市区',
        '区县代码',
        '行政区划代码',
        '归属县市',
      ],
      isRequired: true,
      longest: 60,
      read: readCounty,
    },
    community: {
      title: { 'zh-CN': '小区', en: 'Community' },
      synonyms: ['小区名称', '所属小区', '社区', '楼盘', '小区/村', '村', '覆盖小区', '标准小区', '小区村组'],
      longest: 100,
      read: readText,
    },
    address: {
      title: { 'zh-CN': '装机地址', en: 'Address' },
      synonyms: [
        '地址',
        '安装地址',
        '用户地址',
        '客户地址',
        '详细地址',
        '标准地址',
        '装机详细地址',
        '九级地址',
        '七级地址',
        '五级地址',
        '住址',
        '接入地址',
        '覆盖地址',
      ],
      isRequired: true,
      isPersonal: true,
      longest: 300,
      read: readText,
    },
    bandwidthMbps: {
      title: { 'zh-CN': '带宽', en: 'Bandwidth' },
      synonyms: [
        '签约带宽',
        '速率',
        '签约速率',
        '宽带速率',
        '下行带宽',
        '带宽速率',
        '套餐带宽',
        '带宽m',
        '带宽mbps',
        '接入速率',
        '下行速率',
        '产品速率',
      ],
      longest: 40,
      read: readBandwidth,
    },
    accessMethod: {
      title: { 'zh-CN': '接入方式', en: 'Access method' },
      synonyms: ['接入类型', '接入模式', '上网方式', '接入技术', '接入手段', '宽带类型'],
      longest: 40,
      read: readCoded(accessMethod),
    },
    boxCode: {
      title: { 'zh-CN': '分纤箱', en: 'Box' },
      synonyms: [
        '分纤箱编码',
        '分纤箱编号',
        '分纤箱名称',
        '光分纤箱',
        '分光箱',
        '箱体编码',
        '末端箱体',
        '二级分光器',
        '接入箱',
        '箱号',
        'DB箱',
        '分纤盒',
        '光交箱',
      ],
      longest: 120,
      read: readCode,
    },
    onuSerial: {
      title: { 'zh-CN': 'ONU序列号', en: 'ONU serial' },
      synonyms: [
        'ONU SN',
        'ONUSN',
        'SN',
        'SN码',
        '光猫序列号',
        '光猫SN',
        '序列号',
        '设备序列号',
        '终端序列号',
        '终端SN',
        'ONU标识',
        'LOID',
        '光猫串号',
        'ONU MAC',
        'GPON SN',
      ],
      longest: 60,
      read: readSerial,
    },
    joinedOn: {
      title: { 'zh-CN': '入网日期', en: 'Joined on' },
      synonyms: [
        '入网时间',
        '开户日期',
        '开户时间',
        '开通日期',
        '开通时间',
        '装机日期',
        '装机时间',
        '竣工日期',
        '竣工时间',
        '安装日期',
        '受理日期',
      ],
      longest: 40,
      read: readDay,
    },
    status: {
      title: { 'zh-CN': '状态', en: 'Status' },
      synonyms: ['用户状态', '宽带状态', '业务状态', '客户状态', '在网状态', '账号状态', '使用状态', '运行状态'],
      longest: 40,
      read: readCoded(serviceStatus),
    },
    customerLevel: {
      title: { 'zh-CN': '客户等级', en: 'Customer level' },
      synonyms: ['客户级别', '用户等级', '用户级别', '星级', '客户星级', '服务等级', 'VIP等级', 'VIP级别', '用户星级'],
      longest: 40,
      read: readText,
    },
  },
  check: (row, context) => checkPhone('phone', row.phone, row.county, context),
}
