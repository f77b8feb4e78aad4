"""How laws are cited: what people must have typed for a line to name an article."""

import re

ARTICLE = re.compile(r"第.{1,12}条")


def names_article(line: str) -> bool:
    """劳动合同法第三十条 does; 劳动合同法 does not."""
    return bool(ARTICLE.search(line))
