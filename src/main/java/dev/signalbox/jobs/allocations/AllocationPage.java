package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.AllocationStatusText;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.queue.WaitingReasonText;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * View model of one allocation, built from the snapshot.
 *
 * @param name the name of its job
 * @param nomadName its name in Nomad, {@code job.group[0]}
 * @param description Nomad's description of the client status, or empty if it adds nothing
 * @param needs allocated resources, or null while unknown
 * @param previous the allocation that it replaces, or null
 * @param next the allocation that replaced it, or null
 * @param live whether it has not ended, so that its resource usage can be read
 * @param firstError the first error in its log, or null if it has not failed
 */
record AllocationPage(
    String id,
    String shortId,
    String name,
    String nomadName,
    StatusLabel status,
    String summary,
    String description,
    String jobUrl,
    String group,
    String client,
    String clientUrl,
    TimestampView created,
    @Nullable TimestampView started,
    @Nullable TimestampView finished,
    @Nullable String ran,
    @Nullable String needs,
    @Nullable RelatedAllocation previous,
    @Nullable RelatedAllocation next,
    boolean live,
    String log,
    @Nullable String firstError,
    ActionButton restart,
    ActionButton stop,
    String command,
    FreshnessBanner syncStatus) {

  private static final String ENDED = "Already ended.";

  static AllocationPage of(
      Allocation allocation,
      ClusterSnapshot snapshot,
      Function<Resources, String> sizes,
      CurrentUser visitor,
      @Nullable String denied,
      FreshnessBanner syncStatus,
      Clock clock) {
    StatusLabel status = AllocationStatusText.of(allocation);
    @Nullable String ran = AllocationStatusText.duration(allocation, clock);
    List<Allocation> siblings = sameName(allocation, snapshot);
    int at = siblings.indexOf(allocation);
    return new AllocationPage(
        allocation.id(),
        allocation.shortId(),
        snapshot.nameOf(allocation.job()),
        allocation.name(),
        status,
        summary(allocation, status, ran),
        AllocationStatusText.description(allocation),
        NomadLinks.job(allocation.job()),
        allocation.group(),
        client(allocation),
        NomadLinks.client(allocation.clientId()),
        TimestampView.of(allocation.createdAt(), clock),
        TimestampView.ofNullable(allocation.startedAt(), clock),
        TimestampView.ofNullable(allocation.finishedAt(), clock),
        ran,
        allocation.resources().equals(Resources.NONE)
            ? null
            : sizes.apply(allocation.resources())
                + ": "
                + WaitingReasonText.size(allocation.resources()),
        at > 0 ? RelatedAllocation.of(siblings.get(at - 1)) : null,
        next(allocation, siblings, at, snapshot),
        !allocation.isTerminal(),
        NomadLinks.log(allocation.id()),
        allocation.status() == AllocationStatus.FAILED
            ? NomadLinks.firstError(allocation.id())
            : null,
        ActionButton.of("Restart", visitor, allocation.isTerminal() ? ENDED : denied),
        ActionButton.of("Stop", visitor, allocation.isTerminal() ? ENDED : denied),
        "nomad alloc status " + allocation.shortId(),
        syncStatus);
  }

  static String client(Allocation allocation) {
    return allocation.clientName().isEmpty() ? allocation.clientId() : allocation.clientName();
  }

  private static String summary(Allocation allocation, StatusLabel status, @Nullable String ran) {
    StringJoiner summary = new StringJoiner(" · ");
    summary.add(status.text());
    summary.add("on " + client(allocation));
    if (ran != null) {
      summary.add((allocation.isTerminal() ? "ran " : "running for ") + ran);
    }
    return summary.toString();
  }

  /** Returns the allocations of the same instance of the job, oldest first. */
  private static List<Allocation> sameName(Allocation allocation, ClusterSnapshot snapshot) {
    return snapshot.allocations().stream()
        .filter(
            other -> other.name().equals(allocation.name()) && other.job().equals(allocation.job()))
        .sorted(Comparator.comparingLong(Allocation::createIndex).thenComparing(Allocation::id))
        .toList();
  }

  /** Servers before 1.7 do not report the replacement; there the next allocation is used. */
  private static @Nullable RelatedAllocation next(
      Allocation allocation, List<Allocation> siblings, int at, ClusterSnapshot snapshot) {
    return snapshot
        .allocation(allocation.nextAllocation())
        .or(() -> at + 1 < siblings.size() ? Optional.of(siblings.get(at + 1)) : Optional.empty())
        .map(RelatedAllocation::of)
        .orElse(null);
  }

  /** Another allocation of the same instance of the job. */
  record RelatedAllocation(String shortId, String url, StatusLabel status, String client) {

    static RelatedAllocation of(Allocation allocation) {
      return new RelatedAllocation(
          allocation.shortId(),
          NomadLinks.allocation(allocation.id()),
          AllocationStatusText.of(allocation),
          AllocationPage.client(allocation));
    }
  }
}
