package dev.signalbox.accounts.tokens;

import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** View model of the page with all users' tokens. */
record AllTokensPage(
    String summary,
    List<FilterChip> chips,
    ListUrl url,
    ListPage<TokenRow> tokens,
    @Nullable EmptyState empty) {

  static AllTokensPage of(
      ListUrl url,
      long active,
      long inactive,
      ListPage<IssuedToken> tokens,
      Predicate<IssuedToken> mayRevoke,
      Clock clock) {
    List<TokenRow> lines =
        tokens.items().stream()
            .map(token -> TokenRow.of(token, mayRevoke.test(token), clock))
            .toList();
    return new AllTokensPage(
        "%,d active · %,d inactive".formatted(active, inactive),
        List.of(
            new FilterChip(
                "All",
                active + inactive,
                url.with("state", null).toString(),
                url.value("state").isEmpty()),
            new FilterChip(
                "Active", active, url.with("state", "live").toString(), url.has("state", "live")),
            new FilterChip(
                "Inactive",
                inactive,
                url.with("state", "ended").toString(),
                url.has("state", "ended"))),
        url,
        new ListPage<>(lines, tokens.previous(), tokens.next()),
        lines.isEmpty() ? empty(url) : null);
  }

  private static EmptyState empty(ListUrl url) {
    if (url.isInvalid()) {
      return EmptyState.ofInvalidFilter(url);
    }
    return url.parameters().isEmpty()
        ? new EmptyState(
            "No API tokens", "Users create them under API tokens in their menu.", null, null)
        : new EmptyState(
            "No tokens match these filters",
            "Change or clear the filters to see other tokens.",
            "Clear filters",
            url.cleared().toString());
  }
}
