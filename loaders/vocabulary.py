"""Words a column may hold that are the data's own order and not the graph's: schema.yaml leaves them as text."""

from __future__ import annotations

SERVICE_TYPES = (
    "通告・通報", "相談", "手続き", "手当・助成", "預かり", "保育", "放課後", "産後ケア", "訪問・家事育児支援",
    "居場所・遊び", "教育", "学習支援", "食の支援", "権利擁護", "入所・住まい", "自立支援",
)  # fmt: skip
PHONE_PURPOSES = (
    "総合", "相談", "通告", "手当", "女性相談", "入園相談", "訪問", "健診・助成", "配食", "事業", "学童", "社会的養護",
    "要保護児童", "産後ケア・ショートステイ", "病児保育", "予約", "地域振興", "FAX",
)  # fmt: skip
FAX = "FAX"
OFFICIAL_CATEGORIES = (  # the heads under which child guidance centres are counted
    "養護相談", "養護相談(児童虐待)", "養護相談(その他)", "保健相談", "障害相談", "障害相談(肢体不自由)",
    "障害相談(視聴覚障害)", "障害相談(言語発達障害等)", "障害相談(重症心身障害)", "障害相談(知的障害)",
    "障害相談(発達障害)", "非行相談", "非行相談(ぐ犯行為等)", "非行相談(触法行為等)", "育成相談", "育成相談(性格行動)",
    "育成相談(不登校)", "育成相談(適性)", "育成相談(育児・しつけ)", "その他",
)  # fmt: skip
GLYPHS = ("circle", "diamond", "cross", "square", "triangle", "house", "shield", "triangle-down", "bars")
REQUIRED_KINDS = ("kind:jido-sodanjo", "kind:kodomo-katei-shien-center", "kind:jidokan", "kind:chiiki-shigen")
SHELTER_KIND = "kind:ichiji-hogosho"  # its bodies never show where they are
EDITORIAL = "src:editorial"  # the source of what is general knowledge (SETTLED 6)
