import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Language } from '#core/text.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

type BothLanguages = Readonly<Record<Language, string>>

/** As `node:util` `parseArgs` takes it, with a word of explanation for `--help`. */
export type CommandOption = {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  readonly multiple?: boolean
  /** How the value is called in the help, `N`, `FILE`. */
  readonly value?: string
  readonly about: BothLanguages
}

export type CommandOptions = Readonly<Record<string, CommandOption>>

type ValueOf<O extends CommandOption> = O['type'] extends 'boolean' ? boolean : string
export type CommandValues<O extends CommandOptions> = {
  readonly [K in keyof O]: (O[K] extends { multiple: true } ? readonly ValueOf<O[K]>[] : ValueOf<O[K]>) | undefined
}

export type CommandIo = {
  readonly config: Config
  /** On standard error. */
  readonly log: Log
  /** `--json` was given: standard output is then exactly one document. */
  readonly isJson: boolean
  /** A line for people; silent with `--json`. */
  readonly say: (line: string) => void
  /** The one document of `--json`; without it nothing. */
  readonly answer: (document: unknown) => void
}

export type CommandInput<O extends CommandOptions> = {
  readonly values: CommandValues<O>
  readonly positionals: readonly string[]
}

/** One word of the command line. `run` gives the exit code: 0 done, 1 failure, 2 refused or wrong input. */
export type Command<O extends CommandOptions = CommandOptions> = {
  readonly name: string
  readonly summary: BothLanguages
  /** What follows the name, a line for each form: `FILE [--replace]`. */
  readonly usage: readonly string[]
  readonly options: O
  /** How many words it takes besides its options, where it does not look at them itself. */
  readonly maxWords?: number
  run(input: CommandInput<O>, io: CommandIo): Promise<number>
}

/** Keeps the types of the options for `run`. */
export const command = <const O extends CommandOptions>(definition: Command<O>): Command<O> => definition

const everywhere = {
  help: { type: 'boolean', short: 'h', about: { 'zh-CN': '显示本说明', en: 'this text' } },
  json: {
    type: 'boolean',
    about: {
      'zh-CN': '标准输出只有一个 JSON 文档，日志写到标准错误',
      en: 'exactly one JSON document on standard output',
    },
  },
} as const satisfies CommandOptions

export type ParsedCommand = CommandInput<CommandOptions> & { readonly isHelp: boolean; readonly isJson: boolean }

/** Reads the words after the command's name; throws `TypeError` on what the command does not know. */
export const parseCommand = (
  options: CommandOptions,
  words: readonly string[],
  maxWords = Number.POSITIVE_INFINITY,
): ParsedCommand => {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { ...options, ...everywhere } as NonNullable<ParseArgsConfig['options']>,
    allowPositionals: true,
    strict: true,
  })
  if (positionals.length > maxWords) throw new TypeError(`'${positionals[maxWords]}'`)
  const { help, json, ...own } = values
  return { values: own, positionals, isHelp: help === true, isJson: json === true } as ParsedCommand
}

export const helpOf = ({ name, summary, usage, options }: Command): string => {
  const all: CommandOptions = { ...options, ...everywhere }
  const rows = Object.entries(all).map(([key, option]) => {
    const { short, value } = option
    const flag = `${short ? `-${short}, ` : ''}--${key}${value ? ` ${value}` : ''}`
    return `  ${flag.padEnd(24)} ${option.about['zh-CN']}\n  ${' '.repeat(24)} ${option.about.en}`
  })
  const forms = usage.map((form) => `  daiwei ${name} ${form}`.trimEnd())
  return [summary['zh-CN'], summary.en, '', ...forms, '', ...rows].join('\n')
}
