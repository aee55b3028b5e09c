import type { Texts } from '#core/text.ts'

const name = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english })

/** Refusals of steps, readings, materials and changes of resources. */
export const visitTexts = {
  'visits.no-checklist': name('这张工单没有作业步骤，请刷新后再试', 'This order has no steps; refresh and try again'),
  'visits.step-unknown': name('作业步骤里没有这一步：{step}', 'The checklist has no such step: {step}'),
  'visits.item-unknown': name('这一步里没有这一项：{item}', 'The step has no such item: {item}'),
  'visits.proof-not-said': name('这一项要{needed}，不能直接勾选', 'This takes {needed}, it cannot be ticked'),
  'needed.tick': name('勾选', 'a tick'),
  'needed.photo': name('拍照', 'a photo'),
  'needed.scan': name('扫码', 'a scan'),
  'needed.reading': name('读数', 'a reading'),
  'needed.text': name('填写', 'a note'),
  'needed.signature': name('签名', 'a signature'),
  'visits.value-needed': name('请扫码或填写内容', 'Scan it or write it down'),
  'visits.reason-needed': name('请选原因，班组长会看到', 'Choose the reason; the station head sees it'),
  'visits.always-applies': name('这一项不能选不适用', 'This always applies'),
  'visits.cannot-be-put-off': name('这一步不能约到以后做', 'This step cannot be put off'),
  'visits.window-needed': name('请约好下次上门的时间', 'Agree on the time of the next visit'),
  'visits.proof-missing': name('还缺必做的步骤：{steps:list}', 'Required steps are missing: {steps:list}'),
  'visits.put-off-open': name(
    '有约到以后做的项目，做完才能回单：{steps:list}',
    'Put off to another visit, and to be done before the return: {steps:list}',
  ),
  'visits.reading-impossible': name(
    '{value} {unit} 不可能：应在 {min} 到 {max} {unit} 之间，请看清仪表再填',
    '{value} {unit} is not possible: an instrument shows {min} to {max} {unit}; look again',
  ),
  'visits.change-unknown': name(
    '没有这条资源变更，或不在你的管辖范围',
    'There is no such change, or it is outside your scope',
  ),
  'visits.change-answered': name('这条资源变更已经办过了', 'This change was answered already'),
  'visits.material-needed': name('请填写物料名称或编码', 'Name the material or give its code'),
  'visits.material-unknown': name('没有要更正的这条物料记录', 'There is no such record to correct'),
} as const satisfies Texts

/** The steps as refusals and the timeline call them. */
export const stepNames = {
  'steps.prepare': name('出发前准备', 'before leaving'),
  'steps.selfCheck': name('仪容与工具自查', 'appearance and tools'),
  'steps.safety': name('安全确认', 'safety'),
  'steps.door': name('进门', 'at the door'),
  'steps.survey': name('查线路', 'the line'),
  'steps.terminal': name('终端检查', 'the terminal'),
  'steps.plan': name('商定方案', 'agreeing the plan'),
  'steps.work': name('处理', 'the work'),
  'steps.software': name('软件与备份', 'software and backup'),
  'steps.tests': name('测试', 'tests'),
  'steps.explain': name('讲解试用', 'explain and let try'),
  'steps.sign': name('签字', 'signature'),
  'steps.card': name('留名片', 'business card'),
  'steps.cleanup': name('清理现场', 'clean up'),
  'steps.resources': name('资源变更', 'change of resources'),
} as const satisfies Texts

/** Words of the steps on every screen. */
export const visitNames = {
  'by.tick': name('勾选', 'Tick'),
  'by.photo': name('拍照', 'Photo'),
  'by.scan': name('扫码', 'Scan'),
  'by.reading': name('读数', 'Reading'),
  'by.text': name('填写', 'Note'),
  'by.signature': name('签名', 'Signature'),
  'step-state.open': name('未做', 'Open'),
  'step-state.part': name('未做完', 'Not finished'),
  'step-state.done': name('已完成', 'Done'),
  'step-state.skipped': name('已跳过', 'Skipped'),
  'step-state.notApplicable': name('不适用', 'Does not apply'),
  'step-state.later': name('约到以后', 'Put off'),
  'material.used': name('用了', 'Used'),
  'material.removed': name('换下', 'Removed'),
} as const satisfies Texts

/** Words of a change of resources on phone and console. */
export const resourceNames = {
  'resource.title': name('资源变更', 'Change of resources'),
  'resource.report': name('有变更，上报', 'Report a change'),
  'resource.reported': name('已报资源管理员', 'Reported to the resource manager'),
  'resource.send': name('上报', 'Report'),
  'resource.what': name('变了什么', 'What changed'),
  'resource.boxCode': name('现在的箱体编码', 'Box it is on now'),
  'resource.portBefore': name('原端口', 'Port before'),
  'resource.portAfter': name('现端口', 'Port now'),
  'resource.fibre': name('纤芯', 'Fibre'),
  'resource.terminalSerial': name('终端序列号', 'Terminal’s serial number'),
  'resource.note': name('说明', 'Note'),
  'resource.order': name('工单', 'Order'),
  'resource.account': name('账号', 'Account'),
  'resource.change': name('变更', 'Change'),
  'resource.by': name('上报人', 'Reported by'),
  'resource.due': name('时限', 'Due'),
  'resource.state': name('状态', 'State'),
  'resource.late': name('超时', 'Late'),
  'resource.none': name('没有待办的资源变更', 'No change of resources waits'),
  'resource.none-text': name('工程师现场上报后出现在这里', 'What engineers report on site appears here'),
  'resource.enter': name('录入', 'Enter'),
  'resource.reject': name('驳回', 'Reject'),
  'resource.enter-text': name('家客的箱体和终端会写进台账', 'A home’s box and terminal go into the ledger'),
  'resource.done': name('已办理', 'Answered'),
  'resource-kind.port': name('端口', 'Port'),
  'resource-kind.box': name('箱体', 'Box'),
  'resource-kind.fibre': name('纤芯', 'Fibre'),
  'resource-kind.terminal': name('终端', 'Terminal'),
  'resource-state.reported': name('待录入', 'To enter'),
  'resource-state.entered': name('已录入', 'Entered'),
  'resource-state.rejected': name('已驳回', 'Rejected'),
} as const satisfies Texts
