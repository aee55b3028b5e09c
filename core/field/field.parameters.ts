import { z } from 'zod'
import { parameter } from '#core/parameter.ts'

/** Figures that the phone judges by. */
export const fieldParameters = {
  onuPower: parameter({
    key: 'field.onuPower',
    schema: z
      .strictObject({
        strongDbm: z.number().min(-50).max(20),
        acceptanceDbm: z.number().min(-50).max(20),
        weakDbm: z.number().min(-50).max(20),
      })
      .refine(
        ({ strongDbm, acceptanceDbm, weakDbm }) => weakDbm <= acceptanceDbm && acceptanceDbm < strongDbm,
        'weak ≤ acceptance < strong',
      ),
    default: { strongDbm: -8, acceptanceDbm: -24, weakDbm: -27 },
    unit: 'dBm',
    confidence: 'W',
    title: { 'zh-CN': '光猫收光：过强、验收、弱光的界限', en: 'Light at the ONU: too strong, acceptance, weak' },
  }),
  photo: parameter({
    key: 'field.photo',
    schema: z.strictObject({ longSidePixels: z.int().min(640).max(4_096), quality: z.number().min(0.4).max(0.95) }),
    default: { longSidePixels: 1_600, quality: 0.8 },
    unit: 'pixels',
    confidence: 'K-M',
    title: {
      'zh-CN': '手机拍照：发送前的长边像素和压缩质量',
      en: 'Photos on the phone: longer side and quality before sending',
    },
  }),
  appointmentMinutes: parameter({
    key: 'field.appointmentMinutes',
    schema: z.int().min(15).max(480),
    default: 60,
    unit: 'minutes',
    confidence: 'R',
    title: { 'zh-CN': '手机上约定的时段长度', en: 'Length of the window that the phone offers' },
  }),
} as const
