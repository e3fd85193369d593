/** Files that are kept with a record. */
export const attached = {
  tooLarge: '“{name}”超过{n}兆字节，没有保存；请改用截图，或者压缩后再添加',
  save: '取出',
  saved: '已取出：{name}',
  remove: '去掉',
  hash: '校验码（SHA-256）',
}
