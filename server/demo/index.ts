export { type DemoLogin, loginsFile, seedFirstStart } from './demo.service.ts'
