package dev.wgan.train.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that a page loads nothing: neither from a network nor from a file next to it. */
public final class SelfContained {
  private static final Pattern LOADED =
      Pattern.compile(
          "(?i)(?:\\b(?:src|href|srcset|action|poster|data)=|url\\(|@import)\\s*(.{0,30})");

  private SelfContained() {}

  /** Fails if the page loads anything; the text of scripts may name where they come from. */
  public static void require(String page) {
    String elements = page.replaceAll("(?s)(<script>).*?(</script>)", "$1$2");
    Matcher loaded = LOADED.matcher(elements);
    while (loaded.find()) {
      assertThat(loaded.group(1)).matches("\"data:(image/png|image/gif|audio/wav);base64,.*");
    }
    assertThat(elements)
        .doesNotContain("<link", "<iframe", "<object", "<embed", "<base", "http:", "https:");
    assertThat(page)
        .as("a policy would forbid what scripts load")
        .contains("Content-Security-Policy");
  }
}
