"""What an installation may choose: one typed class, read from the environment (KG_…)."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.defaults import GRAPH_URL, HOST, PORT


class Settings(BaseSettings):
    """Frozen. Each field is the environment variable KG_<FIELD>; docs/operations.md lists them all (by test)."""

    model_config = SettingsConfigDict(env_prefix="KG_", frozen=True, env_ignore_empty=True, extra="ignore")

    graph_url: str = Field(GRAPH_URL, description="グラフの場所。sqlite:ファイル か neo4j://ホスト:7687")
    set: str | None = Field(None, description="区市町村の番号。1つしか入っていなければ要らない")
    host: str = Field(HOST, description="待ち受ける番地")
    finder: str | None = Field(None, description="さがし方の重みのフォルダ。付属のものでよければ要らない")
    port: int = Field(PORT, ge=0, le=65535, description="待ち受ける口の番号。0 なら空いている口")
