import { z } from 'zod'
import { route } from './contract.ts'
import { mediaTypes, uploadPurposes } from './file.ts'

export const storedFileSchema = z.object({
  prefecture: z.string(),
  id: z.string(),
  name: z.string(),
  mediaType: z.enum(mediaTypes),
  bytes: z.int(),
  /** Of the bytes as they are kept; a picture is kept turned upright and without what the camera added. */
  sha256: z.string(),
  hasThumbnail: z.boolean(),
  createdAt: z.string(),
})
export type StoredFile = z.infer<typeof storedFileSchema>

export const fileUpload = route({
  method: 'POST',
  path: '/api/v1/files',
  permission: 'signed-in',
  summary: 'Keep a file (one part `file`); what it belongs to is said by the command that names its id',
  query: z.object({
    purpose: z.enum(uploadPurposes),
    /** Of the order that the file is for. */
    prefecture: z.string().length(6),
    /** When it was made, by the device. */
    deviceAt: z.iso.datetime().optional(),
  }),
  consumes: 'multipart/form-data',
  status: 201,
  reply: storedFileSchema,
  isIdempotent: true,
  refusals: ['files.too-large', 'files.empty', 'files.wrong-type', 'files.damaged', 'files.missing', 'files.outside'],
})

export const fileDownload = route({
  method: 'GET',
  path: '/api/v1/files/:prefecture/:id',
  permission: 'signed-in',
  summary: 'The file, or a picture’s thumbnail; whoever sees what it belongs to sees it',
  params: z.object({ prefecture: z.string().length(6), id: z.uuid() }),
  query: z.object({ size: z.enum(['full', 'thumbnail']).default('full') }),
  produces: 'application/octet-stream',
  reply: z.unknown(),
  refusals: ['files.not-found'],
})
