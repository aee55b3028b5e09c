import { z } from 'zod'
import { parameter } from './parameter.ts'

/** Figures of the ground that all slices stand on. */
export const platformParameters = {
  maxStreamsPerUser: parameter({
    key: 'platform.maxStreamsPerUser',
    schema: z.int().min(1).max(50),
    default: 8,
    unit: 'count',
    confidence: 'K-M',
    title: { 'zh-CN': '每人同时打开的实时连接数', en: 'Live connections a person may have at once' },
  }),
  maxPictureMegabytes: parameter({
    key: 'platform.maxPictureMegabytes',
    schema: z.number().positive().max(100),
    default: 20,
    unit: 'megabytes',
    confidence: 'K-M',
    title: { 'zh-CN': '单张照片最大 MB', en: 'Greatest size of a picture, MB' },
  }),
  maxFileMegabytes: parameter({
    key: 'platform.maxFileMegabytes',
    schema: z.number().positive().max(1_000),
    default: 30,
    unit: 'megabytes',
    confidence: 'K-M',
    title: { 'zh-CN': '单个文档或录音最大 MB', en: 'Greatest size of a document or recording, MB' },
  }),
  maxPictureMegapixels: parameter({
    key: 'platform.maxPictureMegapixels',
    schema: z.number().positive().max(500),
    default: 60,
    unit: 'megapixels',
    confidence: 'K-M',
    title: { 'zh-CN': '单张照片最大像素（百万）', en: 'Greatest size of a picture, megapixels' },
  }),
  keptPixels: parameter({
    key: 'platform.keptPixels',
    schema: z.int().min(640).max(8_000),
    default: 2_560,
    unit: 'pixels',
    confidence: 'K-M',
    title: { 'zh-CN': '照片保存的长边像素', en: 'Longer side of a picture as it is kept, pixels' },
  }),
  uploadPartKilobytes: parameter({
    key: 'platform.uploadPartKilobytes',
    schema: z.int().min(4).max(1_024),
    default: 32,
    unit: 'kilobytes',
    confidence: 'K-M',
    title: {
      'zh-CN': '断点续传每块 KB（2G 网络上几秒一块）',
      en: 'Part of a file that is acknowledged by itself, kB (some seconds over 2G)',
    },
  }),
  looseFileHours: parameter({
    key: 'platform.looseFileHours',
    schema: z
      .number()
      .min(1)
      .max(24 * 90),
    default: 24 * 7,
    unit: 'hours',
    confidence: 'K-M',
    title: { 'zh-CN': '未使用的上传文件保留小时数', en: 'How long an uploaded file is kept that nothing uses, hours' },
  }),
  receiptDays: parameter({
    key: 'platform.receiptDays',
    schema: z.int().min(2).max(365),
    default: 30,
    unit: 'days',
    confidence: 'K-M',
    title: {
      'zh-CN': '命令回执保留天数（手机离线补发的最长时间）',
      en: 'How long a command sent again is recognised, days',
    },
  }),
  notificationDays: parameter({
    key: 'platform.notificationDays',
    schema: z.int().min(7).max(1_000),
    default: 180,
    unit: 'days',
    confidence: 'K-M',
    title: { 'zh-CN': '通知保留天数', en: 'How long notifications are kept, days' },
  }),
  jobDays: parameter({
    key: 'platform.jobDays',
    schema: z.int().min(7).max(1_000),
    default: 180,
    unit: 'days',
    confidence: 'K-M',
    title: { 'zh-CN': '后台任务记录保留天数', en: 'How long finished jobs are kept, days' },
  }),
  consumerLagSeconds: parameter({
    key: 'platform.consumerLagSeconds',
    schema: z.number().min(1).max(86_400),
    default: 30,
    unit: 'seconds',
    confidence: 'K-M',
    title: { 'zh-CN': '事件处理滞后多少秒报警', en: 'Events unhandled for so long are an alarm, seconds' },
  }),
  sealerLagSeconds: parameter({
    key: 'platform.sealerLagSeconds',
    schema: z.number().min(1).max(86_400),
    default: 15,
    unit: 'seconds',
    confidence: 'K-M',
    title: { 'zh-CN': '审计封印滞后多少秒报警', en: 'Audit entries unsealed for so long are an alarm, seconds' },
  }),
  minFreeGigabytes: parameter({
    key: 'platform.minFreeGigabytes',
    schema: z.number().min(0).max(100_000),
    default: 2,
    unit: 'gigabytes',
    confidence: 'K-M',
    title: { 'zh-CN': '磁盘剩余少于多少 GB 报警', en: 'Less free disk than this is an alarm, GB' },
  }),
  maxBackupAgeHours: parameter({
    key: 'platform.maxBackupAgeHours',
    schema: z.number().min(1).max(10_000),
    default: 48,
    unit: 'hours',
    confidence: 'K-M',
    title: { 'zh-CN': '多少小时没有备份报警', en: 'No backup for so long is an alarm, hours' },
  }),
} as const
