"""Bigger hearing models that a person may download: which revision of which conversion, and what its files must be.

The SHA-256 of every file is pinned here. Those of the weights were found, equal, in several independent manifests of
public programs; the small files of small.en, medium.en and large-v3-turbo as well. Of distil-small.en, config.json and
tokenizer.json were found in one place only (docs/models.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

WEIGHTS = "model.bin"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """A CTranslate2 conversion on the hub. Its weights come last in `files`: a folder with weights is whole."""

    name: str
    repository: str
    revision: str
    files: Mapping[str, PublishedFile]
    about: str

    @property
    def size_bytes(self) -> int:
        return sum(file.size_bytes for file in self.files.values())

    def path(self, file_name: str) -> str:
        """Where the hub keeps a file at the pinned revision, below its root."""
        return f"{self.repository}/resolve/{self.revision}/{file_name}"


_ENGLISH = {
    "tokenizer.json": PublishedFile(2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
    "vocabulary.txt": PublishedFile(422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
}

_ALL = (
    Published(
        "small.en",
        "Systran/faster-whisper-small.en",
        "d1d751a5f8271d482d14ca55d9e2deeebbae577f",
        {
            "config.json": PublishedFile(2_657, "666a9605530ac1f61fa8177f3702b4dacec9966749e42610839fcc32661d5fae"),
            **_ENGLISH,
            WEIGHTS: PublishedFile(483_545_366, "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a"),
        },
        "fewer wrong words than base, three times the work",
    ),
    Published(
        "distil-small.en",
        "Systran/faster-distil-whisper-small.en",
        "ef77d90526ccd62cde3808ee70626a01e5cf83e4",
        {
            "config.json": PublishedFile(2_812, "b571ae8022a34c1df50876a65b5f813a5c22e5ee3b87bc0e4db5662dfc9c2c3d"),
            "preprocessor_config.json": PublishedFile(
                339, "a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d"
            ),
            "tokenizer.json": PublishedFile(
                2_405_466, "c9c77688528c0509abbd41873edab16384b8f041531b1d3092ab4d1d83a02a50"
            ),
            "vocabulary.json": PublishedFile(
                825_480, "4dadfee7c4a871665f65c06037f5f5ec893fb2d7f5eb4cf11063618e31dbe11a"
            ),
            WEIGHTS: PublishedFile(332_308_257, "1187de3982cdcf962a2fb8f797e429fb4651b875b18fe9ce50b58b52fc9072b7"),
        },
        "small.en with a shorter decoder: lighter",
    ),
    Published(
        "medium.en",
        "Systran/faster-whisper-medium.en",
        "a29b04bd15381511a9af671baec01072039215e3",
        {
            "config.json": PublishedFile(2_643, "4a1848ebabe7938d9797c15a2e8e4ce1d36e6fd4a43d096ae5955257c67c7962"),
            **_ENGLISH,
            WEIGHTS: PublishedFile(1_527_904_330, "11b220779aea4c6f3ce9d2549c8a95ea869ed84066864b999531ef53e594fe5b"),
        },
        "for machines with many cores or a GPU",
    ),
    Published(
        "large-v3-turbo",
        "dropbox-dash/faster-whisper-large-v3-turbo",
        "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
        {
            "config.json": PublishedFile(2_263, "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e"),
            "preprocessor_config.json": PublishedFile(
                340, "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711"
            ),
            "tokenizer.json": PublishedFile(
                2_710_337, "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd"
            ),
            "vocabulary.json": PublishedFile(
                1_068_114, "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1"
            ),
            WEIGHTS: PublishedFile(1_617_884_929, "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da"),
        },
        "the best here, for a GPU",
    ),
)

PUBLISHED: dict[str, Published] = {model.name: model for model in _ALL}
