"""The settings (dataset.yaml) of the prefecture and the cities that do not exist."""

from __future__ import annotations

OF_THE_PREFECTURE = """code: kakuu
name: 架空県
area: area:kakuu
language: ja
builds_on: [japan]
tables: "sources;areas"
"""
OF_A_CITY = """code: "{code}"
name: {name}
area: {area}
language: ja
builds_on: [japan, {above}]
product: つなぐ
product_title: つなぐ {name}(架空)
call_centre: org:{folder}-call
emergency_line: "org:dial-110;org:dial-119;org:{folder}-dial"
tables: "{tables}"
expected:
  - {{level: 全区, count: 1}}
  - {{level: 地域, count: 3}}
  - {{level: 地区, count: 9}}
one_per_area:
  - {{level: 全区, kind: "kind:jido-sodanjo"}}
  - {{level: 地域, kind: "kind:kodomo-katei-shien-center"}}
hubs:
  - {{kind: "kind:jido-sodanjo", band: 全区}}
  - {{kind: "kind:kodomo-katei-shien-center", band: 地域}}
  - {{kind: "kind:jidokan", band: 地区}}
bands:
  - {{name: 都・国, tiers: "都;国"}}
  - {{name: 全区, tiers: "全区"}}
  - {{name: 地域, tiers: "地域"}}
  - {{name: 地区, tiers: "地区"}}
fields:
  - {{group: 相談, glyph: circle}}
  - {{group: 福祉, glyph: diamond}}
  - {{group: 保健医療, glyph: cross}}
  - {{group: 教育, glyph: square}}
  - {{group: 保育, glyph: triangle}}
  - {{group: 居場所, glyph: house}}
  - {{group: 司法警察, glyph: shield}}
  - {{group: 民間地域, glyph: triangle-down}}
  - {{group: 行政, glyph: bars}}
case_groups:
  - {{name: 子どもを守る}}
  - {{name: 体・心・妊娠}}
  - {{name: 障害・発達}}
  - {{name: 学校・行動・若者}}
  - {{name: 暮らし・ひとり親}}
  - {{name: 預かり・園・居場所}}
families:
  - {{id: law, name: 法による手続き, relations: "通告;送致;通知;措置", arrow: yes, shown: yes}}
  - {{id: refer, name: 紹介, relations: "紹介", arrow: yes, shown: yes}}
  - {{id: with, name: いっしょに動く, relations: "連携;情報共有;一元的運用", arrow: no, shown: yes}}
  - {{id: back, name: 支える・任せる, relations: "後方支援;委託", arrow: yes, shown: yes}}
  - {{id: admin, name: 所管, relations: "所管", arrow: yes, shown: no}}
"""
