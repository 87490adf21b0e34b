package dev.signalbox.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.ListUrl;
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

  static QueueFilter of(ListUrl url) {
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
