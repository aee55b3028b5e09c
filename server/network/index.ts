export { homeUserPath, listNodes, readNode } from './network.list.view.ts'
export { bindNetwork } from './network.routes.ts'
