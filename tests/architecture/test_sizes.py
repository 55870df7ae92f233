"""Files and functions stay small enough to be read at once (docs/architecture.md#names-and-sizes)."""

from statistics import median

from tests.architecture.sources import Function, Module, modules, product, where

MEDIAN_FILE, LARGEST_FILE = 60, 300
MEDIAN_FUNCTION, LARGEST_FUNCTION = 8, 40


def lines(module: Module) -> int:
    return len(module.text.splitlines())


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_too_long() -> None:
    assert {str(module.path): lines(module) for module in modules() if lines(module) > LARGEST_FILE} == {}


def test_files_are_short() -> None:
    """Files of the product only: a file of tests has as many lines as its subject needs."""
    assert median(lines(module) for module in product()) <= MEDIAN_FILE


def test_no_function_is_too_long() -> None:
    lengths = {where(module, function): length(function) for module in modules() for function in module.functions}
    assert {place: count for place, count in lengths.items() if count > LARGEST_FUNCTION} == {}


def test_functions_are_short() -> None:
    assert median(length(function) for module in modules() for function in module.functions) <= MEDIAN_FUNCTION
