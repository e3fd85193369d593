// The texts of a change to the ledger after the report of its year became final.
export const late = {
  title: '年度报告已定稿，这一步会改变其中的数',
  lead: '还没有写入。确需补登、更正的，请写明理由：理由会同这一步一起留存，报告的“版本”页列出与定稿不同的数。已定稿的报告本身不变，需要改的另作更正。',
  report: '{agency} · {year} 年度 · 第 {n} 版（{status}）',
  heads: { table: '表', label: '栏目', published: '定稿', before: '改前', after: '改后' },
  reason: '理由',
  reasonHint: '如：登记本漏登一件；申请人类型登记有误',
  go: '写明理由，继续',
  cancel: '不改了',
  left: '没有写入：已定稿的报告所统计的数会改变，须写明理由。',
  since: '定稿以后台账的变动',
  differs: '现在的台账与定稿有 {n} 个数不同（报告以定稿为准）：',
  agrees: '现在的台账与定稿一致。',
  undone: '（已撤销）',
  why: '理由：',
  inCase: '报告定稿以后的改动',
}
