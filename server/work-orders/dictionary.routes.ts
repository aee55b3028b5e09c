import { boundaryParameters } from '#core/network/boundary.parameters.ts'
import { ok } from '#core/result.ts'
import { pauseCausesParameter } from '#core/sla/sla.parameters.ts'
import { dayOf } from '#core/time.ts'
import { type Dictionary, dictionaryRoute } from '#core/work-orders/dictionary.contract.ts'
import { workOrderParameters } from '#core/work-orders/work-order.parameters.ts'
import type { Deps } from '#server/platform/deps.ts'
import type { Http } from '#server/platform/http.ts'
import { causeCodes, causes } from './dictionary.ts'

export const bindDictionary = (http: Http, deps: Deps): void => {
  http.bind(dictionaryRoute, async () => ok(dictionaryOf(deps)))
}

/** What there is to choose from today. */
const dictionaryOf = (deps: Deps): Dictionary => {
  const figures = deps.parameters.on(dayOf(deps.clock.now()))
  return {
    causes: causes.map(({ code, names, party, segments, lines }) => ({
      code,
      names: [...names],
      party,
      segments: [...segments],
      lines: [...lines],
    })),
    reasons: [...causeCodes],
    pauseCauses: figures.value(pauseCausesParameter).value.map((cause) => ({
      code: cause.code,
      title: cause.title,
      ...(cause.kinds ? { kinds: [...cause.kinds] } : {}),
      stopsClocks: cause.stops.length > 0,
      evidence: cause.evidence.map((group) => [...group]),
      maxMinutes: Math.max(0, ...cause.tiers.map((tier) => tier.maxMinutes)),
      automaticMinutes: Math.max(0, ...cause.tiers.flatMap((tier) => (tier.approver === null ? tier.maxMinutes : []))),
    })),
    maintainers: figures
      .value(boundaryParameters.boundary)
      .value.filter((row) => row.access === '*' && row.contract === '*')
      .map(({ line, segment, party }) => ({ line, segment, party })),
    questions: figures.value(workOrderParameters.surveyQuestions).value,
  }
}
