import pytest
from trafilatura import load_html

from pipeline.errors import InputError
from pipeline.ingest import read_corpus
from pipeline.ingest.pagehead import read_page_head
from pipeline.ingest.webpage import read

FIRST = (
    "The lock of Go Cong was dug in 1924 with money that the growers had put aside for it, and it kept the salt"
    " water of the spring tides out of their fields for a generation."
)
SECOND = (
    "In 1951 the gates had rusted through, and the keepers asked the province for new ones of steel, which came"
    " three years later on two barges from the yard at My Tho."
)


def page(head="", above="", title="<h1>A lock for Go Cong</h1>", below="", more=""):
    return (
        f"<!doctype html><html lang='en'><head><title>A lock | The Tide</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>{above}<article>{title}{below}"
        f"<p>{FIRST}</p>{more}<p>{SECOND}</p></article><footer>© The Tide 2020</footer></body></html>"
    )


def blocks(source):
    draft = read(source, "a.html")
    return [(block.kind, draft.text[block.span.slice]) for block in draft.layout.blocks]


def test_main_text_with_its_parts():
    more = (
        "<h2>The gates</h2><ul><li>One of oak.</li><li>Two of <b>iron</b>.</li></ul>"
        "<blockquote><p>They creak, wrote a keeper.</p></blockquote>"
        "<table><tr><th>Year</th><th>Gates</th></tr><tr><td>1954</td><td>steel</td></tr></table>"
    )
    assert blocks(page(more=more)) == [
        ("title", "A lock for Go Cong"),
        ("body", FIRST),
        ("heading", "The gates"),
        ("body", "One of oak."),
        ("body", "Two of iron."),
        ("body", "They creak, wrote a keeper."),
        ("body", "Year | Gates"),
        ("body", "1954 | steel"),
        ("body", SECOND),
    ]


BREWERY = (
    "<h1>Who we are</h1><p>Quill Brewery was opened by <abbr title='Margaret'>Mrs</abbr> Quill in"
    " <time datetime='1911-05-02'>May 1911</time>, with <data value='4'>four</data> <mark>copper</mark> pans.</p>"
    "<h2>1920&ndash;1938</h2><p>The malt house burnt down on 8 June 1926.</p>"
    "<ul><li>1931: Bought the well.</li><li>Q2 1937: Sold the <i>carts</i>.</li></ul>"
    "<h3>Since then</h3><table><tr><th>Year</th><th>What</th></tr><tr><td>1962</td><td>Bottled stout</td></tr></table>"
    "<dl><dt>1970</dt><dd>Closed for a summer.</dd></dl>"
    "<figure><img src='a.png'><figcaption>The yard in 1974</figcaption></figure>"
    "<blockquote>We never missed a Monday.</blockquote><div>The museum opened in 1988.</div>"
)
BREWERY_BLOCKS = [
    ("title", "Who we are"),
    ("body", "Quill Brewery was opened by Mrs Quill in May 1911, with four copper pans."),
    ("heading", "1920–1938"),
    ("body", "The malt house burnt down on 8 June 1926."),
    ("body", "1931: Bought the well."),
    ("body", "Q2 1937: Sold the carts."),
    ("heading", "Since then"),
    ("body", "Year | What"),
    ("body", "1962 | Bottled stout"),
    ("body", "1970"),
    ("body", "Closed for a summer."),
    ("caption", "The yard in 1974"),
    ("body", "We never missed a Monday."),
    ("body", "The museum opened in 1988."),
]
AROUND = (
    "<nav><ul><li>Beers of 1999</li></ul></nav>{}<aside><p>Fair on 3 May 2001.</p></aside>"
    "<form><p>Order before 2002.</p></form><script>'Brewed in 1066.'</script><style>/* 1067 */</style>"
    "<ul><li><a href='/x'>Our tours of 2003</a></li></ul><p hidden>Draft of 2004.</p>"
    "<div class='wide sidebar'><p>Seen in 2005.</p></div><footer><p>Updated 1 June 2022.</p></footer>"
)


@pytest.mark.parametrize(
    "body",
    [
        AROUND.format(BREWERY),
        AROUND.format(f"<article>{BREWERY}</article>"),
        AROUND.format(f"<header><p>Shop since 1998.</p></header><main><div>{BREWERY}</div></main>"),
        AROUND.format(f"<article><header>{BREWERY.replace('</h1>', '</h1></header>')}</article>"),
        f"<form><main>{AROUND.format(BREWERY)}</main></form>",
        f"<table><tr><td>{AROUND.format(BREWERY)}</td></tr></table>",
    ],
)
def test_nothing_but_what_stands_beside_the_text_is_lost(body):
    assert blocks(f"<!doctype html><html lang='en'><body>{body}</body></html>") == BREWERY_BLOCKS


@pytest.mark.parametrize("tag", ["time", "abbr", "data", "mark", "cite", "dfn", "q", "small", "bdi", "kbd", "output"])
@pytest.mark.parametrize("more", ["", "<ul><li>A list.</li></ul>"])
def test_an_element_within_a_sentence_keeps_its_words(tag, more):
    sentence = f"The bell was cast <{tag}>on 9 March 1893</{tag}>, and hung a week later."
    source = page(more=f"<p>{sentence}</p>{more}")
    assert ("body", "The bell was cast on 9 March 1893, and hung a week later.") in blocks(source)


def test_an_entry_that_links_within_its_own_page_is_text():
    more = "<ul><li><a href='#1908'>1908: Dug.</a></li><li><a href='/o'>Other locks of 1909</a></li></ul>"
    found = [text for _, text in blocks(page(more=more))]
    assert found[1:] == [FIRST, "1908: Dug.", SECOND]


def test_the_text_stays_where_the_only_article_is_a_teaser():
    source = f"<body><h1>Locks</h1><p>{FIRST}</p><p>{SECOND}</p><ul><li>1960: Painted.</li></ul>"
    source += "<article><h3>Salt</h3><p>Read on.</p></article></body>"
    assert {FIRST, SECOND, "1960: Painted."} <= {text for _, text in blocks(source)}


def test_the_document_of_a_page(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(page(), encoding="utf-8")
    (document,) = read_corpus(path)
    assert (document.id, document.title, document.language) == ("a", "A lock for Go Cong", "en")
    assert document.extracted
    assert document.text == f"A lock for Go Cong\n\n{FIRST}\n\n{SECOND}"
    assert next(read_corpus(path)) == document


META = "<meta property='article:published_time' content='2014-03-03T08:05:00+07:00'>"
LINKED = "<script type='application/ld+json'>{}</script>"
CANONICAL = "<link rel='canonical' href='https://tide.example/2011/01/02/lock'>"
CLOCK = "<p>Sunday, March 1, 2020, 10:00 (GMT+7)</p>"
DATELINE = "<p>Tuesday, February 5, 2013, 21:28 (GMT+7)</p>"


@pytest.mark.parametrize(
    ("source", "published"),
    [
        (page(), None),
        (page(head=META + CANONICAL, below=DATELINE), "2014-03-03"),
        (page(head=CANONICAL, below=DATELINE), "2013-02-05"),
        (page(head=CANONICAL, above=CLOCK, below=DATELINE), "2013-02-05"),
        (page(head=CANONICAL), "2011-01-02"),
        (page(head="<meta name='date' content='soon'>" + CANONICAL), "2011-01-02"),
        (page(head="<meta name='date' content='2014-02-30'>"), None),
        (page(head="<meta itemprop='datePublished' content='2014/03/04 10:00'>"), "2014-03-04"),
        (page(head=LINKED.format('{"@type": "NewsArticle", "datePublished": "2014-03-05"}') + META), "2014-03-05"),
        (page(head=LINKED.format('{"@graph": [{"headline": "x"}, {"datePublished": "2014-03-05"}]}')), "2014-03-05"),
        (page(head=LINKED.format('{"dateModified": "2014-03-05"}')), None),
        (page(head=LINKED.format("{") + META), "2014-03-03"),
        (page(below="<time pubdate datetime='2014-03-06T10:00'>6 March</time>"), "2014-03-06"),
    ],
)
def test_published_ranks_metadata_then_dateline_then_address(source, published):
    assert read(source, "a.html").metadata.published == published


def head_of(head, body=""):
    return read_page_head(load_html(f"<html lang='en-GB'><head>{head}</head><body><p>{FIRST}</p>{body}</body></html>"))


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<title>A lock</title>", "title", "A lock"),
        ("<title>A lock</title><meta property='og:title' content='Two  locks'>", "title", "Two locks"),
        (LINKED.format('{"headline": "Three locks"}'), "title", "Three locks"),
        ("<meta name='author' content='A. Roe; B. Lê'>", "authors", ["A. Roe; B. Lê"]),
        (
            LINKED.format('{"headline": "x", "author": [{"name": "A. Roe"}, {"name": "B. Lê"}]}'),
            "authors",
            ["A. Roe", "B. Lê"],
        ),
        ("<meta name='author' content='https://a.example/roe'>", "authors", []),
        ("<meta property='og:site_name' content='The Tide'>", "publisher", "The Tide"),
        (LINKED.format('{"headline": "x", "publisher": {"name": "The Tide"}}'), "publisher", "The Tide"),
        ("<meta property='og:url' content='https://a.example/1'>", "source", "https://a.example/1"),
        ("<meta name='dcterms.rights' content='CC0-1.0'>", "rights", "CC0-1.0"),
        ("", "language", "en-GB"),
        ("", "title", None),
    ],
)
def test_page_head(head, field, value):
    assert head_of(head)[field] == value


def test_a_title_that_the_text_lacks_is_put_first():
    source = page(head="<meta property='og:title' content='Salt and steel'>", title="")
    assert blocks(source)[0] == ("title", "Salt and steel")


def test_a_template_in_english_does_not_make_a_vietnamese_text_english():
    source = page().replace(
        FIRST, "Cống Gò Công được đào năm 1924 bằng tiền của những người trồng lúa trong vùng. " * 3
    )
    source = source.replace(SECOND, "Năm 1951 các cửa cống đã rỉ, và tỉnh được yêu cầu thay bằng cửa thép mới. " * 3)
    assert read(source, "a.html").metadata.language == "vi"


@pytest.mark.parametrize(
    "source", ["<html></html>", "<p>", "plain", "<html><body><nav>Home</nav></body></html>", "\0", "<!--"]
)
def test_a_page_without_main_text_is_one_sentence(source, capfd):
    try:
        found = read(source, "a.html").text
    except InputError as fault:
        found = str(fault)
    assert found in {
        "plain",
        "Home",
        "a.html: found a page without main text; expected an HTML page with paragraphs of text",
    }
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "hostile", ["<div>" * 5000, "<b>" * 20_000, "&#0;&#x110000;&bad;", "<ul><li>" * 3000, "<script>while(1);</script>"]
)
def test_hostile_pages_are_read_or_refused(hostile):
    text = read(page(more=hostile), "a.html").text
    assert "while(1)" not in text
    assert FIRST in text
