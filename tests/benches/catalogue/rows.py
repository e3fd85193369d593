"""Makes a CSV of a county's standard table: so many varied rows in 26 sectors, always the same.

    python3 tests/benches/catalogue/rows.py 5000 > 5000行.csv
"""
import csv
import random
import sys

count = int(sys.argv[1])
say = random.Random(711)
SECTORS = ["国土空间规划", "重大建设项目", "公共资源交易", "财政预决算", "安全生产", "税收管理", "征地补偿", "国有土地上房屋征收",
           "保障性住房", "农村危房改造", "生态环境", "公共文化服务", "公共法律服务", "乡村振兴", "救灾", "食品药品监管", "城市综合执法",
           "就业", "社会保险", "社会救助", "养老服务", "户籍管理", "涉农补贴", "义务教育", "卫生健康", "市政服务"]
GROUPS = ["政策法规", "办理事项", "审批结果", "监督检查", "资金使用", "工作信息"]
ELEMENTS = ["文件名称", "文号", "发布部门", "发布日期", "实施日期", "正文", "申请条件", "申请材料", "办理流程", "办理时限", "受理机构联系方式",
            "收费标准及依据", "背景依据、目标任务、主要内容、涉及范围、执行标准", "注意事项、关键词诠释、惠民利民举措", "审核结果", "监督渠道和方式"]
BASES = ["《中华人民共和国政府信息公开条例》（国务院令第711号）", "《社会救助暂行办法》（国务院令第649号）", "《招标投标法实施条例》",
         "《关于推进重大建设项目批准和实施领域政府信息公开的意见》（国办发〔2017〕94号）", "《公共租赁住房管理办法》（住房城乡建设部令第11号）"]
LIMITS = ["信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起3个工作日内", "实时公开", "及时公开，公告期限为5个工作日", "长期公开", "每季度公开一次"]
CARRIERS = ["■政府网站", "■政府公报", "■两微一端", "■公开查阅点", "■政务服务中心", "■便民服务站", "■社区/企事业单位/村公示栏（电子屏）"]

out = csv.writer(sys.stdout)
out.writerow(["序号", "领域", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象：全社会",
              "公开对象：特定群体", "公开方式：主动", "公开方式：依申请", "县级", "乡级"])
for at in range(count):
    sector = SECTORS[at * len(SECTORS) // count]
    group = GROUPS[(at // say.choice([3, 3, 5])) % len(GROUPS)]
    elements = say.sample(ELEMENTS, say.randint(2, 7))
    society = say.random() < 0.9
    applied = say.random() < 0.15
    out.writerow([at + 1, sector, group, f"{sector}{say.choice(['申请受理', '结果公示', '年度情况', '办事指南', '标准和依据'])}第{at + 1}项",
                  "\n".join("●" + it for it in elements), "\n".join(say.sample(BASES, say.randint(1, 3))), say.choice(LIMITS),
                  f"{sector}主管部门", "\n".join(say.sample(CARRIERS, say.randint(1, 4))), "√" if society else "",
                  "" if society else "申请人、利害关系人", "" if applied else "√", "√" if applied else "", "√",
                  "√" if say.random() < 0.5 else ""])
