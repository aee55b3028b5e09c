export { findingConsumer } from './finding.service.ts'
export { bindWording } from './wording.routes.ts'
