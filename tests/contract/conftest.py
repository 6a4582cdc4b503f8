"""Assertions of the inherited suite are explained like those of a test module."""

import pytest

pytest.register_assert_rewrite(
    "tests.contract.answers", "tests.contract.changing", "tests.contract.remembering", "tests.contract.suite"
)
