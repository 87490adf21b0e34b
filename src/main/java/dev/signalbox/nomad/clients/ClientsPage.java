package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.NotRead;
import dev.signalbox.nomad.SafeToTerminate;
import dev.signalbox.nomad.Trust;
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
      Trust trust,
      BuildClasses classes,
      Visitor visitor,
      Clock clock) {
    TrustLine told = TrustLine.of(trust, clock);
    ClientLines lines = ClientLines.of(view);
    Capacity capacity = Capacity.of(view);
    ClientFilter filter = ClientFilter.of(url);
    ClientFacets facets = ClientFacets.of(view, filter);
    List<ClientLine> found = ClientOrder.sorted(filter.of(lines.byName()), url);
    PageOf<ClientLine> page = ClientPages.of(found, url);
    Registrations registrations = Registrations.of(view);
    boolean filtered =
        url.parameters().keySet().stream().anyMatch(ClientFilter.PARAMETERS::contains);
    return new ClientsPage(
        truth(view, capacity, classes, clock),
        told,
        CapacityFigures.of(view, classes),
        lines.byName().isEmpty() ? null : HeatMap.of(view, clock),
        Forgotten.of(lines, clock).count(),
        facets.chips(url),
        facets.choices(url),
        url,
        filtered,
        found.size(),
        Act.of("Drain the chosen clients", visitor, null),
        new PageOf<>(
            page.items().stream().map(line -> Row.of(line, registrations, trust, clock)).toList(),
            page.previous(),
            page.next()),
        !page.items().isEmpty()
            ? null
            : view.unread() ? NotRead.empty(told) : empty(url, filtered));
  }

  private static String truth(
      ClusterView view, Capacity capacity, BuildClasses classes, Clock clock) {
    if (view.unread()) {
      return NotRead.TRUTH;
    }
    return view.clients().isEmpty() ? "No client is known" : capacity.truth(classes, clock);
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
  public record Row(
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

    static Row of(ClientLine line, Registrations registrations, Trust trust, Clock clock) {
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
          client.eligible() ? null : Verdict.of(line, trust));
    }
  }

  /** Whether a machine may be terminated. */
  public record Verdict(Answer answer, String reason) {

    /** A yes holds only as long as the view does: a build may have come since. */
    static Verdict of(ClientLine line, Trust trust) {
      SafeToTerminate safety = line.safety();
      @Nullable String doubt = trust.doubt();
      if (safety instanceof SafeToTerminate.Yes) {
        return doubt == null
            ? new Verdict(Answer.YES, safety.reason())
            : new Verdict(Answer.NOT_KNOWN, "It was when it was last seen, but " + doubt + ".");
      }
      return line.kind() == ClientKind.DOWN && line.client().eligible()
          ? new Verdict(
              Answer.NO,
              "It is down, but would take builds as soon as it is heard of again. Purge it once"
                  + " its machine is gone.")
          : new Verdict(Answer.NO, safety.reason());
    }

    public boolean safe() {
      return answer == Answer.YES;
    }

    /** For a list. */
    public String word() {
      return switch (answer) {
        case YES -> "safe to terminate";
        case NO -> "not safe to terminate";
        case NOT_KNOWN -> "not known now whether it is safe to terminate";
      };
    }

    /** For a page. */
    public String title() {
      return switch (answer) {
        case YES -> "Its machine may be terminated";
        case NO -> "Its machine must not be terminated";
        case NOT_KNOWN -> "Whether its machine may be terminated is not known now";
      };
    }
  }

  /** What can be said of it. */
  public enum Answer {
    YES,
    NO,
    NOT_KNOWN
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
