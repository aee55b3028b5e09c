import { z } from 'zod'
import type { Route } from '#core/contract.ts'

type Json = Readonly<Record<string, unknown>>

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'In the reader’s language (Accept-Language: zh-CN or en).' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; programs branch on it.' },
    field: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { code: { type: 'string' }, field: { type: 'string' }, title: { type: 'string' } },
      },
    },
  },
}

/** The API as OpenAPI 3.1, made from the contracts that the server binds and the console calls. */
export const openApiOf = (routes: readonly Route[], version: string): Json => {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'daiwei 代维', version, description: 'Refusals are problem+json (RFC 9457) with a stable code.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'daiwei',
          description: 'Changes carry the session’s csrf value in x-csrf-token.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'daiwei token create --user LOGIN' },
      },
      schemas: { Problem: problem },
    },
  }
}

const operationOf = (route: Route): Json => {
  const problems = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    summary: route.summary,
    operationId: operationIdOf(route),
    tags: [route.path.split('/')[3] ?? 'platform'],
    ...(route.permission === 'public'
      ? { security: [] }
      : { security: [{ session: [] }, { token: [] }], 'x-permission': route.permission }),
    ...(route.refusals ? { 'x-refusals': route.refusals } : {}),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.isIdempotent
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: false,
              schema: { type: 'string', pattern: '^[\\w.:-]{8,128}$' },
            },
          ]
        : []),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
      : {}),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(route.reply, 'output') } },
      },
      '4XX': problems,
    },
  }
}

const operationIdOf = ({ method, path }: Route): string =>
  [method.toLowerCase(), ...path.split('/').slice(3)].map((part) => part.replace(/^:/, 'by-')).join('-')

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] => {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}
