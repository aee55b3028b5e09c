import type { ReplyOf } from '#core/contract.ts'
import type { WordingPack } from '#core/wording/pack.ts'
import { wordingRoutes } from '#core/wording/wording.contract.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { useAnswer, useCommand } from '#web/ui/query.ts'
import { useText } from '#web/ui/text.ts'
import { wordingScreenTexts } from './wording.text.ts'

export type Versions = ReplyOf<typeof wordingRoutes.versions>

export const useVersions = (company: string) => useAnswer(wordingRoutes.versions, { query: { company } })

/** The pack on the desk: the draft, else what is in force. */
export const packOf = ({ draft, inForce }: Versions): WordingPack => draft?.pack ?? inForce.pack

/** Saves the whole pack as the draft; `false`: refused, and the reader has been told. */
export const useSaveDraft = (company: string, versions: Versions) => {
  const t = useText(wordingScreenTexts)
  const may = useMay('wording.edit')
  const command = useCommand(wordingRoutes.saveDraft, { changes: [wordingRoutes.versions], done: t('saved') })
  return {
    may,
    isRunning: command.isRunning,
    save: (pack: WordingPack) => command.send({ body: { company, pack, revision: versions.draft?.revision ?? 0 } }),
  }
}
