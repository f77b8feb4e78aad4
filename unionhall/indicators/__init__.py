"""指标 Indicators: figures settled over the five levels, recounted and compared, and the boards drawn from them."""
