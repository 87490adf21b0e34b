package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Confirm;
import java.time.Clock;
import java.util.List;
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
        taken.isEmpty() ? null : confirm(preview, form, view),
        taken.isEmpty() ? nothing(choice, preview) : null);
  }

  private static String nothing(PlanChoice choice, PlanPreview preview) {
    return choice.asksNothing()
        ? "Say which clients: by class, version, datacenter, age or name."
        : preview.refused().isEmpty()
            ? "No client fits."
            : "None of the clients that fit can be drained.";
  }

  private static Confirm confirm(PlanPreview preview, PlanForm form, ClusterView view) {
    int clients = preview.taken().size();
    int builds =
        preview.taken().stream().mapToInt(client -> view.buildsOn(client.id()).size()).sum();
    long ready = view.clients().stream().filter(Client::takesBuilds).count();
    return new Confirm(
        "/nomad/plans",
        "post",
        (clients == 1 ? "1 client is drained" : clients + " clients are drained")
            + (form.atOnceOr(1) >= clients ? "" : ", " + form.atOnceOr(1) + " at a time"),
        (builds == 0
                ? "Nothing runs on them now."
                : builds == 1 ? "1 build runs on them now." : builds + " builds run on them now.")
            + " Of "
            + ready
            + " ready clients at least as many of each class, pool and datacenter stay as you say;"
            + " while that cannot be, or while the picture of the cluster is old, the plan waits."
            + " It goes on when the console is restarted.",
        "Begin this plan",
        "player-play",
        "/nomad/plans",
        null,
        null);
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
              + (client.eligible() ? "" : " · takes no builds now"),
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
