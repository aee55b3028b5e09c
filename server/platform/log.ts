import { type Logger, pino } from 'pino'

export type Log = Logger

/** Logs go to standard error: standard output belongs to what a command answers. Secrets and personal data are cut. */
export const createLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: ['*.password', '*.token', '*.phone', '*.customerPhone', '*.customerName', '*.callerPwd'],
        censor: '[cut]',
      },
    },
    pino.destination(2),
  )
