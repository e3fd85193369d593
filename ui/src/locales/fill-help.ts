// 填写说明: what belongs into a field, in our own words, with what says so. 《条例》 is the 政府信息公开条例 (2019).
export interface FillHelp {
  /** The address of a field, or what the addresses of several begin with. */
  at: string
  text: string
  /** Empty where only usage says so. */
  basis?: string
}

const COUNTED = '办结的算在作出答复（告知）那一天所在的年度，每件只算一行'

export const FILL_HELP: FillHelp[] = [
  { at: 'title', text: '单位全称加年度，如“清溪县自然资源局2025年政府信息公开工作年度报告”。不写“年度工作报告”“信息公开年报”，“年度”不重复。' },
  { at: 'preamble', text: '可以没有。常写编制依据、统计期限、电子版在哪里、联系方式；不属于第一部分。' },
  { at: 'report', text: '署名用单位全称；成文日期在年度结束之后，写作 2026年1月20日。' },
  { at: 'sections.overview', text: '写五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。各级政府的“监督保障”还要写工作考核、社会评议和责任追究结果。写到的数要与下面的表一致，可用“插入表中的数”。', basis: '《条例》第五十条；国办公开办函〔2021〕30号' },
  { at: 'proactive.rules', text: '规章只有国务院部门、省、设区的市和自治州的政府能制定；县、乡镇和县直部门填0。', basis: '《条例》第二十条第（一）项；规章制定权限的条文依据待核' },
  { at: 'proactive.normative_documents', text: '制发、废止、现行有效的行政规范性文件件数，向司法行政部门核对。一般有：上年有效＋本年制发－本年废止＝现行有效；因清理、移交不等的，写明理由。', basis: '《条例》第二十条第（一）项' },
  { at: 'proactive.licences', text: '本年作出的行政许可决定件数，已公开的和依法不公开的都算。', basis: '《条例》第二十条第（五）项' },
  { at: 'proactive.penalties', text: '本年作出的行政处罚决定件数，已公开的和依法不公开的都算。', basis: '《条例》第二十条第（六）项' },
  { at: 'proactive.compulsory_measures', text: '本年作出的行政强制决定件数，已公开的和依法不公开的都算。', basis: '《条例》第二十条第（六）项' },
  { at: 'proactive', text: '收费金额以万元为单位，可以有小数；第六部分的信息处理费以元为单位，两者不要混。', basis: '《条例》第二十条第（八）项' },
  { at: 'requests.new', text: '本年收到的申请，按收到日期算。一份来信按“一事一申请”拆开的，拆成几件算几件；几人联名的算一件。', basis: '《条例》第三十一条' },
  { at: 'requests.carried_in', text: '上年收到、到本年初还没有办结的申请。总计应等于上年报告“结转下年度继续办理”的总计。' },
  { at: 'requests.granted', text: `全部公开的，已主动公开、告知了获取途径的通常也算在这里。${COUNTED}。`, basis: '《条例》第三十六条第（一）（二）项' },
  { at: 'requests.partly_granted', text: `区分处理、只公开一部分的；算在这里就不再算在不予公开里。${COUNTED}。`, basis: '《条例》第三十七条' },
  { at: 'requests.withheld_state_secret', text: '依法确定为国家秘密的政府信息。', basis: '《条例》第十四条' },
  { at: 'requests.withheld_by_law', text: '其他法律、行政法规禁止公开的政府信息，答复中要写明是哪一部的哪一条。', basis: '《条例》第十四条' },
  { at: 'requests.withheld_security_stability', text: '公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息。', basis: '《条例》第十四条' },
  { at: 'requests.withheld_third_party', text: '涉及商业秘密、个人隐私，公开会损害第三方合法权益的；第三方同意，或不公开会对公共利益造成重大影响的，应公开。', basis: '《条例》第十五条' },
  { at: 'requests.withheld_internal_affairs', text: '三类内部事务信息：人事管理、后勤管理、内部工作流程。', basis: '《条例》第十六条' },
  { at: 'requests.withheld_deliberative', text: '四类过程性信息：讨论记录、过程稿、磋商信函、请示报告。', basis: '《条例》第十六条' },
  { at: 'requests.withheld_enforcement_file', text: '行政执法案卷信息。', basis: '《条例》第十六条' },
  { at: 'requests.withheld_inquiry', text: '工商、不动产登记资料等，另有法律、行政法规规定查询办法的。', basis: '《条例》第三十六条第（七）项' },
  { at: 'requests.unavailable_not_held', text: '检索过、本机关没有的，或不由本机关负责公开的（知道该找谁的，告知名称和联系方式）。', basis: '《条例》第三十六条第（四）（五）项' },
  { at: 'requests.unavailable_needs_making', text: '没有现成信息，需要另行加工、分析的。', basis: '《条例》第三十八条' },
  { at: 'requests.unavailable_unclear', text: '补正之后，申请的内容仍不明确的。', basis: '《条例》第三十条' },
  { at: 'requests.not_processed_petition', text: '以申请公开的形式进行信访、投诉、举报的。', basis: '《条例》第三十九条' },
  { at: 'requests.not_processed_repeated', text: '已经答复过，同一申请人又申请同一内容的。', basis: '《条例》第三十六条第（六）项' },
  { at: 'requests.not_processed_published_matter', text: '要求提供政府公报、报刊、书籍等公开出版物的。', basis: '《条例》第三十九条' },
  { at: 'requests.not_processed_excessive', text: '申请的数量、频次明显超过合理范围，要求说明理由而理由不合理的。', basis: '《条例》第三十五条' },
  { at: 'requests.not_processed_reconfirm', text: '要求对已经获得的信息再确认或重新出具的。' },
  { at: 'requests.other_no_supplement', text: '申请人没有正当理由、逾期不补正的，在补正期满、本机关结案的那一天算。', basis: '《条例》第三十条' },
  { at: 'requests.other_fee_unpaid', text: '申请人没有按收费通知缴费的，在缴费期满、本机关结案的那一天算。' },
  { at: 'requests.other_other', text: '撤回的、并案的和其他情形；撤回的，在收到撤回的那一天算。' },
  { at: 'requests.total', text: '本年办结的合计，自动相加。' },
  { at: 'requests.carried_forward', text: '到12月31日还没有办结的。每一列：新收＋上年结转＝办理结果总计＋结转下年。' },
  { at: 'disputes', text: '本机关为被申请人、被告的案件：本年审结的按结果算，年底未审结的算“尚未审结”，下年审结后再算一次结果。复议后又起诉的，复议和诉讼各算一件。维持、驳回的算维持；撤销、变更、确认违法、责令履行的算纠正；不受理、撤回、终止、调解的算其他。这是通行做法，上级另有口径的从其口径。' },
  { at: 'sections.problems', text: '写上年所说问题改了没有、今年还有什么问题、怎么改。不要与上年报告雷同。', basis: '《条例》第五十条' },
  { at: 'sections.other_matters', text: '写明信息处理费：发出收费通知的件数和总金额、实际收取的总金额；没有收取的也写明。上级要求另报的事项也写在这里。', basis: '《条例》第五十条' },
  { at: 'sections', text: '一行一段；“（一）”“1.”开头的行是小标题。' },
]

/** What belongs into the field of this address: the entry that says most exactly which it is about. */
export function fillHelp(at: string): FillHelp | undefined {
  const fit = FILL_HELP.filter((help) => at === help.at || at.startsWith(`${help.at}.`))
  return fit.reduce<FillHelp | undefined>((best, help) => (best && best.at.length >= help.at.length ? best : help), undefined)
}
