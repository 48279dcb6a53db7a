import unicodedata

import pytest

from pipeline.ingest.language import detect, is_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dyke at Thừa Thiên Huế was raised after the flood.", "en"),
        ("Điện Biên Phủ", "en"),
        ("", "en"),
        ("1945", "en"),
        ("Le barrage fut élevé en mai.", "en"),
        ("Đê được đắp cao sau trận lụt.", "vi"),
        ("Ngày 2/9/1946", "vi"),
        ("Khánh thành cầu mới", "vi"),
        ("Theo tờ The Delta Times, đê đã vỡ và nước tràn vào làng.", "vi"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_detect(text, language, form):
    assert detect(unicodedata.normalize(form, text)) == language


@pytest.mark.parametrize("tag", ["en", "vi", "en-GB", "zh-Hans-CN", "sl-rozaj-biske", "x-delta", "gsw"])
def test_tags(tag):
    assert is_tag(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_GB", "english, please", "x", "en-", "việt", "en-waytoolong"])
def test_no_tags(tag):
    assert not is_tag(tag)
