// Words of the one box.
export const searchWords = {
  title: '查找、跳转',
  hint: '事项、申请、依据、文号、单位、页面……文字、拼音、首字母都可以',
  nothing: '没有找到，请少写几个词，或改用全称、文号、拼音首字母',
  places: '页面和表格',
  shown: '{label}（{total}）',
  shownSome: '{label}（{total}，列出前 {n}）',
  searching: '正在查找……',
  count: '共找到 {n} 条',
  facts: '“{title}”的情况',
  back: '返回查找结果',
  owner: '单位：{owner}',
  noPage: '这类记录还没有单独的页面，所知情况都在这里。',
} as const
