"""What changed, word by word, and safe to show."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.differences import count_changes, differences, html_differences, is_changed


def plain(html: str) -> str:
    """The markup of a difference without its words for screen readers."""
    return re.sub(r'<span class="visually-hidden">(added|removed): </span>', "", html)


def test_differences_mark_whole_words():
    assert plain(differences("Germany’s first battery goes live", "A battery in Altfelde")) == (
        "<del>Germany’s first</del> <ins>A</ins> battery <del>goes live</del> <ins>in Altfelde</ins>"
    )


def test_differences_say_the_kind_to_screen_readers():
    assert differences("", "News") == '<ins><span class="visually-hidden">added: </span>News</ins>'
    assert differences("News", "") == '<del><span class="visually-hidden">removed: </span>News</del>'


def test_differences_escape_both_texts():
    assert plain(differences("<script>a</script>", "b & c")) == (
        "<del>&lt;script&gt;a&lt;/script&gt;</del> <ins>b &amp; c</ins>"
    )


def test_differences_keep_merge_fields_whole():
    assert plain(differences("Hi {{ first_name }},", "Hi {{ name }},")) == (
        "Hi <del>{{ first_name }}</del> <ins>{{ name }}</ins>,"
    )


def test_html_differences_keep_the_tags_of_the_new_text():
    old = "<p>Photos are <b>ready</b>.</p>"
    new = '<p>Photos are <a href="https://kit.example.com/">here</a>.</p><p>More soon.</p>'
    assert plain(html_differences(old, new)) == (
        '<p>Photos are <del>ready</del><a href="https://kit.example.com/"><ins>here</ins></a>.</p>'
        "<p><ins>More soon.</ins></p>"
    )


def test_html_differences_put_a_break_where_a_block_went():
    assert plain(html_differences("<p>First.</p><p>Second.</p>", "<p>First.</p>")) in {
        "<p>First.<br><del>Second.</del></p>",
        "<p>First.</p><br><del>Second.</del><br>",
    }


def test_differences_mark_a_comma_alone():
    assert plain(differences("the first test are here", "the first test, losses included, are here")) == (
        "the first test<ins>, losses included,</ins> are here"
    )


def test_differences_keep_addresses_whole():
    assert plain(differences("See https://a.example.com/x?b=1 now", "See https://a.example.com/y?b=1 now")) == (
        "See <del>https://a.example.com/x?b=1</del> <ins>https://a.example.com/y?b=1</ins> now"
    )


def test_is_changed_ignores_blanks():
    assert not is_changed("One  two\n", "One two")
    assert is_changed("One two", "One too")


def test_count_changes_counts_stretches():
    assert count_changes("a b c d", "a x c d e") == 2
    assert count_changes("a b", "a b") == 0


@given(st.text("ab <&{} \n", max_size=40), st.text("ab <&{} \n", max_size=40))
def test_differences_lose_and_invent_nothing(old, new):
    marked = plain(differences(old, new))
    kept = re.sub(r"<del>.*?</del>", "", marked, flags=re.S)
    words = re.sub(r"</?ins>", "", kept).replace("&lt;", "<").replace("&amp;", "&")
    assert words.split() == new.split() or "".join(words.split()) == "".join(new.split())


BLOCKS = st.lists(st.lists(st.sampled_from(["one", "two", "three", "four"]), min_size=1, max_size=4), max_size=4)


@given(BLOCKS, BLOCKS, st.booleans())
def test_html_differences_stay_well_formed(old, new, bold):
    def as_html(blocks, mark):
        tag = "b" if mark else "i"
        return "".join(f"<p>{words[0]} <{tag}>{' '.join(words[1:])}</{tag}></p>" for words in blocks)

    marked = html_differences(as_html(old, bold), as_html(new, not bold))
    open_tags: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z]+)[^>]*>", marked):
        if name == "br":
            continue
        if closing:
            assert open_tags.pop() == name
        else:
            open_tags.append(name)
    assert open_tags == []
