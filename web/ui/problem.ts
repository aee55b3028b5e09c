/** What went wrong with a call, in the terms that a screen can act on. */
export type CallErrorKind =
  /** An expected "no", with its text. */
  | 'refused'
  /** Somebody else changed the row first (409): show what changed, keep what was typed. */
  | 'stale'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'busy'
  /** No answer came: whether the command acted is unknown, sending the same key again is safe. */
  | 'not-reached'
  | 'failed'

export type FieldRefusal = { readonly field: string; readonly code: string; readonly text: string }

/** An error so that queries and promises carry it; `text` is in the reader's language, as the server wrote it. */
export class CallError extends Error {
  readonly kind: CallErrorKind
  readonly status: number
  /** Stable code of the refusal, for example `work-orders.wrong-state`. */
  readonly code: string
  readonly text: string
  readonly fields: readonly FieldRefusal[]
  /** The whole problem document, for the members that only one refusal has. */
  readonly problem: Readonly<Record<string, unknown>>
  constructor(
    kind: CallErrorKind,
    status: number,
    problem: Readonly<Record<string, unknown>>,
    fields: readonly FieldRefusal[],
  ) {
    super(String(problem.code ?? kind))
    this.kind = kind
    this.status = status
    this.problem = problem
    this.code = typeof problem.code === 'string' ? problem.code : kind
    this.text = [problem.title, problem.detail].find((text) => typeof text === 'string') ?? ''
    this.fields = fields
  }
}

export const isCallError = (error: unknown): error is CallError => error instanceof CallError

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (status: number, code: unknown): CallErrorKind => {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409 && typeof code === 'string' && code.endsWith('.stale')) return 'stale'
  if (status === 429 || status === 503) return 'busy'
  return status >= 500 ? 'failed' : 'refused'
}

const fieldsOf = (problem: Record<string, unknown>): FieldRefusal[] => {
  const errors = Array.isArray(problem.errors) ? problem.errors : []
  // With several wrong fields the document itself names only the first.
  return (errors.length > 0 ? errors : [problem]).flatMap((entry) =>
    isRecord(entry) && typeof entry.field === 'string'
      ? [{ field: entry.field, code: String(entry.code ?? ''), text: String(entry.title ?? entry.code ?? '') }]
      : [],
  )
}

/** Reads an answer that is no success: problem+json (RFC 9457), or whatever a proxy put in its place. */
export const callErrorOf = (status: number, content: unknown): CallError => {
  const problem = isRecord(content) ? content : {}
  return new CallError(kindOf(status, problem.code), status, problem, fieldsOf(problem))
}

export const notReached = (cause: unknown): CallError => {
  const error = new CallError('not-reached', 0, {}, [])
  error.cause = cause
  return error
}
