package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.queue.ReasonWords;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One allocation, ready to print, as far as the view knows it.
 *
 * @param needs what is set aside for it, or null where that is not known
 * @param before what stood in its place before, or null
 * @param after what replaced it, or null
 * @param live whether it has not ended, so that its use can be asked
 */
record AllocationPage(
    String id,
    String shortId,
    String name,
    Status status,
    String truth,
    String told,
    String job,
    String jobUrl,
    String group,
    String client,
    String clientUrl,
    Moment created,
    @Nullable Moment started,
    @Nullable Moment finished,
    @Nullable String ran,
    @Nullable String needs,
    @Nullable Other before,
    @Nullable Other after,
    boolean live,
    String log,
    Act restart,
    Act stop,
    String command,
    TrustLine trust) {

  private static final String ENDED = "it has ended";

  static AllocationPage of(
      Allocation one,
      ClusterView view,
      Function<Resources, String> sizes,
      Visitor visitor,
      TrustLine trust,
      Clock clock) {
    Status status = AllocationWords.of(one);
    @Nullable String ran = AllocationWords.ran(one, clock);
    List<Allocation> places = samePlace(one, view);
    int at = places.indexOf(one);
    return new AllocationPage(
        one.id(),
        one.shortId(),
        one.name(),
        status,
        truth(one, status, ran),
        one.statusDescription(),
        one.job().id(),
        NomadLinks.job(one.job()),
        one.group(),
        client(one),
        NomadLinks.client(one.clientId()),
        Moment.of(one.createdAt(), clock),
        Moment.ofNullable(one.startedAt(), clock),
        Moment.ofNullable(one.finishedAt(), clock),
        ran,
        one.resources().equals(Resources.NONE)
            ? null
            : sizes.apply(one.resources()) + ": " + ReasonWords.size(one.resources()),
        at > 0 ? Other.of(places.get(at - 1)) : null,
        next(one, places, at, view),
        !one.terminal(),
        NomadLinks.log(one.id()),
        Act.of("Restart", visitor, one.terminal() ? ENDED : null),
        Act.of("Stop", visitor, one.terminal() ? ENDED : null),
        "nomad alloc status " + one.shortId(),
        trust);
  }

  static String client(Allocation one) {
    return one.clientName().isEmpty() ? one.clientId() : one.clientName();
  }

  private static String truth(Allocation one, Status status, @Nullable String ran) {
    StringJoiner truth = new StringJoiner(" · ");
    truth.add(status.word());
    truth.add("on " + client(one));
    if (ran != null) {
      truth.add((one.terminal() ? "ran " : "runs for ") + ran);
    }
    return truth.toString();
  }

  /** What stood in the same place of the job, oldest first. */
  private static List<Allocation> samePlace(Allocation one, ClusterView view) {
    return view.allocations().stream()
        .filter(other -> other.name().equals(one.name()) && other.job().equals(one.job()))
        .sorted(Comparator.comparingLong(Allocation::createIndex).thenComparing(Allocation::id))
        .toList();
  }

  /** Servers before 1.7 do not tell what replaced it; then it is what came after it. */
  private static @Nullable Other next(
      Allocation one, List<Allocation> places, int at, ClusterView view) {
    return view.allocation(one.nextAllocation())
        .or(() -> at + 1 < places.size() ? Optional.of(places.get(at + 1)) : Optional.empty())
        .map(Other::of)
        .orElse(null);
  }

  /** Another allocation in the same place of the job. */
  record Other(String shortId, String url, Status status, String client) {

    static Other of(Allocation one) {
      return new Other(
          one.shortId(),
          NomadLinks.allocation(one.id()),
          AllocationWords.of(one),
          AllocationPage.client(one));
    }
  }
}
