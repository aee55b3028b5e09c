import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { S3Files } from '#server/platform/config.ts'
import type { FileDriver } from './driver.ts'

/** Objects of a bucket. The client is loaded when it is configured: it is large. */
export const s3Driver = async (config: S3Files): Promise<FileDriver> => {
  const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand, ListObjectsV2Command, HeadBucketCommand } =
    await import('@aws-sdk/client-s3')
  const { bucket: Bucket, accessKeyId, secretAccessKey } = config
  const client = new S3Client({
    region: config.region,
    forcePathStyle: config.pathStyle,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    // Stores other than Amazon's do not know the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const keyOf = (key: string): string => `${config.prefix}${key}`
  return {
    name: 's3',
    put: async (key, content, mediaType) => {
      const isBuffer = Buffer.isBuffer(content)
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: keyOf(key),
          Body: isBuffer ? content : createReadStream(content.path),
          ContentLength: isBuffer ? content.length : content.bytes,
          ContentType: mediaType,
        }),
      )
    },
    open: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(key) }))
        return Body instanceof Readable ? Body : undefined
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined
        throw error
      }
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(key) }))
    },
    list: async function* () {
      let ContinuationToken: string | undefined
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix: config.prefix,
            ...(ContinuationToken ? { ContinuationToken } : {}),
          }),
        )
        for (const { Key, LastModified } of page.Contents ?? []) {
          if (Key) yield { key: Key.slice(config.prefix.length), writtenMs: LastModified?.getTime() ?? 0 }
        }
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
      } while (ContinuationToken)
    },
    check: async () => {
      await client.send(new HeadBucketCommand({ Bucket }))
    },
  }
}
