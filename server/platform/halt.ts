/**
 * A reason that stops the program and that its operator can act on: shown as two sentences without a stack,
 * and the process ends with `exitCode` (1 failure, 2 wrong input or configuration, 3 already running).
 */
export type Halt = Error & { readonly zh: string; readonly en: string; readonly exitCode: number }

export const halt = (zh: string, en: string, exitCode = 1): Halt =>
  Object.assign(new Error(`${zh}\n${en}`), { name: 'Halt', zh, en, exitCode })

export const isHalt = (error: unknown): error is Halt => error instanceof Error && error.name === 'Halt'
