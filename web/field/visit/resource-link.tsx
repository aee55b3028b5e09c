import type { OrderDetail } from '#core/work-orders/work-order.contract.ts'

export const ResourceChangeLink = (_props: { readonly order: OrderDetail }) => null
