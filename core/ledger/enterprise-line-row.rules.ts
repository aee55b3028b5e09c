/** A row of an enterprise-line ledger or of the operator's export of the same lines. */
import { readDay } from '#core/import/day-cell.rules.ts'
import type { ImportDefinition } from '#core/import/import.ts'
import { checkPhone, readCounty, readPhone } from '#core/import/place-cell.rules.ts'
import { readCode, readCoded, readText } from '#core/import/word-cell.rules.ts'
import type { Day } from '#core/time.ts'
import { readBandwidth } from './ledger-cell.rules.ts'
import {
  type LineGrade,
  lineGrade,
  type ServiceKind,
  type ServiceStatus,
  serviceKind,
  serviceStatus,
} from './ledger-words.ts'

export type EnterpriseLineRow = {
  readonly lineCode: string
  readonly customerName: string
  readonly grade: LineGrade
  readonly serviceKind: ServiceKind
  readonly bandwidthMbps?: number
  readonly aAddress: string
  readonly zAddress?: string
  readonly county: string
  readonly managerName?: string
  readonly contactPhone?: string
  readonly openedOn?: Day
  readonly status?: ServiceStatus
}

export const enterpriseLineRows: ImportDefinition<EnterpriseLineRow> = {
  kind: 'enterprise-lines',
  title: { 'zh-CN': '集客专线', en: 'Enterprise lines' },
  columns: {
    lineCode: {
      title: { 'zh-CN': '专线编号', en: 'Line code' },
      synonyms: [
        '专线号',
        '电路编号',
        '电路代号',
        '专线代号',
        '电路代码',
        '业务编号',
        '产品编号',
        '专线ID',
        '产品实例标识',
        '线路编号',
        '专线编码',
        '电路编码',
        '业务标识',
      ],
      isRequired: true,
      longest: 80,
      read: readCode,
    },
    customerName: {
      title: { 'zh-CN': '客户名称', en: 'Customer' },
      synonyms: [
        '客户',
        '集团名称',
        '集团客户',
        '集团客户名称',
        '单位名称',
        '单位',
        '用户名称',
        '企业名称',
        '集团单位',
      ],
      isRequired: true,
      longest: 120,
      read: readText,
    },
    grade: {
      title: { 'zh-CN': '客户等级', en: 'Grade' },
      synonyms: [
        '等级',
        '专线等级',
        '保障等级',
        '服务等级',
        '客户级别',
        'SLA等级',
        '集团等级',
        '业务保障等级',
        '客户服务等级',
        '级别',
        '服务级别',
      ],
      isRequired: true,
      longest: 40,
      read: readCoded(lineGrade),
    },
    serviceKind: {
      title: { 'zh-CN': '业务类型', en: 'Service' },
      synonyms: [
        '专线类型',
        '产品类型',
        '业务种类',
        '产品名称',
        '业务类别',
        '产品',
        '专线业务类型',
        '电路类型',
        '专线种类',
      ],
      isRequired: true,
      longest: 60,
      read: readCoded(serviceKind),
    },
    bandwidthMbps: {
      title: { 'zh-CN': '带宽', en: 'Bandwidth' },
      synonyms: [
        '速率',
        '电路速率',
        '专线带宽',
        '签约带宽',
        '业务带宽',
        '电路带宽',
        '带宽m',
        '带宽mbps',
        '接入带宽',
        '专线速率',
      ],
      longest: 40,
      read: readBandwidth,
    },
    aAddress: {
      title: { 'zh-CN': 'A端地址', en: 'A end' },
      synonyms: [
        'A端',
        'A端装机地址',
        '客户地址',
        '装机地址',
        '安装地址',
        '接入地址',
        'A端详细地址',
        '地址',
        '本端地址',
        'A端客户地址',
        '详细地址',
        '客户端地址',
      ],
      isRequired: true,
      longest: 300,
      read: readText,
    },
    zAddress: {
      title: { 'zh-CN': 'Z端地址', en: 'Z end' },
      synonyms: ['Z端', 'Z端装机地址', 'Z端详细地址', '对端地址', '对端', '局端地址', 'Z端客户地址', '局端'],
      longest: 300,
      read: readText,
    },
    county: {
      title: { 'zh-CN': '区县', en: 'County' },
      synonyms: [
        '区县编码',
        '县区',
        '所属区县',
        'A端区县',
        '所在区县',
        '县市',
        '县',
        '区域',
        '行政区',
        '行政区划',
        '区县名称',
        '归属区县',
        '区/县',
        '县市区',
        '区县代码',
        '归属县市',
      ],
      isRequired: true,
      longest: 60,
      read: readCounty,
    },
    managerName: {
      title: { 'zh-CN': '客户经理', en: 'Customer manager' },
      synonyms: ['客户经理姓名', '经理', '负责客户经理', '责任客户经理', '政企客户经理', '集团客户经理'],
      longest: 60,
      read: readText,
    },
    contactPhone: {
      title: { 'zh-CN': '联系电话', en: 'Phone' },
      synonyms: [
        '电话',
        '手机',
        '手机号',
        '手机号码',
        '联系方式',
        '客户电话',
        '联系人电话',
        '客户联系电话',
        '技术联系人电话',
        '联系号码',
        '电话号码',
      ],
      isPersonal: true,
      longest: 80,
      read: readPhone,
    },
    openedOn: {
      title: { 'zh-CN': '开通日期', en: 'Opened on' },
      synonyms: ['开通时间', '竣工日期', '竣工时间', '入网日期', '入网时间', '起租日期', '启用日期', '交付日期'],
      longest: 40,
      read: readDay,
    },
    status: {
      title: { 'zh-CN': '状态', en: 'Status' },
      synonyms: ['专线状态', '业务状态', '电路状态', '使用状态', '在网状态', '运行状态', '用户状态', '客户状态'],
      longest: 40,
      read: readCoded(serviceStatus),
    },
  },
  check: (row, context) => checkPhone('contactPhone', row.contactPhone, row.county, context),
}
