package dev.signalbox.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.InvalidParametersException;
import dev.signalbox.web.ListParameters;
import dev.signalbox.web.ListUrl;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Filter for the queue, read from the query string.
 *
 * @param reason reason, or null for any
 * @param size resource class, or empty for any
 * @param query substring of the name or the id in lower case, or empty for any
 */
record QueueFilter(@Nullable ReasonKind reason, String size, String query) {

  static final ListParameters PARAMETERS =
      ListParameters.ofTexts("class", "q")
          .choice("reason", Arrays.stream(ReasonKind.values()).map(ReasonKind::key).toList());

  /**
   * Reads the filter.
   *
   * @throws InvalidParametersException if a value is unreadable
   */
  static QueueFilter of(ListUrl any) {
    ListUrl url = PARAMETERS.require(any);
    return new QueueFilter(
        ReasonKind.of(url.value("reason")).orElse(null),
        url.value("class"),
        url.value("q").strip().toLowerCase(Locale.ROOT));
  }

  boolean matches(ExplainedJob explained, Function<Resources, String> sizeNames) {
    JobKey job = explained.waiting().job();
    return (reason == null || explained.kind() == reason)
        && (size.isEmpty() || sizeNames.apply(explained.requested()).equals(size))
        && (query.isEmpty()
            || job.id().toLowerCase(Locale.ROOT).contains(query)
            || explained.waiting().name().toLowerCase(Locale.ROOT).contains(query));
  }

  boolean isEmpty() {
    return reason == null && size.isEmpty() && query.isEmpty();
  }
}
