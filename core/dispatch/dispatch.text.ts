import type { Texts } from '#core/text.ts'

export const dispatchTexts = {
  'dispatch.by-grid-owner': { 'zh-CN': '本网格包片人', en: 'Owner of the grid' },
  'dispatch.by-last-visit': { 'zh-CN': '重复报障，由上次上门人员处理', en: 'Repeat: engineer of the last visit' },
  'dispatch.by-station': { 'zh-CN': '本驻点在手最少、距离最近', en: 'Least loaded of the station, then nearest' },
  'dispatch.after-grid-owner': { 'zh-CN': '包片人优先', en: 'The grid owner comes first' },
  'dispatch.after-last-visit': { 'zh-CN': '上次上门人员优先', en: 'The engineer of the last visit comes first' },
  'dispatch.more-loaded': {
    'zh-CN': '在手 {openOrders} 单，多于选中人的 {best} 单',
    en: '{openOrders} open orders against {best}',
  },
  'dispatch.farther': {
    'zh-CN': '在手相同，距离更远或位置未知',
    en: 'As many open orders, but farther or place unknown',
  },
  'dispatch.later-number': {
    'zh-CN': '条件相同，按工号先后',
    en: 'Equal in everything; the lower staff number goes first',
  },
  'dispatch.overloaded': {
    'zh-CN': '在手 {openOrders} 单，已达上限 {limit} 单',
    en: '{openOrders} open orders, the limit is {limit}',
  },
  'dispatch.other-company': { 'zh-CN': '不是该区域责任单位的人员', en: 'Not of the responsible company' },
  'dispatch.other-station': { 'zh-CN': '不属于本驻点', en: 'Of another station' },
  'dispatch.not-a-lead': { 'zh-CN': '该岗位不主办工单', en: 'This post does not lead orders' },
  'dispatch.excluded': {
    'zh-CN': '曾拒接此单，或是被投诉人',
    en: 'Refused this order before, or it complains about them',
  },
  'dispatch.nobody-fit': {
    'zh-CN': '没有符合条件的工程师（共比较 {considered} 人），请班组长指派',
    en: 'Nobody fits ({considered} looked at); the station head assigns',
  },
  'dispatch.out-of-reach': { 'zh-CN': '不在此单的抢单范围内', en: 'This order is not in your pool' },
  'dispatch.grab-limit': {
    'zh-CN': '在手已有 {openOrders} 单，达到 {limit} 单后不能再抢',
    en: 'You have {openOrders} open orders; from {limit} on no more can be grabbed',
  },
  'dispatch.not-fit': { 'zh-CN': '当前不能主办此单', en: 'You cannot lead this order now' },
} satisfies Texts
