export {
  decideByRule,
  grabberNamed,
  groundOf,
  helpersNamed,
  leadNamed,
  peopleNamed,
  routeFor,
  stationFor,
  stationNamed,
} from './dispatch.service.ts'
export type { Ground } from './dispatch.store.ts'
