package dev.signalbox.nomad.queue;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.queue.Waits.waits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTests {

  private static final Resources SMALL = new Resources(2_000, 4_096, 300);

  @Test
  void ordersByPriorityAndThenByAge() {
    Views views = Views.cluster();
    waits("late").index(70).into(views);
    waits("early").index(60).into(views);
    waits("urgent").priority(80).index(90).into(views);

    assertThat(Queue.of(views.view()).waiting())
        .extracting(Waiting::name)
        .containsExactly("urgent", "early", "late");
  }

  @Test
  void leavesOutWhatTheSchedulerMerelyLooksAtAgain() {
    Views views = waits("busy").pending().running().into(Views.cluster());
    waits("canceled").canceled().running().into(views);

    assertThat(Queue.of(views.view()).size()).isZero();
  }

  @Test
  void leavesOutWhatHasEnded() {
    Views views = waits("a").full("memory", 1, SMALL).into(Views.cluster());
    views.with(Views.job("a", JobStatus.DEAD));

    assertThat(Queue.of(views.view()).size()).isZero();
  }

  @Test
  void takesAJobWithoutAnyEvaluation() {
    ClusterView view = Views.cluster().with(Views.job("a", JobStatus.PENDING)).view();

    assertThat(Queue.of(view).waiting()).extracting(Waiting::blocked).containsExactly(false);
  }

  @Test
  void waitsSinceItCameOrSinceItLostItsPlace() {
    Views views = Views.cluster();
    waits("new").since(NOW.minusSeconds(100)).into(views);
    waits("moved").since(NOW.minusSeconds(900)).into(views);
    views.with(build("moved").on("n1").status(AllocationStatus.LOST));

    assertThat(Queue.of(views.view()).oldest()).contains(NOW.minusSeconds(900));
    assertThat(Queue.of(views.view()).byJob().values())
        .filteredOn(one -> one.name().equals("moved"))
        .first()
        .extracting(one -> one.groups().getFirst().asked())
        .isEqualTo(new Resources(2000, 4096, 300));
  }

  @Test
  void countsOnlyThoseAheadThatWaitForTheSameRoom() {
    Views views = Views.cluster().with(client("n1").has(new Resources(8_000, 16_000, 1_000)));
    views.with(client("n2").in("eu").has(new Resources(8_000, 16_000, 1_000)));
    waits("never").index(1).full("memory", 1, new Resources(1, 99_000, 1)).into(views);
    waits("first").index(2).full("memory", 1, SMALL).into(views);
    waits("abroad").index(3).in("eu").full("memory", 1, SMALL).into(views);
    waits("second").index(4).full("memory", 1, SMALL).into(views);

    assertThat(explained(views.view()))
        .filteredOn(one -> one.reason() instanceof WaitingReason.WaitsForRoom)
        .extracting(
            one -> one.waiting().name() + " " + ((WaitingReason.WaitsForRoom) one.reason()).ahead())
        .containsExactly("first 0", "abroad 0", "second 1");
  }

  @Test
  void believesTheDefinitionOfAJobMoreThanTheSchedulerAndAnOldPlacement() {
    Views views = Views.cluster().with(client("n1").has(new Resources(8_000, 16_000, 1_000)));
    waits("a").index(200).full("cpu", 1, new Resources(9_000, 0, 0)).into(views);
    views.with(build("a").on("n1").status(AllocationStatus.LOST));
    ClusterView view = views.view();

    assertThat(Queue.of(view).waiting()).extracting(Waiting::measured).containsExactly(false);
    assertThat(WaitingReasons.explain(Queue.of(view), (waiting, group) -> SMALL, view, NOW))
        .extracting(Explained::asked, Explained::kind)
        .containsExactly(tuple(SMALL, ReasonKind.NO_ROOM));
    assertThat(explained(view))
        .extracting(Explained::asked, Explained::kind)
        .containsExactly(tuple(new Resources(9_000, 0, 0), ReasonKind.NEVER_FITS));
  }

  @Test
  void matchesDatacentersWithStars() {
    Scope scope = new Scope(List.of("eu-*-1"), "default");

    assertThat(scope.holds(client("a").in("eu-west-1").made())).isTrue();
    assertThat(scope.holds(client("a").in("eu-1").made())).isFalse();
    assertThat(scope.holds(client("a").in("us-west-1").made())).isFalse();
    assertThat(new Scope(List.of("*"), "gpu").holds(client("a").made())).isFalse();
    assertThat(new Scope(List.of("*"), "all").holds(client("a").made())).isTrue();
  }

  @Test
  void keepsThePlaceOfAJobWhoseIdHoldsAnything() {
    ClusterView view =
        waits("a~b/dispatch-1~2").full("memory", 1, SMALL).into(Views.cluster()).view();
    QueuePlace place = QueuePlace.of(explained(view).getFirst());

    assertThat(QueuePlace.read(place.text())).contains(place);
    assertThat(QueuePlace.read("1~x~default~a")).isEmpty();
    assertThat(QueuePlace.read("")).isEmpty();
  }

  static List<Explained> explained(ClusterView view) {
    return WaitingReasons.explain(Queue.of(view), (waiting, group) -> Resources.NONE, view, NOW);
  }
}
