package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.NotRead;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Act;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that nobody looks after, each with the way out, ready to print. */
record ForgottenPage(String truth, TrustLine trust, List<Group> groups, @Nullable Empty empty) {

  /** Nothing was read yet, so nobody can tell. */
  static ForgottenPage unread(TrustLine trust) {
    return new ForgottenPage(NotRead.TRUTH, trust, List.of(), NotRead.empty(trust));
  }

  static ForgottenPage of(Forgotten forgotten, Trust trust, Visitor visitor, Clock clock) {
    List<Group> groups =
        Stream.of(
                new Group(
                    "freezing",
                    "An autoscaler may stand still because of these",
                    "By default it neither adds nor removes clients while one of its group drains"
                        + " or starts. Cancel the drain, give it a deadline, or let the builds"
                        + " end.",
                    forgotten.freezing().stream()
                        .map(line -> Line.of(line, frozen(line, clock), drain(visitor), clock))
                        .toList()),
                new Group(
                    "ghosts",
                    "Down and never purged",
                    "Their machines are gone or broken. Nomad lists them until it forgets them,"
                        + " a day later at the soonest; a purge does it now.",
                    forgotten.ghosts().stream()
                        .map(line -> Line.of(line, line(line, clock), purge(visitor), clock))
                        .toList()),
                new Group(
                    "ineligible",
                    "Taking no builds, and nobody drains them",
                    "Somebody parked them, or cancelled a drain without making them eligible again."
                        + " Their machines are paid for and do nothing new.",
                    forgotten.ineligible().stream()
                        .map(line -> Line.of(line, line(line, clock), eligible(visitor), clock))
                        .toList()),
                new Group(
                    "drained",
                    "Drained, but still registered",
                    trust.holds()
                        ? "Nothing runs there and nothing will. Terminate the machine, or let it"
                            + " take builds again."
                        : "Nothing ran there when they were last seen. Look again before a machine"
                            + " is terminated.",
                    forgotten.drained().stream()
                        .map(line -> Line.of(line, line(line, clock), eligible(visitor), clock))
                        .toList()))
            .filter(group -> !group.lines().isEmpty())
            .toList();
    return new ForgottenPage(
        truth(forgotten.count()),
        TrustLine.of(trust, clock),
        groups,
        groups.isEmpty()
            ? new Empty(
                "Nobody is forgotten",
                "Clients that are down, parked for more than a day, drained but still registered,"
                    + " or that keep an autoscaler waiting would stand here.",
                "Open the list of clients",
                "/nomad/clients")
            : null);
  }

  private static String truth(int count) {
    return switch (count) {
      case 0 -> "Every client is looked after";
      case 1 -> "1 client needs somebody";
      default -> count + " clients need somebody";
    };
  }

  private static Way purge(Visitor visitor) {
    return new Way(Act.of("Purge", visitor, null), "trash", "/purge");
  }

  private static Way eligible(Visitor visitor) {
    return new Way(Act.of("Make eligible", visitor, null), "player-play", "/eligibility");
  }

  private static Way drain(Visitor visitor) {
    return new Way(Act.of("Change the drain", visitor, null), "player-pause", "/drain");
  }

  private static String frozen(ClientLine line, Clock clock) {
    @Nullable Instant since = Forgotten.since(line);
    String from = since == null ? "" : " since " + Moment.timeOfDay(since);
    String who = ClientRemarks.drainedBy(line.client());
    if (line.kind() == ClientKind.STARTING) {
      return "Scaling may be frozen: it is starting" + from + length(since, clock);
    }
    return "Scaling may be frozen: it drains"
        + from
        + length(since, clock)
        + (who.isEmpty() ? "" : ", by " + who)
        + ", "
        + (line.builds().size() == 1 ? "1 build is" : line.builds().size() + " builds are")
        + " left";
  }

  private static String length(@Nullable Instant since, Clock clock) {
    return since == null ? "" : ", for " + Moment.length(Duration.between(since, clock.instant()));
  }

  private static String line(ClientLine line, Clock clock) {
    @Nullable Instant since = Forgotten.since(line);
    String remark = ClientRemarks.ofUnwell(line);
    if (since == null) {
      return remark.isEmpty() ? "since when is not known" : remark + "; since when is not known";
    }
    String from = "since " + Moment.of(since, clock).absolute();
    return remark.isEmpty() ? from : remark + ", " + from;
  }

  /** Those with the same trouble. */
  record Group(String id, String title, String why, List<Line> lines) {}

  /** The page that helps. */
  record Way(Act act, String icon, String path) {}

  /** One client. */
  record Line(
      String id,
      String name,
      String url,
      String where,
      Status status,
      String sentence,
      Act act,
      String icon,
      String actUrl) {

    static Line of(ClientLine line, String sentence, Way way, Clock clock) {
      String url = NomadLinks.client(line.client().id());
      return new Line(
          line.client().id(),
          ClientsPage.nameOf(line.client()),
          url,
          ClientsPage.whereOf(line.client()),
          ClientBadge.of(line.state(), clock),
          sentence,
          way.act(),
          way.icon(),
          // nobody drains one that only starts; what can be done with it stands on its page
          line.kind() == ClientKind.STARTING ? url : url + way.path());
    }
  }
}
