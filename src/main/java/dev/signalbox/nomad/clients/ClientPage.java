package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildClasses;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClientReleases.OnItsWay;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client from the view, ready to print.
 *
 * @param remark what the badge has no room for, or the empty text
 * @param release how far its release is, or null while nobody asked for one
 * @param registered when it registered at the latest, or null where nothing tells
 * @param drain null where it was never drained
 * @param reachable whether its machine can be asked at all
 * @param live what has not ended, newest first
 * @param ended what has, what ended last first
 * @param endedBesides how many more ended
 */
record ClientPage(
    String id,
    String name,
    String url,
    String truth,
    TrustLine trust,
    Status status,
    String remark,
    ClientsPage.Verdict verdict,
    @Nullable ReleaseLine release,
    List<Fact> facts,
    @Nullable Moment registered,
    @Nullable Moment statusSince,
    List<DriverLine> drivers,
    Bar memory,
    Bar cpu,
    String free,
    @Nullable DrainLine drain,
    boolean reachable,
    List<AllocationLine> live,
    int liveBesides,
    List<AllocationLine> ended,
    int endedBesides,
    ClientActs acts,
    String command) {

  private static final int LIVE = 100;
  private static final int ENDED = 25;

  static ClientPage of(
      Client client,
      ClusterView view,
      Trust trust,
      @Nullable OnItsWay release,
      BuildClasses classes,
      Visitor visitor,
      Clock clock) {
    ClientLine line = ClientLine.of(client, view);
    Registrations registrations = Registrations.of(view);
    List<Allocation> there = view.allocationsOn(client.id());
    List<Allocation> live =
        there.stream()
            .filter(allocation -> !allocation.terminal())
            .sorted(Comparator.comparingLong(Allocation::createIndex).reversed())
            .toList();
    List<Allocation> ended =
        there.stream()
            .filter(Allocation::terminal)
            .sorted(Comparator.comparing(ClientPage::endedAt).reversed())
            .toList();
    return new ClientPage(
        client.id(),
        ClientsPage.nameOf(client),
        NomadLinks.client(client.id()),
        truth(line),
        TrustLine.of(trust, clock),
        ClientBadge.of(line.state(), clock),
        ClientRemarks.of(line, registrations, clock),
        ClientsPage.Verdict.of(line, trust),
        release == null ? null : ReleaseLine.of(release, clock),
        facts(client),
        Moment.ofNullable(registrations.atLatest(client), clock),
        Moment.ofNullable(client.statusSince(), clock),
        client.drivers().stream().filter(Client.Driver::detected).map(DriverLine::of).toList(),
        Bar.of(line.memory(), line.state(), Sizes::memory),
        Bar.of(line.cpu(), line.state(), Sizes::cpu),
        line.memory().known() ? Sizes.both(line.free()) : "not known",
        DrainLine.of(line, clock),
        client.status() != ClientStatus.DOWN && client.status() != ClientStatus.DISCONNECTED,
        lines(live, LIVE, classes, clock),
        Math.max(0, live.size() - LIVE),
        lines(ended, ENDED, classes, clock),
        Math.max(0, ended.size() - ENDED),
        ClientActs.of(client, visitor),
        "nomad node status -stats " + client.id());
  }

  private static List<AllocationLine> lines(
      List<Allocation> allocations, int most, BuildClasses classes, Clock clock) {
    return allocations.stream()
        .limit(most)
        .map(allocation -> AllocationLine.of(allocation, classes, clock))
        .toList();
  }

  private static Instant endedAt(Allocation allocation) {
    @Nullable Instant at = allocation.finishedAt();
    return at == null ? allocation.modifiedAt() : at;
  }

  private static String truth(ClientLine line) {
    String builds =
        switch (line.builds().size()) {
          case 0 -> "no build here";
          case 1 -> "1 build here";
          default -> line.builds().size() + " builds here";
        };
    return line.memory().known()
        ? "%s · %d %% of its memory and %d %% of its CPU set aside"
            .formatted(builds, line.memory().percent(), line.cpu().percent())
        : builds + " · what it has is not known yet";
  }

  private static List<Fact> facts(Client client) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Node id", client.id(), true));
    add(facts, "AWS instance", client.attributes().get(ClientAttributes.AWS_INSTANCE), true);
    add(facts, "Google instance", client.attributes().get(ClientAttributes.GCE_ID), true);
    add(facts, "Google host name", client.attributes().get(ClientAttributes.GCE_HOST), true);
    add(facts, "Azure machine", client.attributes().get(ClientAttributes.AZURE_NAME), true);
    add(facts, "Address", client.address(), true);
    add(facts, "Machine type", ClientAttributes.machineType(client).orElse(null), false);
    add(facts, "Zone", ClientAttributes.zone(client).orElse(null), false);
    add(facts, "Datacenter", client.datacenter(), false);
    add(facts, "Class", client.nodeClass(), false);
    add(facts, "Pool", client.pool(), false);
    add(facts, "Operating system", client.attributes().get(ClientAttributes.OS), false);
    add(facts, "Nomad", client.version(), false);
    return facts;
  }

  private static void add(List<Fact> facts, String label, @Nullable String value, boolean copied) {
    Optional.ofNullable(value)
        .filter(text -> !text.isBlank())
        .ifPresent(text -> facts.add(new Fact(label, text, copied)));
  }

  /** That somebody asked to have its machine, and how far that is. */
  record ReleaseLine(Status status, Moment since) {

    static ReleaseLine of(OnItsWay release, Clock clock) {
      return new ReleaseLine(release.status(), Moment.of(release.since(), clock));
    }
  }

  /** A label with its value, which can be copied where it is typed elsewhere. */
  record Fact(String label, String value, boolean copied) {}

  /** A driver, and whether it is fit to run anything. */
  record DriverLine(String name, Status status, String health) {

    static DriverLine of(Client.Driver driver) {
      return new DriverLine(
          driver.name(),
          driver.healthy() ? Status.ok("fit") : Status.bad("unfit"),
          driver.healthy() ? "" : driver.health());
    }
  }
}
