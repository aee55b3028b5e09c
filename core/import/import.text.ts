import type { Texts } from '#core/text.ts'

/** What is wrong with a cell, a row or a file, and what to do about it. */
export const importTexts = {
  'import.missing': { 'zh-CN': '{title}不能为空', en: '{title} must not be blank' },
  'import.unreadable': {
    'zh-CN': '有乱码，文件保存时丢失了文字，请从原系统重新导出',
    en: 'Characters were lost when the file was saved; export it again from where it came',
  },
  'import.error-cell': {
    'zh-CN': '单元格是公式错误 {text}，请在表格中改正后再导入',
    en: 'The cell holds the formula error {text}; mend it in the sheet and import again',
  },
  'import.too-long': {
    'zh-CN': '有 {length} 个字，最多 {longest} 个',
    en: '{length} characters, {longest} at most',
  },
  'import.not-an-account': {
    'zh-CN': '“{text}”不是宽带账号，应为 4 至 64 位字母、数字和 . _ - @ #',
    en: '"{text}" is no account: 4 to 64 letters, digits and . _ - @ #',
  },
  'import.not-a-code': {
    'zh-CN': '“{text}”不是编码，只能用字母、数字和 - _ . / # : ( ) +',
    en: '"{text}" is no code: letters, digits and - _ . / # : ( ) + only',
  },
  'import.not-a-serial': {
    'zh-CN': '“{text}”不是设备序列号，应为 8 至 32 位字母和数字，例如 ZTEGC7F26F01',
    en: '"{text}" is no serial: 8 to 32 letters and digits, for example ZTEGC7F26F01',
  },
  'import.not-a-bandwidth': {
    'zh-CN': '“{text}”不是带宽，应写成 200、200M 或 1G',
    en: '"{text}" is no bandwidth: write 200, 200M or 1G',
  },
  'import.bandwidth-out-of-range': {
    'zh-CN': '带宽“{text}”不是整数兆，或超出范围',
    en: 'The bandwidth "{text}" is no whole number of Mbit/s, or out of range',
  },
  'import.not-in-list': {
    'zh-CN': '“{text}”不在可选值之内，请从建议中选一个',
    en: '"{text}" is none of the values; choose one of the proposals',
  },
  'import.not-a-day': {
    'zh-CN': '“{text}”不是日期，应写成 2026-02-28 或 2026/2/28',
    en: '"{text}" is no date: write 2026-02-28 or 2026/2/28',
  },
  'import.no-such-day': { 'zh-CN': '没有 {text} 这一天', en: 'There is no such day as {text}' },
  'import.day-out-of-range': {
    'zh-CN': '日期 {text} 不在 {from} 至 {to} 之内',
    en: 'The date {text} is not between {from} and {to}',
  },
  'import.not-a-time': {
    'zh-CN': '“{text}”不是时间，应写成 2026-10-01 09:30',
    en: '"{text}" is no time: write 2026-10-01 09:30',
  },
  'import.not-a-phone': {
    'zh-CN': '“{text}”不是电话号码，应为 11 位手机号，或带区号的固定电话',
    en: '"{text}" is no telephone number: a mobile has 11 digits, a landline its area code',
  },
  'import.phone-length': {
    'zh-CN': '手机号应为 11 位，这里有 {length} 位',
    en: 'A mobile number has 11 digits, this one has {length}',
  },
  'import.masked': {
    'zh-CN': '内容被星号遮住，请填写完整内容',
    en: 'The content is hidden by stars; write all of it',
  },
  'import.row-wrong': { 'zh-CN': '有 {count} 处不对', en: '{count} thing(s) are wrong' },
  'import.row-exists': { 'zh-CN': '台账中已有 {key}', en: 'The ledger has {key} already' },
  'import.field-unknown': { 'zh-CN': '没有“{field}”这个字段', en: 'There is no field "{field}"' },
  'import.key-fixed': {
    'zh-CN': '{title}不能改；编号换了，请新增一条并把这条标为拆机',
    en: 'The {title} cannot change; make a new row and close this one',
  },
  'import.nothing-changed': { 'zh-CN': '没有改动', en: 'Nothing was changed' },
  'import.changed-field': {
    'zh-CN': '有人把“{before}”改成了“{now}”',
    en: 'Somebody changed "{before}" to "{now}"',
  },
  'import.children-of-wrong-kind': {
    'zh-CN': '下面还挂着{childKind}，不能改成{kind}',
    en: 'A {childKind} hangs on it, so it cannot become a {kind}',
  },
  'import.phone-masked': {
    'zh-CN': '号码被星号遮住，请填写完整号码',
    en: 'The number is hidden by stars; write all of it',
  },
  'import.phone-several': {
    'zh-CN': '一个单元格里有几个号码，请只留一个',
    en: 'Several numbers in one cell; leave one',
  },
  'import.phone-without-trunk': {
    'zh-CN': '固定电话没有区号，本地市区号是 {code}',
    en: 'The landline has no area code; here it is {code}',
  },
  'import.phone-of-another-prefecture': {
    'zh-CN': '区号 {code} 属于{owner}，这一行在{prefecture}，区号应为 {right}',
    en: 'The area code {code} is that of {owner}, but the row is in {prefecture}, whose code is {right}',
  },
  'import.phone-of-another-province': {
    'zh-CN': '区号 {code} 不是本省的，这一行在{prefecture}，区号应为 {right}',
    en: 'The area code {code} is of another province, but the row is in {prefecture}, whose code is {right}',
  },
  'import.county-unknown': {
    'zh-CN': '没有名为“{text}”的区县，请核对名称或六位编码',
    en: 'No county is called "{text}"; check the name or the six-digit code',
  },
  'import.county-ambiguous': {
    'zh-CN': '“{text}”可能是几个区县，请写明地市',
    en: '"{text}" fits several counties; add the prefecture',
  },
  'import.county-too-broad': {
    'zh-CN': '“{text}”是{region}，这里要写到区县',
    en: '"{text}" is {region}; a county is needed here',
  },
  'import.county-out-of-reach': {
    'zh-CN': '{name}不在你负责的区域之内',
    en: '{name} is outside the regions that you answer for',
  },
  'import.company-unknown': { 'zh-CN': '没有名为“{text}”的代维公司', en: 'No contractor is called "{text}"' },
  'import.company-out-of-reach': {
    'zh-CN': '{name}不是你所在的公司',
    en: '{name} is not your company',
  },
  'import.certificate-given': {
    'zh-CN': '上岗证由分公司网络部考核颁发，有效期至 {until}，不能用文件改；请培训认证管理员在人员页登记',
    en: 'Given by the branch network department until {until}; a file cannot change that, the training administrator enters it on the person’s page',
  },
  'import.certificate-unknown': {
    'zh-CN': '没有名为“{text}”的证书种类',
    en: 'No kind of certificate is called "{text}"',
  },
  'import.certificate-without-validity': {
    'zh-CN': '有证书，但没有填写有效期至',
    en: 'There are certificates but no day until which they are valid',
  },
  'import.left-before-joined': {
    'zh-CN': '离职日期 {left} 早于入职日期 {joined}',
    en: 'Left on {left}, which is before joining on {joined}',
  },
  'import.not-a-longitude': {
    'zh-CN': '经度 {text} 不在 73 至 136 之内',
    en: 'The longitude {text} is not between 73 and 136',
  },
  'import.not-a-latitude': {
    'zh-CN': '纬度 {text} 不在 3 至 54 之内',
    en: 'The latitude {text} is not between 3 and 54',
  },
  'import.position-half': {
    'zh-CN': '经度和纬度要么都填，要么都不填',
    en: 'Give both longitude and latitude, or neither',
  },
  'import.position-exchanged': {
    'zh-CN': '经度和纬度填反了',
    en: 'Longitude and latitude are exchanged',
  },
  'import.not-a-number': { 'zh-CN': '“{text}”不是数', en: '"{text}" is no number' },
  'import.not-a-ratio': {
    'zh-CN': '“{text}”不是分光比，应为 1:2、1:4、1:8、1:16、1:32、1:64 或 1:128',
    en: '"{text}" is no split ratio: 1:2, 1:4, 1:8, 1:16, 1:32, 1:64 or 1:128',
  },
  'import.distance-out-of-range': {
    'zh-CN': '距离 {text} 公里不在 0 至 {most} 之内',
    en: 'The distance of {text} km is not between 0 and {most}',
  },
  'import.distance-in-metres': {
    'zh-CN': '{text} 像是米，这一列的单位是公里',
    en: '{text} looks like metres; this column is in kilometres',
  },
  'import.node-without-county': {
    'zh-CN': '编码开头不是区县的六位编码，请增加“区县”一列',
    en: 'The code does not begin with the six digits of a county; add a column for the county',
  },
  'import.parent-missing': {
    'zh-CN': '{kind}要有上级编码',
    en: 'A {kind} needs the code of its parent',
  },
  'import.parent-itself': { 'zh-CN': '上级编码是它自己', en: 'The parent is the node itself' },
  'import.parent-unknown': {
    'zh-CN': '上级“{parent}”不在文件中，也不在网络台账中',
    en: 'The parent "{parent}" is neither in the file nor in the network',
  },
  'import.parent-of-wrong-kind': {
    'zh-CN': '{kind}的上级不能是{parentKind}',
    en: 'The parent of a {kind} cannot be a {parentKind}',
  },
  'import.parent-wrong': {
    'zh-CN': '上级“{parent}”所在的行有错，先改正上级',
    en: 'The row of the parent "{parent}" is wrong; mend that one first',
  },
  'import.parent-circle': {
    'zh-CN': '上级关系绕成了圈',
    en: 'The parents form a circle',
  },
  'import.report-without-customer': {
    'zh-CN': '来电号码、宽带账号和地址至少要有一项',
    en: 'At least one of phone, account and address is needed',
  },
  'import.key-twice': {
    'zh-CN': '与第 {row} 行是同一个{title}，但内容不同',
    en: 'The same {title} as row {row}, with different content',
  },
  'import.moves-prefecture': {
    'zh-CN': '台账中已有，但在{other}；不能换到另一个地市',
    en: 'Known already, but in {other}; it cannot move to another prefecture',
  },
  'import.out-of-reach': {
    'zh-CN': '台账中已有，但不在你能修改的范围之内',
    en: 'Known already, but outside what you may change',
  },
  'import.key-taken': {
    'zh-CN': '有 {count} 行的编号已被别处使用，什么都没有导入',
    en: 'The keys of {count} rows are taken elsewhere; nothing was imported',
  },
  'import.no-company': {
    'zh-CN': '还没有运营商公司，请先完成初始化',
    en: 'There is no operator company yet; finish the set-up first',
  },
  'import.no-header': {
    'zh-CN': '前 {rows} 行里找不到表头；{kind}至少要有这些列：{columns:list}',
    en: 'No header in the first {rows} rows; {kind} needs at least these columns: {columns:list}',
  },
  'import.columns-missing': {
    'zh-CN': '缺少必填的列：{columns:list}',
    en: 'Required columns are missing: {columns:list}',
  },
  'import.no-rows': { 'zh-CN': '表头下面没有数据', en: 'There are no rows below the header' },
  'import.several-headers': {
    'zh-CN': '增加这些列后再导入',
    en: 'Add these columns and import again',
  },
  'import.batch-unknown': { 'zh-CN': '没有这次导入', en: 'There is no such import' },
  'import.undo-not-applied': {
    'zh-CN': '这次导入没有生效，或已经撤销',
    en: 'This import was not applied, or was undone already',
  },
  'import.undo-changed-since': {
    'zh-CN': '导入的记录里有 {count} 条后来又改过，不能撤销',
    en: '{count} of the imported rows were changed since; it cannot be undone',
  },
  'import.undo-in-use': {
    'zh-CN': '导入的记录里有 {count} 条已被申告、工单或其他记录使用，不能撤销',
    en: '{count} of the imported rows are used by reports, work orders or other rows; it cannot be undone',
  },
  'import.undo-reports': {
    'zh-CN': '申告已进入派单流程，不能撤销',
    en: 'Reports have become work orders; they cannot be undone',
  },
  'import.bad-cursor': {
    'zh-CN': '翻页位置无效，请从第一页开始',
    en: 'The page position is not valid; begin with the first page',
  },
  'import.batch-busy': {
    'zh-CN': '这次导入正在进行或已经完成',
    en: 'This import is running or finished',
  },
  'import.holding-unknown': { 'zh-CN': '没有这条待补录', en: 'There is no such held row' },
  'import.holding-closed': {
    'zh-CN': '这条待补录已经处理过了',
    en: 'This held row was dealt with already',
  },
  'import.holding-still-wrong': {
    'zh-CN': '还有 {count} 处不对',
    en: '{count} thing(s) are still wrong',
  },
  'import.told': { 'zh-CN': '{reason}', en: '{reason}' },
  'import.kind-not-permitted': {
    'zh-CN': '你没有导入“{kind}”的权限',
    en: 'You may not import {kind}',
  },
  'sheet.no-such-file': { 'zh-CN': '没有文件 {name}', en: 'There is no file {name}' },
  'sheet.empty': { 'zh-CN': '文件 {name} 是空的', en: 'The file {name} is empty' },
  'sheet.too-large': {
    'zh-CN': '文件有 {megabytes} MB，超过上限 {limit} MB；请按区县拆成几个文件，或另存为 CSV 后用命令行导入',
    en: 'The file has {megabytes} MB, the limit is {limit} MB; split it by county, or save it as CSV and import it on the command line',
  },
  'sheet.too-large-upload': {
    'zh-CN': '文件超过上传上限 {limit} MB；请按区县拆成几个文件，或用命令行导入',
    en: 'The file is larger than the {limit} MB that can be uploaded; split it by county, or import it on the command line',
  },
  'sheet.old-or-protected': {
    'zh-CN': '{name} 是旧版 .xls 或加了密码，请另存为不带密码的 .xlsx 或 CSV',
    en: '{name} is an old .xls or protected by a password; save it as .xlsx or CSV without a password',
  },
  'sheet.encrypted': {
    'zh-CN': '文件加了密码，请另存为不带密码的 .xlsx 或 CSV',
    en: 'The file is protected by a password; save it as .xlsx or CSV without one',
  },
  'sheet.not-a-table': {
    'zh-CN': '{name} 不是表格，请用 .xlsx 或 CSV',
    en: '{name} is no table; use .xlsx or CSV',
  },
  'sheet.not-a-workbook': {
    'zh-CN': '压缩包里没有工作簿，请用 .xlsx 或 CSV',
    en: 'There is no workbook inside; use .xlsx or CSV',
  },
  'sheet.damaged': {
    'zh-CN': '文件已损坏或不完整，请在 Excel 中打开并另存',
    en: 'The file is damaged or incomplete; open it in Excel and save it again',
  },
  'sheet.too-many-parts': {
    'zh-CN': '文件里有 {count} 个部分，上限 {limit}；请另存为 CSV',
    en: 'The file has {count} parts, the limit is {limit}; save it as CSV',
  },
  'sheet.unpacks-too-large': {
    'zh-CN': '{part} 解压后有 {megabytes} MB，上限 {limit} MB；请拆成几个文件或另存为 CSV',
    en: '{part} unpacks to {megabytes} MB, the limit is {limit} MB; split the file or save it as CSV',
  },
  'sheet.zip-bomb': {
    'zh-CN': '{part} 压缩了 {ratio} 倍，上限 {limit} 倍，不像是表格，已拒绝',
    en: '{part} is packed {ratio} times, the limit is {limit}: that is no spreadsheet, refused',
  },
  'sheet.zip-bomb-lies': {
    'zh-CN': '{part} 解压后比它声明的大，已拒绝',
    en: '{part} unpacks to more than it declares, refused',
  },
  'sheet.unknown-packing': {
    'zh-CN': '不认识的压缩方式（{method}），请在 Excel 中另存',
    en: 'Unknown packing method {method}; save it again in Excel',
  },
  'sheet.too-much-text': {
    'zh-CN': '文字部分解压后有 {megabytes} MB，上限 {limit} MB，请另存为 CSV 再导入',
    en: 'The text of the workbook unpacks to {megabytes} MB, the limit is {limit} MB: save it as CSV and import that',
  },
  'sheet.cell-too-long': {
    'zh-CN': '有单元格超过 {limit} 个字',
    en: 'A cell has more than {limit} characters',
  },
  'sheet.cell-too-long-at': {
    'zh-CN': '第 {row} 行有单元格超过 {limit} 个字',
    en: 'A cell in row {row} has more than {limit} characters',
  },
  'sheet.open-quote': {
    'zh-CN': '第 {row} 行附近有没有成对的引号，或一行过长',
    en: 'Near row {row} a quotation mark is not closed, or a row is too long',
  },
  'sheet.out-of-memory': {
    'zh-CN': '文件太复杂，{limit} MB 内存读不完，请另存为 CSV 再导入',
    en: 'The file needs more than {limit} MB of memory: save it as CSV and import that',
  },
} as const satisfies Texts
