# SPDX-License-Identifier: Apache-2.0
"""What the script of the page says, in the reader's language; `#` stands for a number."""

from typing import Any

from shared.web.words import _


def words() -> dict[str, Any]:
    """Texts by the names that assets/src/pocket/page.js uses."""
    return {
        "states": {
            "draft": _("草稿"),
            "waiting": _("保存在这部手机上，还没有发出"),
            "photos": _("记录已送达，照片还没有发完"),
            "photo_refused": _("记录已送达，有一张照片没有收下"),
            "sent": _("已送达"),
            "conflict": _("有冲突，请处理"),
            "refused": _("没有登记成，请看原因"),
        },
        "kept": _("草稿已保存在这部手机上。"),
        "sending": _("正在发送……"),
        "waiting": _("现在没有网络。已经加密保存在这部手机上，有网络时自动发出。"),
        "offline": _("现在没有网络，可以照常登记。"),
        "notAll": _("有的没有登记成，原因写在下面。"),
        "allSent": _("全部送达。"),
        "none": _("这部手机上没有登记。"),
        "others": _(
            "这部手机上还有另一个账号的 # 条登记。请用那个账号登录后发送；您看不到内容，也不会用您的名义发出。"
        ),
        "noCase": _("还没有选纠纷"),
        "choose": _("请选择纠纷"),
        "photos": _("照片 # 张"),
        "needCase": _("请选择是哪一件纠纷。"),
        "needMode": _("请选择调解方式。"),
        "needResult": _("请选择结果。"),
        "privateWords": _("背靠背谈话的内容不能写进调解记录，请到这件纠纷的“背靠背谈话”里记。"),
        "photoBroken": _("照片 # 打不开，没有收下。请重新拍一张，或者换成 JPG、PNG。"),
        "needNetwork": _("处理冲突要有网络，请到有信号的地方再试。"),
        "go": _("继续写"),
        "mend": _("改一改再发"),
        "photoRetry": _("再发一次照片"),
        "photoDrop": _("不要这张照片"),
        "settle": _("看冲突"),
        "drop": _("从这部手机上删去"),
        "seeCase": _("看这件纠纷"),
        "dropSure": _("删除后找不回来，确定吗？"),
        "conflictTitle": _("您没有网络的时候，有人动过这件纠纷"),
        "conflictText": _("别人写的不会被您的盖掉。请看两边的内容，再决定您这一次怎么办。"),
        "theirs": _("这段时间里别人登记的"),
        "otherChange": _("没有新的调解记录，改的是别的内容。"),
        "mine": _("您在手机上写的"),
        "noRecord": _("（没有写记录）"),
        "insist": _("另记一次，发出去"),
    }
