export {
  decideByRule,
  grabberNamed,
  groundOf,
  helpersNamed,
  leadNamed,
  routeFor,
  stationFor,
  stationNamed,
} from './dispatch.service.ts'
