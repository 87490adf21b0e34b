package dev.signalbox.nomad.overview;

import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.history.Span;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster now, ready to print.
 *
 * @param matters what waits for a person
 */
record BuildsPage(
    String truth, TrustLine trust, List<Matter> matters, ListUrl url, List<Chip> spans) {

  static BuildsPage of(ListUrl url, String truth, TrustLine trust, List<Matter> matters) {
    return new BuildsPage(
        truth,
        trust,
        matters,
        url,
        Arrays.stream(Span.values())
            .map(
                span ->
                    new Chip(
                        span.label(),
                        null,
                        url.with("range", span.key()).toString(),
                        span == span(url)))
            .toList());
  }

  static Span span(ListUrl url) {
    return Span.named(url.value("range"));
  }

  /**
   * How it went, ready to print.
   *
   * @param builds null where none ended
   * @param empty why there are none then
   * @param clients null where nobody counted them
   * @param times of waiting and running, the classes first of which most ended
   * @param others sizes that are not drawn, in a sentence, or null
   */
  record Past(
      String words,
      @Nullable Chart builds,
      @Nullable Empty empty,
      @Nullable Chart clients,
      List<Chart> times,
      @Nullable String others,
      List<DrainRow> drains,
      boolean moreDrains) {}
}
