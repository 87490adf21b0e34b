package dev.signalbox.nomad.http;

import dev.signalbox.nomad.Capabilities;
import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.NomadListWatch.ListOptions;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads lists, page by page if the servers support pagination. */
final class Pagination {

  private static final String PAGE_SIZE = "500";

  /** Size in bytes from which further pages are requested without optional fields. */
  private static final long SLIM_THRESHOLD_BYTES = 16_000_000;

  /** The only namespace before Nomad 1.0, and the fallback if listing them is denied. */
  private static final List<String> DEFAULT_ONLY = List.of("default");

  private final NomadTransport transport;
  private final String namespace;
  private final Supplier<Capabilities> capabilities;

  /**
   * @param capabilities the capabilities detected so far
   */
  Pagination(NomadTransport transport, String namespace, Supplier<Capabilities> capabilities) {
    this.transport = transport;
    this.namespace = namespace;
    this.capabilities = capabilities;
  }

  /** Returns the request for a list; a blocking query if {@code after} is not 0. */
  static NomadRequest listRequest(
      String operation, String attempt, ListOptions options, String resource) {
    if (options.afterIndex() == 0) {
      NomadRequest request = NomadRequest.get(operation, attempt, Limits.LIST, resource);
      return options.stale() ? request.withQuery("stale", "true") : request;
    }
    NomadRequest request =
        NomadRequest.get(
                operation + "-wait", attempt, Limits.blockingQuery(options.maxWait()), resource)
            .withQuery("index", Long.toString(options.afterIndex()))
            .withQuery("wait", NomadRequest.goDuration(options.maxWait()));
    return options.stale() ? request.withQuery("stale", "true") : request;
  }

  /** Adds the namespace; without wildcard support the request is for the default namespace. */
  NomadRequest withNamespace(NomadRequest request) {
    return namespace.equals("*") && !capabilities.get().wildcardNamespace()
        ? request
        : request.withQuery("namespace", namespace);
  }

  /** Returns all namespaces, for lists without wildcard support. */
  List<String> namespaces() {
    if (!namespace.equals("*")) {
      return List.of(namespace);
    }
    if (!capabilities.get().namespaces()) {
      return DEFAULT_ONLY;
    }
    List<String> names = new ArrayList<>();
    transport.send(
        NomadRequest.get("namespaces", "list the namespaces", Limits.DETAIL, "namespaces")
            .withAcceptedStatuses(403),
        response -> {
          if (response.status() == 200) {
            NomadJson.readEach(response.body(), Namespace.class, one -> names.add(one.name()));
          }
          return names;
        });
    return names.isEmpty() ? DEFAULT_ONLY : names;
  }

  <T> ListMeta readAll(
      NomadRequest request, ListOptions options, Class<T> type, Consumer<T> found) {
    return readAll(request, request, options, type, found);
  }

  /**
   * Reads a list page by page.
   *
   * @param slim the request without optional fields, used once the list gets large
   */
  <T> ListMeta readAll(
      NomadRequest request,
      NomadRequest slim,
      ListOptions options,
      Class<T> type,
      Consumer<T> found) {
    if (!capabilities.get().paging() || options.afterIndex() > 0) {
      return readSinglePage(request, type, found);
    }
    NomadRequest paged = request.withQuery("per_page", PAGE_SIZE);
    Page page = page(paged, type, found);
    ListMeta first = page.meta();
    long bytes = first.bytes();
    while (page.next() != null) {
      NomadRequest more =
          bytes < SLIM_THRESHOLD_BYTES ? paged : slim.withQuery("per_page", PAGE_SIZE);
      page = page(more.withQuery("next_token", page.next()), type, found);
      bytes += page.meta().bytes();
    }
    // changes during the pagination are newer than the index of the first page
    return new ListMeta(first.index(), first.leaderKnown(), first.lag(), bytes);
  }

  /** Reads a list as one page. */
  <T> ListMeta readSinglePage(NomadRequest request, Class<T> type, Consumer<T> found) {
    return page(request, type, found).meta();
  }

  private <T> Page page(NomadRequest request, Class<T> type, Consumer<T> found) {
    return transport.send(
        request,
        response -> {
          NomadJson.readEach(response.body(), type, found);
          return new Page(response.listMeta(), response.nextToken());
        });
  }

  private record Namespace(String name) {}

  private record Page(ListMeta meta, @Nullable String next) {}
}
