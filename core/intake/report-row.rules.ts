/**
 * A row of a file of fault reports (R-B1): when and through which channel somebody reported, who and where they are,
 * what is wrong. One of phone, account and address is needed; whether they are known is for the matching to find.
 */
import { readInstant } from '#core/import/day-cell.rules.ts'
import { type FieldProblem, found, type ImportDefinition, type Reading, wrong } from '#core/import/import.ts'
import { readCounty, readPhone } from '#core/import/place-cell.rules.ts'
import { readCode, readText } from '#core/import/word-cell.rules.ts'
import { parsePhone, phoneDigits } from '#core/phone.ts'
import { compact } from '#core/spelling.ts'
import type { Instant } from '#core/time.ts'
import { channelOf } from './channel.rules.ts'
import type { Channel } from './report.ts'

export type ReportRow = {
  readonly receivedAt: Instant
  readonly channel: Channel
  readonly phone?: string
  readonly account?: string
  readonly customerName?: string
  readonly symptomText: string
  readonly description?: string
  readonly address?: string
  readonly county?: string
  readonly wantedAt?: Instant
  /** The sender's own number of the report. */
  readonly sourceKey?: string
}

export const reportRows: ImportDefinition<ReportRow> = {
  kind: 'reports',
  title: { 'zh-CN': '故障申告', en: 'Reports' },
  columns: {
    receivedAt: {
      title: { 'zh-CN': '受理时间', en: 'Received at' },
      synonyms: [
        '申告时间',
        '投诉时间',
        '报障时间',
        '受理日期',
        '来电时间',
        '报修时间',
        '建单时间',
        '故障受理时间',
        '时间',
        '受理时刻',
      ],
      isRequired: true,
      longest: 60,
      read: (text) => readInstant(text),
    },
    channel: {
      title: { 'zh-CN': '渠道', en: 'Channel' },
      synonyms: ['受理渠道', '来源', '申告渠道', '来源渠道', '报障渠道', '投诉渠道', '受理方式'],
      isRequired: true,
      longest: 40,
      read: readChannel,
    },
    phone: {
      title: { 'zh-CN': '来电号码', en: 'Caller' },
      synonyms: [
        '主叫号码',
        '联系电话',
        '申告号码',
        '电话',
        '联系号码',
        '来电',
        '手机号码',
        '手机号',
        '手机',
        '报障电话',
        '客户电话',
        '用户电话',
      ],
      isPersonal: true,
      longest: 80,
      read: readCaller,
    },
    account: {
      title: { 'zh-CN': '宽带账号', en: 'Account or line' },
      synonyms: ['账号', '帐号', '宽带帐号', '业务号码', '用户账号', '专线编号', '电路编号', '业务账号', '宽带号码'],
      longest: 80,
      read: (text) => found(compact(text)),
    },
    customerName: {
      title: { 'zh-CN': '客户姓名', en: 'Name' },
      synonyms: ['姓名', '客户名称', '用户姓名', '联系人', '申告人', '客户', '报障人'],
      isPersonal: true,
      longest: 100,
      read: readText,
    },
    symptomText: {
      title: { 'zh-CN': '故障现象', en: 'Symptom' },
      synonyms: [
        '申告现象',
        '现象',
        '故障描述',
        '投诉内容',
        '故障内容',
        '报障现象',
        '申告内容',
        '故障类型',
        '报障内容',
      ],
      isRequired: true,
      isText: true,
      longest: 500,
      read: readText,
    },
    description: {
      title: { 'zh-CN': '详细描述', en: 'Description' },
      synonyms: ['描述', '备注', '说明', '详情', '补充说明', '备注说明'],
      isText: true,
      longest: 2000,
      read: readText,
    },
    address: {
      title: { 'zh-CN': '地址', en: 'Address' },
      synonyms: ['装机地址', '故障地址', '用户地址', '客户地址', '详细地址', '安装地址', '报障地址', 'A端地址'],
      isPersonal: true,
      longest: 300,
      read: readText,
    },
    county: {
      title: { 'zh-CN': '区县', en: 'County' },
      synonyms: ['区县编码', '所属区县', '县区', '县市', '区域', '归属区县'],
      longest: 60,
      read: readCounty,
    },
    wantedAt: {
      title: { 'zh-CN': '期望上门时间', en: 'Preferred time' },
      synonyms: ['预约时间', '期望时间', '预约上门时间', '希望上门时间', '上门时间', '预约'],
      longest: 60,
      read: (text) => readInstant(text, '09:00'),
    },
    sourceKey: {
      title: { 'zh-CN': '申告编号', en: 'Sender’s number' },
      synonyms: [
        '工单号',
        '工单编号',
        '流水号',
        '投诉流水号',
        'EOMS工单号',
        '外部工单号',
        '投诉编号',
        '申告单号',
        '申告流水号',
      ],
      longest: 80,
      read: readCode,
    },
  },
  check: (row): readonly FieldProblem[] =>
    row.phone === undefined && row.account === undefined && row.address === undefined
      ? [{ field: 'phone', code: 'import.report-without-customer' }]
      : [],
}

function readChannel(text: string): Reading<Channel> {
  const channel = channelOf(text)
  return channel ? found(channel) : wrong('not-in-list', { text }, CHANNEL_CHOICES)
}

const CHANNEL_CHOICES = '热线 / 传真 / EOMS / 网页 / 短信 / 客户经理 / 营业厅 / 告警 / 巡检'

/** Nothing that a customer said is lost: a number that is none in the ledger's sense is kept when it has digits at all. */
function readCaller(text: string): Reading<string> {
  const phone = parsePhone(text)
  if (phone) return found(phone.digits)
  const digits = phoneDigits(text)
  return digits !== undefined && digits.length >= 5 && digits.length <= 20 ? found(digits) : readPhone(text)
}
