import { useMemo } from 'react'
import { parameterResolve } from '#core/parameters/parameters.contract.ts'
import { peopleParameters } from '#core/people/people.parameters.ts'
import { useMay } from '#web/console/session/session.queries.ts'
import { useAnswer } from '#web/ui/query.ts'
import { useLanguage } from '#web/ui/text.ts'

const { key, schema, default: known } = peopleParameters.certificateKinds

/** Kinds of certificates and what they are called: as the parameter says it, or as delivered for whoever may not read parameters. */
export const useCertificateKinds = () => {
  const language = useLanguage()
  const mayRead = useMay('parameters.read')
  const { data } = useAnswer(parameterResolve, { params: { key }, query: {} }, { isOn: mayRead })
  return useMemo(() => {
    const read = schema.safeParse(data?.value)
    const kinds = read.success ? read.data : known
    const names = new Map(kinds.map((kind) => [kind.code, kind.name[language]]))
    return { kinds, nameOf: (code: string) => names.get(code) ?? code }
  }, [data, language])
}
