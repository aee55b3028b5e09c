/**
 * A row of a contractor's people: who, where they are stationed, what they may do. A row carries several certificates
 * with one validity. Whose company and which certificates exist is told by the directory.
 */

import { coded } from '#core/import/coded.ts'
import { readDay } from '#core/import/day-cell.rules.ts'
import {
  type FieldProblem,
  found,
  type ImportContext,
  type ImportDefinition,
  type Reading,
  wrong,
} from '#core/import/import.ts'
import { checkPhone, readCounty, readPhone } from '#core/import/place-cell.rules.ts'
import { readCode, readCoded, readText } from '#core/import/word-cell.rules.ts'
import { compact } from '#core/spelling.ts'
import type { Day } from '#core/time.ts'
import { certificateKindOf, splitCertificates } from './certificate.rules.ts'
import type { Post } from './staff.ts'

export const staffPost = coded<Post>({
  engineer: [
    '装维工程师',
    '集客工程师',
    '工程师',
    '装维',
    '装维员',
    '装维人员',
    '家客工程师',
    '维护员',
    '外线',
    '外线员',
    '线务员',
    '装机员',
    '家客装维',
    '集客装维',
    '维护人员',
    '代维员',
    '技术员',
    '装维经理',
    '宽带工程师',
  ],
  stationHead: ['班长', '班组长', '组长', '站长', '驻点负责人', '驻点班长', '队长', '代维班长', '片区负责人'],
  communityManager: ['社区经理', '包片经理', '网格经理', '小区经理', '片区经理', '网格装维经理'],
  manager: ['经理', '项目经理', '负责人', '区域经理', '总经理', '副经理', '主管', '县区负责人'],
  dispatcher: ['调度', '调度员', '派单员', '调度人员', '支撑调度'],
  hotlineAgent: ['客服', '热线', '话务员', '客服人员', '热线客服', '座席', '坐席'],
  qualityClerk: ['质检', '质检员', '质量管理员', '质检人员'],
  resourceClerk: ['资管', '资源管理员', '资料员', '资源核查员', '综资员', '资管员', '内勤'],
  storekeeper: ['仓管', '库管', '仓库管理员', '库管员', '物料员', '材料员', '仓管员'],
  supervisor: ['督导', '督导员', '巡检员', '安全员', '监督员', '监理'],
})

export const staffStatus = coded({
  active: ['在职', '在岗', '正常', '在编', '试用', '试用期', '在册'],
  suspended: ['停职', '停岗', '休假', '请假', '病假', '产假', '待岗', '长期病假', '借调'],
  left: ['离职', '离岗', '辞职', '退出', '解聘', '退休', '已离职', '辞退', '离司'],
})
export type StaffStatus = (typeof staffStatus.codes)[number]

export type StaffRow = {
  readonly number: string
  readonly name: string
  readonly companyId: string
  readonly county: string
  readonly post: Post
  readonly phone?: string
  readonly joinedOn?: Day
  readonly leftOn?: Day
  /** Codes of kinds. */
  readonly certificates?: readonly string[]
  readonly validUntil?: Day
  readonly status?: StaffStatus
}

export const staffRows: ImportDefinition<StaffRow> = {
  kind: 'staff',
  title: { 'zh-CN': '代维人员', en: 'Staff' },
  columns: {
    number: {
      title: { 'zh-CN': '工号', en: 'Staff number' },
      synonyms: ['员工编号', '人员编号', '员工工号', '员工号', '人员工号', '代维工号', '人员编码', '职工号', '编号'],
      isRequired: true,
      longest: 60,
      read: readCode,
    },
    name: {
      title: { 'zh-CN': '姓名', en: 'Name' },
      synonyms: ['员工姓名', '人员姓名', '名字', '代维人员', '装维人员姓名'],
      isRequired: true,
      longest: 60,
      read: readText,
    },
    companyId: {
      title: { 'zh-CN': '代维公司', en: 'Company' },
      synonyms: [
        '公司',
        '所属公司',
        '单位',
        '代维单位',
        '所属单位',
        '公司名称',
        '合作单位',
        '代维公司名称',
        '劳务公司',
      ],
      isRequired: true,
      longest: 80,
      read: readCompany,
    },
    county: {
      title: { 'zh-CN': '驻点区县', en: 'County' },
      synonyms: [
        '区县',
        '驻点',
        '所在区县',
        '县区',
        '工作区县',
        '服务区县',
        '所属区县',
        '驻点县',
        '区域',
        '县市',
        '区县编码',
        '驻地',
      ],
      isRequired: true,
      longest: 60,
      read: readCounty,
    },
    post: {
      title: { 'zh-CN': '岗位', en: 'Post' },
      synonyms: ['职务', '工种', '岗位名称', '职位', '人员类型', '人员类别', '岗位类型', '角色'],
      isRequired: true,
      longest: 40,
      read: readCoded(staffPost),
    },
    phone: {
      title: { 'zh-CN': '电话', en: 'Phone' },
      synonyms: ['联系电话', '手机', '手机号', '手机号码', '电话号码', '联系方式', '移动电话'],
      longest: 80,
      read: readPhone,
    },
    joinedOn: {
      title: { 'zh-CN': '入职日期', en: 'Joined on' },
      synonyms: ['入职时间', '到岗日期', '上岗日期', '参加工作日期', '入司日期', '上岗时间'],
      longest: 40,
      read: readDay,
    },
    leftOn: {
      title: { 'zh-CN': '离职日期', en: 'Left on' },
      synonyms: ['离职时间', '离岗日期', '退出日期'],
      longest: 40,
      read: readDay,
    },
    certificates: {
      title: { 'zh-CN': '证书', en: 'Certificates' },
      synonyms: ['上岗证', '资格证书', '持证情况', '证书名称', '持证', '资质证书', '证件', '持有证书'],
      isText: true,
      longest: 300,
      read: readCertificates,
    },
    validUntil: {
      title: { 'zh-CN': '证书有效期至', en: 'Valid until' },
      synonyms: [
        '有效期至',
        '证书有效期',
        '证书到期日',
        '有效期',
        '证书到期日期',
        '到期日期',
        '证书到期时间',
        '到期时间',
        '有效期截止',
      ],
      longest: 40,
      read: readDay,
    },
    status: {
      title: { 'zh-CN': '状态', en: 'Status' },
      synonyms: ['在职状态', '人员状态', '在岗状态', '员工状态', '是否在职', '是否在岗'],
      longest: 40,
      read: readCoded(staffStatus),
    },
  },
  check: checkStaff,
}

function readCompany(text: string, context: ImportContext): Reading<string> {
  const wanted = compact(text)
  const contractors = context.companies.filter((company) => company.kind === 'contractor')
  const company = contractors.find((each) =>
    [each.id, each.name, each.fullName, ...each.aliases].some((name) => compact(name) === wanted),
  )
  if (!company) return wrong('company-unknown', { text }, contractors.map((each) => each.name).join(' / '))
  return context.companyId === undefined || context.companyId === company.id
    ? found(company.id)
    : wrong('company-out-of-reach', { name: company.name })
}

function readCertificates(text: string, context: ImportContext): Reading<readonly string[]> {
  const codes: string[] = []
  // One name per line in the cell has become one blank between names.
  const isOne = certificateKindOf(context.certificateKinds, text) !== undefined
  for (const name of isOne ? [text] : splitCertificates(text.replaceAll(' ', '、'))) {
    const kind = certificateKindOf(context.certificateKinds, name)
    if (!kind) {
      const known = context.certificateKinds.map((each) => each.name['zh-CN']).join(' / ')
      return wrong('certificate-unknown', { text: name }, known)
    }
    if (!codes.includes(kind.code)) codes.push(kind.code)
  }
  return found(codes.sort())
}

function checkStaff(row: StaffRow, context: ImportContext): readonly FieldProblem[] {
  const problems = [...checkPhone('phone', row.phone, row.county, context)]
  if (row.certificates && row.certificates.length > 0 && row.validUntil === undefined) {
    problems.push({ field: 'validUntil', code: 'import.certificate-without-validity' })
  }
  if (row.joinedOn !== undefined && row.leftOn !== undefined && row.leftOn < row.joinedOn) {
    const params = { joined: row.joinedOn, left: row.leftOn }
    problems.push({ field: 'leftOn', code: 'import.left-before-joined', params })
  }
  return problems
}
