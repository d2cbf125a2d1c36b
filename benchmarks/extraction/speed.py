"""How long a whole build takes beside the bare spaCy pipeline over the same text, in one run.

    python benchmarks/extraction/speed.py [PATH ...]

Both start as a process of their own and load all that they need. The build is the command `innograph build`, which
reads many documents by as many processes as there are cores; the bare pipeline is one process that reads the same
files, paragraph by paragraph, and keeps nothing. They take turns, so that both meet the same machine; the medians are
compared, of the time on the clock and of that on the processors, which other work beside disturbs less.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]
REPORT = ROOT.parent / "shared" / "documents" / "shenzhen-ecosystem.txt"
LAST = 240
BARE = """
import re, sys
from pathlib import Path
import spacy
from innograph.settings import Settings
model = spacy.load(Settings().model)
texts = [re.split(r"\\n\\s*\\n", Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
for doc in model.pipe((paragraph for text in texts for paragraph in text), batch_size=Settings().batch):
    pass
"""
BUILD = """
import sys
from innograph.cli import main
sys.argv = ["innograph", "build", "-o", *sys.argv[1:]]
main()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*", type=Path, help="files; the sample documents and the report by default")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    named = {"chosen files": chosen.sources} if chosen.sources else standing()
    print("| text | words | bare spaCy, s | whole build, s | ratio | ratio of processor time |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, sources in named.items():
        words = sum(len(source.read_text(encoding="utf-8").split()) for source in sources)
        (bare, bare_cpu), (whole, whole_cpu) = measure(sources, chosen.rounds)
        ratios = f"{whole / bare:.2f} | {whole_cpu / bare_cpu:.2f}"
        print(f"| {name} | {words:,} | {bare:.1f} | {whole:.1f} | {ratios} |", flush=True)


def standing() -> dict[str, list[Path]]:
    """The texts that are measured where none is named."""
    passages = sorted((ROOT / "data" / "annotated" / "texts").glob("*.txt"))
    found = {
        "the sample documents": sorted((ROOT / "data").glob("corpus/[0-9]*.*")),
        # Those up to 240: the further ones are alike, and would only take longer.
        "the annotated passages": [path for path in passages if int(path.name.split("-")[0]) <= LAST],
    }
    return found | ({"the report on Shenzhen": [REPORT]} if REPORT.exists() else {})


def measure(sources: list[Path], rounds: int) -> list[tuple[float, float]]:
    """Median seconds, on the clock and on the processors, of the bare pipeline and of the whole build."""
    runs: tuple[list[tuple[float, float]], ...] = ([], [])
    names = [str(source) for source in sources]
    for _ in range(rounds):
        runs[0].append(seconds([BARE, *names]))
        with tempfile.TemporaryDirectory() as folder:
            runs[1].append(seconds([BUILD, f"{folder}/kg", *names]))
    return [(median(clock for clock, _ in some), median(cpu for _, cpu in some)) for some in runs]


def seconds(command: list[str]) -> tuple[float, float]:
    """What one process takes."""
    begun, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", *command], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return perf_counter() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
