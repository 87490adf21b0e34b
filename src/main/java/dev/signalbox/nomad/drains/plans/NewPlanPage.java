package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.drains.PlanConsequence;
import dev.signalbox.web.Confirm;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which clients a plan would take, ready to print.
 *
 * @param named what was named, to be shown in the field again
 * @param confirm null while no client is chosen that could be drained
 * @param nothing why there is nothing to confirm, or null
 */
record NewPlanPage(
    String truth,
    TrustLine trust,
    PlanChoice choice,
    String named,
    List<String> classes,
    List<String> versions,
    List<String> datacenters,
    List<Line> taken,
    List<Refused> refused,
    @Nullable String unknown,
    @Nullable String more,
    PlanFields fields,
    @Nullable Confirm confirm,
    @Nullable String nothing) {

  static NewPlanPage of(
      PlanChoice choice,
      PlanPreview preview,
      PlanForm form,
      PlanFields fields,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      Clock clock) {
    ClusterView view = cluster.view();
    List<Line> taken = preview.taken().stream().map(client -> Line.of(client, view)).toList();
    List<String> unknown = choice.unknown(view);
    return new NewPlanPage(
        view.clients().stream().filter(Client::takesBuilds).count()
            + " of "
            + view.clients().size()
            + " clients take builds",
        TrustLine.of(cluster.trust(), clock),
        choice,
        String.join(" ", choice.named()),
        values(view, Client::nodeClass),
        values(view, Client::version),
        values(view, Client::datacenter),
        taken,
        preview.refused().stream().map(Refused::of).toList(),
        unknown.isEmpty() ? null : "Nomad knows no " + String.join(", ", unknown) + ".",
        preview.more() == 0
            ? null
            : "A plan takes at most "
                + PlanPreview.MOST
                + " clients; "
                + preview.more()
                + " more fit and are left for the next one.",
        fields,
        taken.isEmpty() ? null : confirm(preview, form, cluster, times, clock.instant()),
        taken.isEmpty() ? nothing(choice, preview) : null);
  }

  private static String nothing(PlanChoice choice, PlanPreview preview) {
    return choice.asksNothing()
        ? "Say which clients: by class, version, datacenter, age or name."
        : preview.refused().isEmpty()
            ? "No client fits."
            : "None of the clients that fit can be drained.";
  }

  private static Confirm confirm(
      PlanPreview preview,
      PlanForm form,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      Instant now) {
    ClusterView view = cluster.view();
    int clients = preview.taken().size();
    return new Confirm(
        "/nomad/plans",
        "post",
        (clients == 1 ? "1 client is drained" : clients + " clients are drained")
            + (form.atOnceOr(1) >= clients ? "" : ", " + form.atOnceOr(1) + " at a time"),
        PlanConsequence.of(
                cluster.capabilities().lowest(),
                on(preview, view::buildsOn),
                form.ignoresSystemJobs() ? List.of() : on(preview, view::systemOn),
                form.choice(),
                build -> times.flatMap(known -> known.of(build)),
                now)
            + parked(preview)
            + " Of the ready clients of the same class, pool and datacenter at least as many stay"
            + " as you say; while that cannot be, or while the picture of the cluster is old, the"
            + " plan waits. It goes on when the console is restarted.",
        "Begin this plan",
        "player-play",
        "/nomad/plans",
        null,
        null);
  }

  private static List<Allocation> on(
      PlanPreview preview, Function<String, List<Allocation>> there) {
    return preview.taken().stream().flatMap(client -> there.apply(client.id()).stream()).toList();
  }

  /** Those that take no builds before stay so, whatever is chosen for the others. */
  private static String parked(PlanPreview preview) {
    long parked = preview.taken().stream().filter(client -> !client.eligible()).count();
    return parked == 0
        ? ""
        : parked == 1
            ? " 1 takes no builds now and stays out afterwards."
            : " " + parked + " take no builds now and stay out afterwards.";
  }

  private static List<String> values(ClusterView view, Function<Client, String> value) {
    return view.clients().stream()
        .map(value)
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** One that would be drained. */
  record Line(String id, String name, String url, String about, int builds) {

    static Line of(Client client, ClusterView view) {
      return new Line(
          client.id(),
          client.name(),
          NomadLinks.client(client.id()),
          client.nodeClass()
              + " · "
              + client.datacenter()
              + " · "
              + client.version()
              + (client.eligible() ? "" : " · takes no builds now, nor afterwards"),
          view.buildsOn(client.id()).size());
    }
  }

  /** One that cannot be. */
  record Refused(String name, String url, String why) {

    static Refused of(PlanPreview.Refused refused) {
      return new Refused(
          refused.client().name(), NomadLinks.client(refused.client().id()), refused.why());
    }
  }
}
