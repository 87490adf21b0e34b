package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.drains.DeadlineConsequence.Build;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Field;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What draining a client would do, ready to print.
 *
 * @param running the drain that goes on already, or null
 */
record DrainPage(
    String id,
    String name,
    String title,
    String truth,
    TrustLine trust,
    Confirm confirm,
    DrainFields fields,
    List<Line> builds,
    @Nullable Running running) {

  static DrainPage of(
      Client client,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      DrainForm form,
      DrainFields fields,
      Clock clock) {
    ClusterView view = cluster.view();
    DeadlineChoice choice = form.choice();
    DeadlineConsequence consequence =
        DeadlineConsequence.of(
            cluster.capabilities().lowest(),
            view.buildsOn(client.id()),
            form.ignoresSystemJobs() ? List.of() : view.systemOn(client.id()),
            choice,
            build -> times.flatMap(known -> known.of(build)),
            clock.instant());
    return new DrainPage(
        client.id(),
        client.name(),
        (client.draining() ? "Change the drain of " : "Drain ") + client.name(),
        StateLine.of(client, view.buildsOn(client.id())),
        TrustLine.of(cluster.trust(), clock),
        confirm(client, form, choice, consequence),
        fields,
        consequence.builds().stream().map(build -> Line.of(build, clock)).toList(),
        client.draining() ? Running.of(client, view.buildsOn(client.id()).size(), clock) : null);
  }

  private static Confirm confirm(
      Client client, DrainForm form, DeadlineChoice choice, DeadlineConsequence consequence) {
    String button =
        choice.atOnce()
            ? "Stop everything on this client"
            : client.draining() ? "Change this drain" : "Drain this client";
    return new Confirm(
        NomadLinks.client(client.id()) + "/drain",
        "post",
        consequence.heading(),
        sentence(client, consequence),
        button,
        choice.atOnce() ? "player-stop" : "player-pause",
        NomadLinks.client(client.id()),
        choice.atOnce() ? client.name() : null,
        command(client, form, choice));
  }

  private static String sentence(Client client, DeadlineConsequence consequence) {
    if (client.status() == ClientStatus.DOWN) {
      return "It is down: nothing runs on it that could finish, and what ran is lost already.";
    }
    return client.draining() && consequence.forceAt() != null
        ? "The deadline counts from now on. " + consequence.sentence()
        : consequence.sentence();
  }

  private static String command(Client client, DrainForm form, DeadlineChoice choice) {
    @Nullable String reason = form.reason();
    return "nomad node drain -enable "
        + choice.flag()
        + (form.ignoresSystemJobs() ? " -ignore-system" : "")
        + (reason == null || reason.isBlank() ? "" : " -m " + quoted(reason.strip()))
        + " -yes "
        + client.shortId();
  }

  /** For a shell: what somebody typed is never more than one word of the command. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''").replaceAll("\\p{Cntrl}", " ") + "'";
  }

  /** One build that would be waited for. */
  record Line(
      String id, String job, String url, @Nullable Moment since, String ends, Status status) {

    static Line of(Build build, Clock clock) {
      @Nullable Instant began = build.allocation().startedAt();
      return new Line(
          build.allocation().id(),
          build.allocation().job().id(),
          NomadLinks.allocation(build.allocation().id()),
          Moment.ofNullable(began, clock),
          build.endsBy() == null ? "not known" : "by " + Moment.timeOfDay(build.endsBy()),
          build.killed() ? Status.bad("Killed") : Status.ok("Finishes"));
    }
  }

  /**
   * A drain that goes on.
   *
   * @param words how far it is
   * @param why what was said when it began, empty where nothing was
   */
  record Running(
      String words,
      String why,
      Confirm confirm,
      Field eligible,
      Map<String, String> choices,
      Field reason) {

    static Running of(Client client, int left, Clock clock) {
      Client.@Nullable Drain drain = client.drain();
      return new Running(
          words(drain, left, clock),
          why(client.lastDrain()),
          new Confirm(
              NomadLinks.client(client.id()) + "/drain",
              "delete",
              "Builds are no longer waited for",
              "What runs goes on. Whether new builds come is up to you: a client whose drain ends"
                  + " without taking builds again is easily forgotten.",
              "End this drain",
              "player-play",
              NomadLinks.client(client.id()),
              null,
              "nomad node drain -disable -yes " + client.shortId()),
          new Field("eligible", "Does it take builds again?", null, "true", null),
          answers(),
          Field.empty("reason", "Reason", "optional, shown to others"));
    }

    private static String words(Client.@Nullable Drain drain, int left, Clock clock) {
      @Nullable Instant started = drain == null ? null : drain.startedAt();
      @Nullable Instant force = drain == null ? null : drain.forceAt();
      return "It drains "
          + (started == null ? "" : "since " + Moment.of(started, clock).relative() + " ")
          + "with "
          + (left == 1 ? "1 build" : left + " builds")
          + " left"
          + (force == null ? "" : "; what is left is stopped at " + Moment.timeOfDay(force))
          + ".";
    }

    private static String why(@Nullable LastDrain last) {
      if (last == null) {
        return "";
      }
      String who =
          last.meta().getOrDefault("requested_by", last.meta().getOrDefault("drained_by", ""));
      String message = last.meta().getOrDefault("message", "");
      return who.isEmpty() ? message : message.isEmpty() ? "by " + who : message + ", by " + who;
    }

    private static Map<String, String> answers() {
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("true", "Yes, new builds may come");
      choices.put("false", "No, it stays out until somebody lets it in");
      return choices;
    }
  }
}
