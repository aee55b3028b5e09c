/**
 * A text that a spreadsheet would take for a formula (`=cmd|…`, `+1+1`, `-2+3`, `@SUM`, also in full width, also after
 * blanks) is data for us and must stay data for whoever opens our export: every xlsx and csv that leaves the product
 * passes its texts through `neutralised`, and every import takes the apostrophe off again with `denatured`.
 */
const STARTS_FORMULA = /^[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠|%]/
const NEUTRALISED = /^'(?=[\s\u200b\ufeff]*[=+\-@\t\r\n＝＋－＠|%])/

export const neutralised = (text: string): string => (STARTS_FORMULA.test(text) ? `'${text}` : text)

export const denatured = (text: string): string => (text.startsWith("'") ? text.replace(NEUTRALISED, '') : text)
