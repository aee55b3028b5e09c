/**
 * Which files people may send for what. What a file is follows from its first bytes, never from its name or from what the
 * sender says it is; everything else is refused.
 */
export const filePurposes = ['evidence', 'signature', 'recording', 'document', 'export'] as const
export type FilePurpose = (typeof filePurposes)[number]

export const mediaTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'audio/mpeg',
  'audio/mp4',
  'audio/amr',
  'audio/wav',
  'audio/ogg',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const
export type MediaType = (typeof mediaTypes)[number]

const images: readonly MediaType[] = ['image/jpeg', 'image/png', 'image/webp']

export const allowedTypes: Readonly<Record<FilePurpose, readonly MediaType[]>> = {
  evidence: images,
  signature: ['image/png', 'image/jpeg'],
  recording: ['audio/mpeg', 'audio/mp4', 'audio/amr', 'audio/wav', 'audio/ogg'],
  document: [...images, 'application/pdf'],
  export: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv', 'application/pdf'],
}

/** What people may send; an export is made by the product. */
export const uploadPurposes = ['evidence', 'signature', 'recording', 'document'] as const

export const isImage = (type: MediaType): boolean => images.includes(type)

const signatures: readonly { readonly type: MediaType; readonly at: number; readonly bytes: string }[] = [
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'application/pdf', at: 0, bytes: '%PDF-' },
  { type: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { type: 'audio/mpeg', at: 0, bytes: '\xff\xfb' },
  { type: 'audio/mpeg', at: 0, bytes: '\xff\xf3' },
  { type: 'audio/mp4', at: 4, bytes: 'ftypM4A' },
  { type: 'audio/amr', at: 0, bytes: '#!AMR' },
  { type: 'audio/wav', at: 8, bytes: 'WAVE' },
  { type: 'audio/ogg', at: 0, bytes: 'OggS' },
]
/** So many bytes tell. */
export const SNIFFED_BYTES = 16

/** What the file is by its first bytes. */
export const sniff = (head: Uint8Array): MediaType | undefined => {
  const text = String.fromCharCode(...head.subarray(0, SNIFFED_BYTES))
  return signatures.find(({ at, bytes }) => text.startsWith(bytes, at))?.type
}
