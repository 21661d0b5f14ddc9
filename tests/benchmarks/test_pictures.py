"""The page of pictures shows what the model knows of, and each picture is small enough for it."""

from game.scenario.shop_faults import OF_INSTRUMENTS, FaultKind
from tests.benchmarks.picture_cases import CASES
from tests.benchmarks.pictures import FOLDER, LARGEST_BYTES, PAGE, page
from tests.shop.shops import SHOPS


def test_every_fault_of_the_shop_has_a_case() -> None:
    assert sorted(case.name for case in CASES) == sorted(set(FaultKind) - OF_INSTRUMENTS)


def test_the_page_is_as_it_would_be_written_now() -> None:
    assert (SHOPS / PAGE).read_text(encoding="utf-8") == page()


def test_every_picture_is_there_and_small() -> None:
    for case in CASES:
        picture = SHOPS / FOLDER / f"{case.name}.png"
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= LARGEST_BYTES
