/** Traditional characters that staff write, each before its simplified form. */
const PAIRS =
  '這这個个們们會会對对說说話话還还沒没過过時时問问嗎吗聽听懶懒煩烦麼么誰谁讓让給给請请別别幹干壞坏網网絡络線线電电腦脑裝装換换機机處处領领導导規规態态滿满興兴開开' +
  '關关為为無无辦办將将單单樣样習习慣惯僅仅訴诉舊旧該该當当應应錢钱買买賣卖讀读寫写見见覺觉識识錯错簡简熱热難难廢废擾扰隨随繳缴費费離离業业務务師师員员號号碼码歡欢' +
  '愛爱學学點点現现場场嘆叹囉啰嘮唠傢家夥伙罵骂媽妈豬猪閉闭滾滚貨货勁劲聰聪題题閒闲'

const simplifiedByTraditional = new Map<string, string>()
const characters = [...PAIRS]
for (let index = 0; index + 1 < characters.length; index += 2) {
  simplifiedByTraditional.set(characters[index] ?? '', characters[index + 1] ?? '')
}

export const simplified = (character: string): string => simplifiedByTraditional.get(character) ?? character
