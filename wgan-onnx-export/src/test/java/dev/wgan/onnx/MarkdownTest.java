package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names from data stay text in a page. */
class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "T-shirt/top!T-shirt/top",
        "critic_learning_rate!critic_learning_rate",
        "-0.5!-0.5",
        "<script>!&lt;script&gt;",
        "a|b!a\\|b",
        "a & b!a &amp; b",
        "*bold* _it_ `code`!\\*bold\\* \\_it\\_ \\`code\\`",
        "[x](http)!\\[x\\](http)",
        "=cmd()!\\=cmd()",
        "# title!\\# title",
        "back\\slash!back\\\\slash",
        "été!été",
      })
  void escapesWhatWouldBeMarkup(String text, String expected) {
    assertThat(Markdown.escape(text)).isEqualTo(expected);
  }

  @Test
  void aNameStaysInItsLine() {
    assertThat(Markdown.escape("a\nb\r\nc\u2028d\u0000e")).isEqualTo("a b  c d e");
  }

  @ParameterizedTest
  @CsvSource({
    "generator.png, generator.png",
    "my model (1).png, my%20model%20%281%29.png",
    "été.png, %C3%A9t%C3%A9.png",
    "a)b](c.png, a%29b%5D%28c.png",
  })
  void linksHoldAnyName(String name, String expected) {
    assertThat(Markdown.link(name)).isEqualTo(expected);
  }
}
