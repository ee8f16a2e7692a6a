# SPDX-License-Identifier: Apache-2.0
"""Words that stand in documents as people in China write them, and that pages of all services show: kinds of disputes on both lists."""

from shared.web.words import N_

CATEGORIES = (
    N_("婚姻家庭纠纷"),
    N_("邻里纠纷"),
    N_("房屋宅基地纠纷"),
    N_("合同纠纷"),
    N_("生产经营纠纷"),
    N_("损害赔偿纠纷"),
    N_("山林土地纠纷"),
    N_("征地拆迁纠纷"),
    N_("环境污染纠纷"),
    N_("拖欠农民工工资纠纷"),
    N_("旅游纠纷"),
    N_("电子商务纠纷"),
    N_("医疗纠纷"),
    N_("道路交通事故纠纷"),
    N_("物业纠纷"),
    N_("劳动争议纠纷"),
    N_("村务管理纠纷"),
    N_("消费纠纷"),
    N_("其他纠纷"),
)
GRID_CATEGORIES = (
    N_("婚恋家庭"),
    N_("邻里"),
    N_("人格权"),
    N_("物权"),
    N_("侵权"),
    N_("合同"),
    N_("劳动人事"),
    N_("金融借贷"),
    N_("土地及资源权属"),
    N_("其他民商事"),
    N_("城乡建设发展"),
    N_("涉民政"),
    N_("其他行政执法"),
    N_("涉法涉诉"),
    N_("涉组织涉纪检"),
    N_("涉民族宗教"),
    N_("其他"),
)
