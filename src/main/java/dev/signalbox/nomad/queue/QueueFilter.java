package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.ListUrl;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of the waiting jobs are asked for.
 *
 * @param reason null for any
 * @param size the name of a class, or empty for any
 * @param words a part of the name or the id, in small letters, or empty
 */
record QueueFilter(@Nullable ReasonKind reason, String size, String words) {

  static QueueFilter of(ListUrl url) {
    return new QueueFilter(
        ReasonKind.of(url.value("reason")).orElse(null),
        url.value("class"),
        url.value("q").strip().toLowerCase(Locale.ROOT));
  }

  boolean takes(Explained one, Function<Resources, String> sizes) {
    JobKey job = one.waiting().job();
    return (reason == null || one.kind() == reason)
        && (size.isEmpty() || sizes.apply(one.asked()).equals(size))
        && (words.isEmpty()
            || job.id().toLowerCase(Locale.ROOT).contains(words)
            || one.waiting().name().toLowerCase(Locale.ROOT).contains(words));
  }

  boolean all() {
    return reason == null && size.isEmpty() && words.isEmpty();
  }
}
