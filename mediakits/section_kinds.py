"""What each kind of section takes, and what it is for."""

from dataclasses import dataclass

from mediakits.models import Asset, Document, KitSection

Kind = KitSection.Kind


@dataclass(frozen=True)
class Takes:
    """Which kinds of assets and documents go into a section, and whether people, clips and links do."""

    hint: str
    icon: str
    assets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    people: bool = False
    clips: bool = False
    links: bool = False

    @property
    def library(self) -> bool:
        """Whether anything is picked from what there is, rather than typed in."""
        return bool(self.assets or self.documents or self.people or self.clips)


_D = Document.Kind
# icons: align-left photo list-numbers users news help-circle bookmark link files
TAKES: dict[str, Takes] = {
    Kind.OVERVIEW: Takes("The story in a few paragraphs.", "align-left", documents=(_D.OVERVIEW,)),
    Kind.PHOTOS: Takes("Pictures and logos, free to print.", "photo", assets=Asset.PICTURES),
    Kind.FACTS: Takes("The figures, each with its source.", "list-numbers", documents=(_D.FACT_SHEET,)),
    Kind.PEOPLE: Takes("Who speaks, with a picture and two sentences.", "users", documents=(_D.BIO,), people=True),
    Kind.RELEASES: Takes(
        "What was announced, the newest first.", "news", documents=(_D.PRESS_RELEASE, _D.ADVISORY, _D.STATEMENT)
    ),
    Kind.QUESTIONS: Takes("What reporters ask, with the answers.", "help-circle", documents=(_D.QUESTIONS,)),
    Kind.COVERAGE: Takes("What was published about it.", "bookmark", clips=True, links=True),
    Kind.LINKS: Takes("Further reading elsewhere.", "link", links=True),
    Kind.FILES: Takes(
        "Recordings, video, data and other files.", "files", assets=tuple(Asset.Kind.values), documents=tuple(_D.values)
    ),
}


def takes(section: KitSection) -> Takes:
    return TAKES[section.kind]
