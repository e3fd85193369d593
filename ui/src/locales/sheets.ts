// The texts of the sheets of a catalogue: the notice for the wall, the comparison with an earlier edition.
export const notice = {
  sheet: '公开栏（张贴用：大字，每项一张表，附公示期和监督电话）',
  paper: '纸张',
  papers: { a4: 'A4，三号字', a3: 'A3，二号字' } as Record<string, string>,
  directions: { portrait: '竖放', landscape: '横放' } as Record<string, string>,
  period: '公示期',
  from: '自',
  to: '至',
  listed: '没有勾选事项：列出的 {n} 项都印出来',
}
export const edition = {
  open: '与旧版比较',
  title: '与旧版比较',
  lead: '选择旧版目录（XLSX、XLS、ODS、CSV、DOCX、HTML 表格，或导出的 JSON），看现在的目录新增、修改、取消了哪些。只比较旧版有的栏目；序号不比较。',
  file: '选择旧版文件',
  reading: '正在比较…',
  field: '栏目',
  before: '原内容',
  after: '现内容',
  item: '事项',
  became: '变化',
  export: '导出修订对照表',
  again: '换一个文件',
  more: '另有 {n} 项，见导出的对照表',
  gone: '删去：',
  came: '增加：',
}
