import { z } from 'zod'
import { parameter } from '#core/parameter.ts'
import {
  type CertificateKind,
  certificateKindSchema,
  type LeadRequirement,
  leadRequirementSchema,
} from './certificate.ts'

const certificateKinds: CertificateKind[] = [
  {
    code: 'homeFitter',
    name: { 'zh-CN': '家客装维上岗证', en: 'Home installation and maintenance permit' },
    aliases: ['家客上岗证', '家宽装维上岗证', '家宽上岗证', '家庭宽带上岗证'],
    issuer: 'operator',
    validityMonths: 24,
  },
  {
    code: 'enterpriseFitter',
    name: { 'zh-CN': '集客装维上岗证', en: 'Enterprise installation and maintenance permit' },
    aliases: ['集客上岗证', '集团客户上岗证', '专线上岗证'],
    issuer: 'operator',
    validityMonths: 24,
  },
  {
    code: 'workAtHeight',
    name: { 'zh-CN': '高处作业证', en: 'Work at height licence' },
    aliases: ['登高证', '登高作业证', '高空作业证', '登高（高处作业）证'],
    issuer: 'authority',
    validityMonths: 36,
  },
  {
    code: 'lowVoltageElectrician',
    name: { 'zh-CN': '低压电工证', en: 'Low voltage electrician licence' },
    aliases: ['电工证', '低压电工作业证'],
    issuer: 'authority',
    validityMonths: 36,
  },
  {
    code: 'lineman',
    name: { 'zh-CN': '线务员职业证', en: 'Lineman vocational certificate' },
    aliases: ['线务员证', '装维职业证', '线务员职业资格证'],
    issuer: 'authority',
    validityMonths: 0,
  },
  {
    code: 'safetyTraining',
    name: { 'zh-CN': '安全培训合格证', en: 'Safety training certificate' },
    aliases: ['安全证', '安全生产培训合格证'],
    issuer: 'operator',
    validityMonths: 12,
  },
  {
    code: 'drivingLicence',
    name: { 'zh-CN': '驾驶证', en: 'Driving licence' },
    aliases: ['机动车驾驶证', '驾照'],
    issuer: 'authority',
    validityMonths: 72,
  },
]

const leadRequirements: LeadRequirement[] = [
  { kind: '*', line: 'home', isAtHeight: false, certificates: ['homeFitter'] },
  { kind: '*', line: 'enterprise', isAtHeight: false, certificates: ['enterpriseFitter'] },
  { kind: '*', line: '*', isAtHeight: true, certificates: ['workAtHeight'] },
  { kind: 'resourceCorrection', line: '*', isAtHeight: false, certificates: [] },
]

export const peopleParameters = {
  certificateKinds: parameter({
    key: 'people.certificateKinds',
    schema: z.array(certificateKindSchema),
    default: certificateKinds,
    unit: 'table',
    confidence: 'K-M',
    title: { 'zh-CN': '证书种类', en: 'Kinds of certificates' },
  }),
  leadRequirements: parameter({
    key: 'people.leadRequirements',
    schema: z.array(leadRequirementSchema),
    default: leadRequirements,
    unit: 'table',
    confidence: 'R',
    title: {
      'zh-CN': '主办工程师持证要求（工单类型 × 业务线）',
      en: 'Certificates of the lead engineer (kind × line)',
    },
  }),
  certificateWarningDays: parameter({
    key: 'people.certificateWarningDays',
    schema: z.array(z.number().int().min(0)),
    default: [30, 7, 0],
    unit: 'days',
    confidence: 'K-M',
    title: { 'zh-CN': '证书到期提前提醒', en: 'Warnings before a certificate expires' },
  }),
} as const
