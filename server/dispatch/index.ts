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
