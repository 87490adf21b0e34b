package dev.signalbox.clients;

import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.nomad.ui.SyncStatusBanner;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** View model of the clients that need attention, grouped by problem, each with one action. */
record OrphanedClientsPage(
    String summary, FreshnessBanner syncStatus, List<Group> groups, @Nullable EmptyState empty) {

  /** Creates the page for the time before the first sync. */
  static OrphanedClientsPage unread(FreshnessBanner syncStatus) {
    return new OrphanedClientsPage(
        NotSyncedYet.SUMMARY, syncStatus, List.of(), NotSyncedYet.empty(syncStatus));
  }

  static OrphanedClientsPage of(
      OrphanedClients orphaned,
      SyncStatus syncStatus,
      CurrentUser visitor,
      @Nullable String denied,
      Clock clock) {
    ResolvingAction eligible =
        new ResolvingAction(
            ActionButton.of("Mark eligible", visitor, denied), "player-play", "/eligibility");
    List<Group> groups =
        Stream.of(
                group(
                    "blocking-autoscaler",
                    "May be blocking the autoscaler",
                    "It does not scale a group while one of its clients is draining or starting.",
                    orphaned.blockingAutoscaler(),
                    entry -> Line.of(entry, blocking(entry, clock), drain(visitor, denied), clock)),
                group(
                    "down",
                    "Down",
                    "Nomad lists them until it garbage-collects them (24 h or later). Purge removes"
                        + " them now.",
                    orphaned.down(),
                    entry -> Line.of(entry, sentence(entry), purge(visitor, denied), clock)),
                group(
                    "disconnected",
                    "Disconnected",
                    "They missed their heartbeat. Their builds may reconnect or be lost.",
                    orphaned.disconnected(),
                    entry -> Line.of(entry, sentence(entry), open(), clock)),
                group(
                    "ineligible",
                    "Ineligible for more than a day",
                    "Marked ineligible, or their drain was canceled. They incur costs but run no"
                        + " builds.",
                    orphaned.ineligible(),
                    entry -> Line.of(entry, sentence(entry), eligible, clock)),
                group(
                    "drained",
                    "Drained, still running",
                    syncStatus.isCurrent()
                        ? "Terminate the machine or mark the client eligible."
                        : "Idle when last seen. Wait for current data before you terminate a"
                            + " machine.",
                    orphaned.drained(),
                    entry -> Line.of(entry, sentence(entry), eligible, clock)))
            .filter(group -> !group.lines().isEmpty())
            .toList();
    return new OrphanedClientsPage(
        summary(orphaned.count()),
        SyncStatusBanner.of(syncStatus, clock),
        groups,
        groups.isEmpty()
            ? new EmptyState(
                "Nothing needs attention",
                "Clients that are down, disconnected, ineligible for over a day, drained but still"
                    + " running, or blocking the autoscaler show up here.",
                "Open clients",
                "/nomad/clients")
            : null);
  }

  private static Group group(
      String id,
      String title,
      String why,
      List<ClientEntry> entries,
      Function<ClientEntry, Line> line) {
    return new Group(id, title, why, entries.stream().map(line).toList());
  }

  private static String summary(int count) {
    return switch (count) {
      case 0 -> "Nothing needs attention";
      case 1 -> "1 client needs attention";
      default -> "%,d clients need attention".formatted(count);
    };
  }

  private static ResolvingAction open() {
    return new ResolvingAction(new ActionButton("Open client", null), "server-2", "");
  }

  private static ResolvingAction purge(CurrentUser visitor, @Nullable String denied) {
    return new ResolvingAction(ActionButton.of("Purge", visitor, denied), "trash", "/purge");
  }

  private static ResolvingAction drain(CurrentUser visitor, @Nullable String denied) {
    return new ResolvingAction(
        ActionButton.of("Change drain", visitor, denied), "player-pause", "/drain");
  }

  private static String blocking(ClientEntry entry, Clock clock) {
    @Nullable Instant since = OrphanedClients.since(entry);
    String length = forDuration(since, clock);
    String who = ClientNotes.drainedBy(entry.client());
    if (entry.stateGroup() == ClientStateGroup.STARTING) {
      return "Starting" + length;
    }
    return "Draining"
        + length
        + (who.isEmpty() ? "" : " by " + who)
        + ", "
        + (entry.builds().size() == 1 ? "1 build" : entry.builds().size() + " builds")
        + " left";
  }

  private static String forDuration(@Nullable Instant since, Clock clock) {
    return since == null
        ? ""
        : " for %s (since %s)"
            .formatted(
                TimestampView.formatDuration(Duration.between(since, clock.instant())),
                TimestampView.timeOfDay(since));
  }

  private static String sentence(ClientEntry entry) {
    String text = describe(entry);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String describe(ClientEntry entry) {
    @Nullable Instant since = OrphanedClients.since(entry);
    String remark = ClientNotes.ofNotReady(entry);
    if (since == null) {
      return remark.isEmpty() ? "start time unknown" : remark + ", start time unknown";
    }
    String from = "since " + TimestampView.day(since) + ", " + TimestampView.timeOfDay(since);
    if (entry.stateGroup() == ClientStateGroup.INELIGIBLE
        && !ClientNotes.isDrainCanceled(entry.client())) {
      return "ineligible " + from;
    }
    return remark.isEmpty()
        ? entry.stateGroup().label().toLowerCase(Locale.ROOT) + " " + from
        : remark + ", " + from;
  }

  record Group(String id, String title, String why, List<Line> lines) {}

  /** The action that resolves the problem, and the path of its page. */
  record ResolvingAction(ActionButton button, String icon, String path) {}

  record Line(
      String id,
      String name,
      String url,
      String where,
      StatusLabel status,
      String sentence,
      ActionButton action,
      String icon,
      String actionUrl) {

    static Line of(ClientEntry entry, String sentence, ResolvingAction action, Clock clock) {
      String url = NomadLinks.client(entry.client().id());
      return new Line(
          entry.client().id(),
          ClientsPage.nameOf(entry.client()),
          url,
          ClientsPage.whereOf(entry.client()),
          ClientBadge.of(entry.state(), clock),
          sentence,
          action.button(),
          action.icon(),
          // a starting client can't be drained; link to its page instead
          entry.stateGroup() == ClientStateGroup.STARTING ? url : url + action.path());
    }
  }
}
