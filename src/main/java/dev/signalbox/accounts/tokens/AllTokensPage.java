package dev.signalbox.accounts.tokens;

import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.PageOf;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everybody's tokens, ready to print. */
record AllTokensPage(
    String truth, List<Chip> chips, ListUrl url, PageOf<TokenLine> tokens, @Nullable Empty empty) {

  static AllTokensPage of(
      ListUrl url,
      long live,
      long ended,
      PageOf<IssuedToken> tokens,
      Predicate<IssuedToken> mayRevoke,
      Clock clock) {
    List<TokenLine> lines =
        tokens.items().stream()
            .map(token -> TokenLine.of(token, mayRevoke.test(token), clock))
            .toList();
    return new AllTokensPage(
        "%d live · %d ended".formatted(live, ended),
        List.of(
            new Chip(
                "All",
                live + ended,
                url.with("state", null).toString(),
                url.value("state").isEmpty()),
            new Chip("Live", live, url.with("state", "live").toString(), url.has("state", "live")),
            new Chip(
                "Ended", ended, url.with("state", "ended").toString(), url.has("state", "ended"))),
        url,
        new PageOf<>(lines, tokens.previous(), tokens.next()),
        lines.isEmpty() ? empty(url) : null);
  }

  private static Empty empty(ListUrl url) {
    return url.parameters().isEmpty()
        ? new Empty(
            "Nobody has made a token",
            "People make tokens for their scripts under Your tokens.",
            null,
            null)
        : new Empty(
            "No token matches this filter",
            "There may be tokens, but none of them fits.",
            "Clear the filter",
            url.cleared().toString());
  }
}
