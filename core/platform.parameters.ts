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
} as const
