package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.SafeToTerminate;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Act;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The list of clients, ready to print.
 *
 * @param forgotten how many nobody looks after, which have a page of their own
 * @param filtered whether less than all is asked for
 * @param matching how many the filter leaves
 * @param map null where there is nothing to draw
 */
record ClientsPage(
    String truth,
    TrustLine trust,
    CapacityFigures capacity,
    @Nullable HeatMap map,
    int forgotten,
    List<Chip> chips,
    List<ClientFacets.Choice> choices,
    ListUrl url,
    boolean filtered,
    int matching,
    Act drain,
    PageOf<Row> clients,
    @Nullable Empty empty) {

  static ClientsPage of(
      ListUrl url,
      ClusterView view,
      TrustLine trust,
      BuildClasses classes,
      Visitor visitor,
      Clock clock) {
    ClientLines lines = ClientLines.of(view);
    Capacity capacity = Capacity.of(view);
    ClientFilter filter = ClientFilter.of(url);
    ClientFacets facets = ClientFacets.of(view, filter);
    List<ClientLine> found = ClientOrder.sorted(filter.of(lines.byName()), url);
    PageOf<ClientLine> page = ClientPages.of(found, url);
    Registrations registrations =
        Registrations.of(view, page.items().stream().map(ClientLine::client).toList());
    boolean filtered =
        url.parameters().keySet().stream().anyMatch(ClientFilter.PARAMETERS::contains);
    return new ClientsPage(
        lines.byName().isEmpty() ? "No client is known" : capacity.truth(classes, clock),
        trust,
        CapacityFigures.of(capacity, classes),
        lines.byName().isEmpty() ? null : HeatMap.of(view, clock),
        Forgotten.of(lines, clock).count(),
        facets.chips(url),
        facets.choices(url),
        url,
        filtered,
        found.size(),
        Act.of("Drain the chosen clients", visitor, null),
        new PageOf<>(
            page.items().stream().map(line -> Row.of(line, registrations, clock)).toList(),
            page.previous(),
            page.next()),
        page.items().isEmpty() ? empty(url, filtered) : null);
  }

  /** The same clients as a file. */
  public String download() {
    return new ListUrl("/nomad/clients.csv", url.with("before", null).parameters()).toString();
  }

  private static Empty empty(ListUrl url, boolean filtered) {
    return filtered
        ? new Empty(
            "No client matches this filter",
            "There are clients, but none of them fits.",
            "Clear the filter",
            url.cleared().toString())
        : new Empty(
            "No client is known",
            "Clients appear here as soon as they register with the Nomad servers.",
            "Look at the servers",
            "/nomad/servers");
  }

  /**
   * One client.
   *
   * @param where machine type, zone and class
   * @param remark what the badge has no room for, or the empty text
   * @param verdict whether its machine may be terminated, or null while it takes builds anyway
   */
  record Row(
      String id,
      String name,
      String url,
      String where,
      Status status,
      Bar memory,
      Bar cpu,
      int builds,
      String age,
      @Nullable Moment since,
      String remark,
      @Nullable Verdict verdict) {

    static Row of(ClientLine line, Registrations registrations, Clock clock) {
      Client client = line.client();
      @Nullable Instant since = registrations.atLatest(client);
      return new Row(
          client.id(),
          nameOf(client),
          NomadLinks.client(client.id()),
          whereOf(client),
          ClientBadge.of(line.state(), clock),
          Bar.of(line.memory(), line.state(), Sizes::memory),
          Bar.of(line.cpu(), line.state(), Sizes::cpu),
          line.builds().size(),
          since == null ? "" : Moment.length(Duration.between(since, clock.instant())),
          Moment.ofNullable(since, clock),
          ClientRemarks.of(line, registrations, clock),
          client.eligible() ? null : Verdict.of(line));
    }
  }

  /** Whether a machine may be terminated. */
  record Verdict(boolean safe, String reason) {

    static Verdict of(ClientLine line) {
      SafeToTerminate safety = line.safety();
      boolean safe = safety instanceof SafeToTerminate.Yes;
      return line.kind() == ClientKind.DOWN && line.client().eligible() && !safe
          ? new Verdict(
              false,
              "It is down, but would take builds as soon as it is heard of again. Purge it once"
                  + " its machine is gone.")
          : new Verdict(safe, safety.reason());
    }
  }

  /** A client without a name goes by its id. */
  static String nameOf(Client client) {
    return client.name().isBlank() ? client.shortId() : client.name();
  }

  static String whereOf(Client client) {
    StringJoiner where = new StringJoiner(" · ");
    ClientAttributes.machineType(client).ifPresent(where::add);
    where.add(ClientAttributes.zone(client).orElse(client.datacenter()));
    if (!client.nodeClass().isEmpty()) {
      where.add(client.nodeClass());
    }
    return where.toString();
  }
}
