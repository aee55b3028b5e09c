import type { Texts } from '#core/text.ts'

const name = (zh: string, en: string) => ({ 'zh-CN': zh, en }) as const

/** Names of hazards: a refusal that names one by its code is read with its name. */
export const safetyNames = {
  'arrival.metres': name('距现场 {metres} 米', '{metres} m from the site'),
  'arrival.accuracy': name('精度 {accuracy} 米', 'sure within {accuracy} m'),
  'arrivalOutcome.ok': name('到场已证实', 'Arrival proven'),
  'arrivalOutcome.outside': name('不在现场范围', 'Not at the site'),
  'arrivalOutcome.noFix': name('没有定位', 'No position'),
  'arrivalOutcome.frozenFixSuspected': name('定位存疑', 'Position in doubt'),
  'arrivalOutcome.offline': name('离线签到', 'Signed in without network'),
  'arrivalOutcome.exceptionApproved': name('例外已认可', 'Exception accepted'),
  'doubt.repeated': name('坐标与另一次签到一位不差', 'the very coordinates of another sign-in'),
  'doubt.stale': name('定位太旧', 'the position is too old'),
  'doubt.tooExact': name('精度好得不合理', 'surer than a phone can be'),
  'doubt.tooVague': name('精度太差', 'not sure enough'),
  'absence.unavailable': name('手机给不出定位', 'the phone had no position'),
  'absence.offShift': name('不在班，未采集定位', 'off shift: none was taken'),
  'absence.notAcknowledged': name(
    '未确认定位告知，未采集定位',
    'the notice on positions was not acknowledged: none was taken',
  ),
  'stopReason.height': name('登高条件不具备', 'Not safe at height'),
  'stopReason.livePower': name('带电', 'Live power'),
  'stopReason.manhole': name('井下气体或积水', 'Gas or water in the manhole'),
  'stopReason.traffic': name('车流危险', 'Traffic'),
  'stopReason.storm': name('大风雷雨', 'Storm'),
  'stopReason.ice': name('凝冻', 'Ice'),
  'stopReason.alone': name('需要第二人', 'A second person is needed'),
  'stopReason.noCertificate': name('没有有效证书', 'No valid certificate'),
  'stopReason.equipment': name('防护用品或工具有问题', 'Protection or tools are not in order'),
  'stopReason.threat': name('人或动物威胁', 'Threatened by people or animals'),
  'stopReason.unwell': name('身体不适', 'Not well'),
  'stopReason.other': name('其他危险', 'Another danger'),
  'measure.continue': name('可以继续', 'Go on'),
  'measure.comeAgain': name('改时间再来', 'Come again'),
  'measure.secondPerson': name('加派第二人', 'A second person joins'),
  'measure.secondLine': name('转二线处理', 'To the second line'),
  'hazard.none': name('无', 'none'),
  'hazard.height': name('登高（2 米及以上）', 'Height (2 m or more)'),
  'hazard.livePower': name('带电作业', 'Live power'),
  'hazard.manhole': name('下井', 'Manhole'),
  'hazard.traffic': name('占道', 'Traffic'),
  'hazard.storm': name('大风雷雨', 'Storm'),
  'hazard.ice': name('凝冻', 'Ice'),
} as const satisfies Texts

/** Refusals of the safety rules: each says what to do. */
export const safetyTexts = {
  'safety.hazard-not-here': name('这张工单没有{hazard}这项危险', 'This order has no such hazard: {hazard}'),
  'safety.checks-open': name(
    '开工前先确认安全条件：{hazard:list}',
    'Confirm the safety checks before starting: {hazard:list}',
  ),
  'safety.items-missing': name('还没有确认：{missing}', 'Not confirmed yet: {missingEn}'),
  'safety.second-person-needed': name(
    '{hazard}必须两人在场。请停工，让驻点长加派一人',
    '{hazard} needs two people. Stop work and ask the station head for a second one',
  ),
  'safety.no-height-now': name(
    '{hazard}期间不登高。请停工，等解除后再来或改做地面工作',
    'Nobody climbs during: {hazard}. Stop work, come back when it is over or work on the ground',
  ),
  'safety.certificate-expired': name(
    '你的{certificate}已于 {expiredOn} 到期，不能做这项作业。请停工，联系驻点长换持证人员来做',
    'Your {certificateEn} expired on {expiredOn}: you may not do this work. Stop work and ask the station head for somebody certified',
  ),
  'safety.certificate-missing': name(
    '你没有有效的{certificate}，不能做这项作业。请停工，联系驻点长换持证人员来做',
    'You hold no valid {certificateEn}: you may not do this work. Stop work and ask the station head for somebody certified',
  ),
  'safety.note-needed': name('去掉{hazard:list}要写明原因', 'Say why it is taken off: {hazard:list}'),
  'safety.nothing-stopped': name('这张工单没有停工', 'Work on this order is not stopped'),
  'safety.stop-waits': name('停工还没有处置，不能解挂', 'The stop has not been reviewed yet'),
  'safety.stop-not-asked': name(
    '停工不用申请，请直接按“停工”',
    'A stop for safety is not asked for: press “stop work”',
  ),
  'safety.own-stop': name('自己停的工要由别人处置', 'Somebody else must review your own stop'),
  'safety.own-arrival': name('自己的签到要由别人认可', 'Somebody else must accept your own sign-in'),
  'safety.no-exception': name('没有等待认可的签到', 'No sign-in waits for an answer'),
  'safety.desk-needed': name('请选择二线专业', 'Choose the second-line desk'),
  'safety.helper-needed': name('请选择加派的人', 'Name who joins'),
  'safety.notice-unknown': name('没有这份告知', 'There is no such notice'),
  'safety.notice-changed': name('告知内容已更新，请重新阅读', 'The notice was changed, please read it again'),
  'safety.place-beyond': name('不在你的管辖范围', 'Outside your scope'),
  'safety.declaration-time': name('结束时间要晚于开始和现在', 'The end must be later than the start and than now'),
  'safety.declaration-unknown': name(
    '没有这条生效的发布，或不是你这一方发布的',
    'There is no such declaration in force, or it is not your side’s',
  ),
  'safety.nowhere': name('你的账号没有对应的地区，请直接打电话', 'Your account has no place: please call by phone'),
  'safety.alarm-unknown': name(
    '没有这个求助，或不在你的管辖范围',
    'There is no such alarm, or it is outside your scope',
  ),
  'safety.alarm-closed': name('这个求助已经结案', 'This alarm is closed'),
  'safety.alarm-untaken': name('先接警，再结案', 'Take the alarm before you close it'),
  'safety.own-alarm': name('自己的求助要由别人来接', 'Somebody else must take your own alarm'),
  'safety.near-miss-unknown': name(
    '没有这条险兆，或不在你的管辖范围',
    'There is no such near miss, or it is outside your scope',
  ),
  'safety.near-miss-closed': name('这条险兆已经办结', 'This near miss is closed'),
  'safety.gas-missing': name('还没有填{gas}读数', 'The reading is missing: {gasEn}'),
  'safety.gas-out-of-limits': name(
    '{gas} {value} {unit}，超出限值 {limit}，不能下井。请通风后重测，或停工',
    '{gasEn} {value} {unit} is beyond the limit {limit}: do not go down. Air it and test again, or stop work',
  ),
} as const satisfies Texts
