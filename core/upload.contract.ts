import { z } from 'zod'
import { route } from './contract.ts'
import { storedFileSchema } from './file.contract.ts'
import { uploadPurposes } from './file.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * How a picture came to be, as the phone noted it when it was taken: signed with the phone's key, so that it cannot be written
 * later; the picture itself carries none of it.
 */
export const captureSchema = z.object({
  source: z.enum(['camera', 'gallery']),
  takenAt: z.iso.datetime(),
  /** When the picture says that it was taken; from the gallery it may be years ago. */
  pictureAt: z.iso.datetime().optional(),
  position: z.object({ lon: z.number(), lat: z.number(), accuracyMetres: z.number().optional() }).optional(),
  deviceId: z.uuid().optional(),
  /** HMAC-SHA-256 over the hash of the picture and these facts, base64. */
  signature: z.string().max(64).optional(),
})
export type Capture = z.infer<typeof captureSchema>

/** A file that is to come: what its bytes will be is known before the first of them is sent. */
export const announcedFileSchema = z.object({
  purpose: z.enum(uploadPurposes),
  /** Of the order that the file is for. */
  prefecture: z.string().length(6),
  bytes: z.int().min(1),
  /** Of all its bytes, hexadecimal. */
  sha256,
  name: z.string().max(200).default('photo.jpg'),
  deviceAt: z.iso.datetime().optional(),
  capture: captureSchema.optional(),
})
export type AnnouncedFile = z.infer<typeof announcedFileSchema>

export const uploadStateSchema = z.object({
  id: z.string(),
  /** So many bytes are safe on the server: the next part begins there. */
  received: z.int(),
  bytes: z.int(),
  /** No part may be larger. */
  partBytes: z.int(),
  /** Once all its bytes are there and their hash is right. */
  file: storedFileSchema.nullable(),
})
export type UploadState = z.infer<typeof uploadStateSchema>

const id = z.uuid()
const ofFiles = ['files.too-large', 'files.wrong-type', 'files.damaged', 'files.outside', 'files.hash-mismatch']

/** Files in parts, over networks that break off: each part is acknowledged, and a file goes on where it stopped. */
export const uploadRoutes = {
  begin: route({
    method: 'PUT',
    path: '/api/v1/uploads/:id',
    permission: 'signed-in',
    summary: 'A file whose id its sender made: how much of it is there already',
    params: z.object({ id }),
    body: announcedFileSchema,
    reply: uploadStateSchema,
    refusals: [...ofFiles, 'files.other-upload'],
  }),
  part: route({
    method: 'PUT',
    path: '/api/v1/uploads/:id/:offset',
    permission: 'signed-in',
    summary: 'The bytes from this offset on; sent twice, or out of turn, it says how much is there',
    params: z.object({ id, offset: z.coerce.number().int().min(0) }),
    query: z.object({ prefecture: z.string().length(6) }),
    consumes: 'application/octet-stream',
    reply: uploadStateSchema,
    refusals: [...ofFiles, 'files.not-found', 'files.missing'],
  }),
} as const
