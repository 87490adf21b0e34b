package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadLists.Heading;
import dev.signalbox.nomad.NomadLists.Question;
import dev.signalbox.nomad.wire.Ask.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How any list is asked for, and read page after page where the servers have pages. */
final class Pages {

  private static final String PAGE = "500";

  /** From so many bytes on a list leaves out what is not needed most. */
  private static final long MUCH = 16_000_000;

  /** All that there is before 1.0, and all that somebody without a right to know is told of. */
  private static final List<String> ONLY = List.of("default");

  private final Wire wire;
  private final String namespace;
  private final Supplier<Capabilities> capabilities;

  /**
   * @param capabilities what is known of the servers by now
   */
  Pages(Wire wire, String namespace, Supplier<Capabilities> capabilities) {
    this.wire = wire;
    this.namespace = namespace;
    this.capabilities = capabilities;
  }

  /** Asks for a list as it is, or as it is once it has changed. */
  static Ask list(String operation, String attempt, Question question, String what) {
    if (question.after() == 0) {
      Ask ask = Ask.get(operation, attempt, Limits.LIST, what);
      return question.stale() ? ask.with("stale", "true") : ask;
    }
    Ask ask =
        Ask.get(operation + "-wait", attempt, Limits.waiting(question.atMost()), what)
            .with("index", Long.toString(question.after()))
            .with("wait", Ask.written(question.atMost()));
    return question.stale() ? ask.with("stale", "true") : ask;
  }

  /** All namespaces where that can be asked for. */
  Ask spaced(Ask ask) {
    return namespace.equals("*") && !capabilities.get().wildcardNamespace()
        ? ask
        : ask.with("namespace", namespace);
  }

  /** Each namespace by its name, for lists that have no word for all. */
  List<String> namespaces() {
    if (!namespace.equals("*")) {
      return List.of(namespace);
    }
    if (!capabilities.get().namespaces()) {
      return ONLY;
    }
    List<String> names = new ArrayList<>();
    wire.ask(
        Ask.get("namespaces", "list the namespaces", Limits.DETAIL, "namespaces").accepting(403),
        answer -> {
          if (answer.status() == 200) {
            NomadJson.each(answer.body(), Namespace.class, one -> names.add(one.name()));
          }
          return names;
        });
    return names.isEmpty() ? ONLY : names;
  }

  <T> Heading each(Ask ask, Question question, Class<T> type, Consumer<T> found) {
    return each(ask, ask, question, type, found);
  }

  /**
   * Page after page.
   *
   * @param slim how to ask on once much has come
   */
  <T> Heading each(Ask ask, Ask slim, Question question, Class<T> type, Consumer<T> found) {
    if (!capabilities.get().paging() || question.after() > 0) {
      return whole(ask, type, found);
    }
    Ask paged = ask.with("per_page", PAGE);
    Page page = page(paged, type, found);
    Heading first = page.heading();
    long bytes = first.bytes();
    while (page.next() != null) {
      Ask more = bytes < MUCH ? paged : slim.with("per_page", PAGE);
      page = page(more.with("next_token", page.next()), type, found);
      bytes += page.heading().bytes();
    }
    // what changed while the pages were read is newer than the first one's index
    return new Heading(first.index(), first.leaderKnown(), first.behind(), bytes);
  }

  /** All of it as one page. */
  <T> Heading whole(Ask ask, Class<T> type, Consumer<T> found) {
    return page(ask, type, found).heading();
  }

  private <T> Page page(Ask ask, Class<T> type, Consumer<T> found) {
    return wire.ask(
        ask,
        answer -> {
          NomadJson.each(answer.body(), type, found);
          return new Page(answer.heading(), answer.next());
        });
  }

  private record Namespace(String name) {}

  private record Page(Heading heading, @Nullable String next) {}
}
