package dev.signalbox.nomad.queue;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.queue.Waits.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import dev.signalbox.nomad.queue.WaitingReason.BackOff;
import dev.signalbox.nomad.queue.WaitingReason.ConstraintsFilterAll;
import dev.signalbox.nomad.queue.WaitingReason.FitsOnlyParked;
import dev.signalbox.nomad.queue.WaitingReason.NeverFits;
import dev.signalbox.nomad.queue.WaitingReason.NoClientHere;
import dev.signalbox.nomad.queue.WaitingReason.QuotaReached;
import dev.signalbox.nomad.queue.WaitingReason.Ruled;
import dev.signalbox.nomad.queue.WaitingReason.SchedulerSlow;
import dev.signalbox.nomad.queue.WaitingReason.Starting;
import dev.signalbox.nomad.queue.WaitingReason.Untold;
import dev.signalbox.nomad.queue.WaitingReason.WaitsForRoom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingReasonTests {

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Resources SMALL = new Resources(2_000, 4_096, 300);
  private static final Resources LARGE = new Resources(2_000, 96 * 1024, 300);
  private static final Resources CLIENT = new Resources(32_000, 61 * 1024, 100_000);

  @Test
  void namesThePlaceWhereNoClientTakesBuilds() {
    ClusterView view = waits("a").nobody().in("eu").into(Views.cluster().with(client("n1"))).view();

    assertThat(reason(view)).isInstanceOf(NoClientHere.class);
    assertThat(sentence(view)).isEqualTo("No client of datacenter eu takes builds.");
  }

  @Test
  void pointsAtAClientThatWouldDoIfItWereEligible() {
    ClusterView view =
        waits("a").nobody().into(Views.cluster().with(client("n1").ineligible())).view();

    assertThat(sentence(view)).contains("n1 would do, but it is not eligible.");
  }

  @Test
  void showsTheConstraintsThatRuleOutMost() {
    ClusterView view =
        waits("a")
            .ruledOut(7, Map.of("${attr.kernel.name} = windows", 5, "missing drivers", 2))
            .into(Views.cluster().with(client("n1")))
            .view();

    assertThat(reason(view))
        .isEqualTo(
            new ConstraintsFilterAll(
                7,
                List.of(
                    new Ruled("${attr.kernel.name} = windows", 5),
                    new Ruled("missing drivers", 2))));
    assertThat(sentence(view))
        .isEqualTo(
            "All 7 clients are ruled out by what it demands: ${attr.kernel.name} = windows rules"
                + " out 5, a missing driver rules out 2.");
  }

  @Test
  void tellsWhatNeverFitsFromWhatWaits() {
    ClusterView view =
        waits("a")
            .full("memory", 1, LARGE)
            .into(Views.cluster().with(client("n1").has(CLIENT)))
            .view();

    assertThat(reason(view)).isEqualTo(new NeverFits(LARGE, CLIENT, null));
    assertThat(sentence(view))
        .isEqualTo("Never fits: needs 96.0 GiB, the largest client has 61.0 GiB.");
  }

  @Test
  void reckonsTheSmallestMachineThatWouldDo() {
    ClusterView view =
        waits("a")
            .full("memory", 1, LARGE)
            .into(
                Views.cluster()
                    .with(
                        client("n1")
                            .has(CLIENT)
                            .attribute("platform.aws.instance-type", "m5.4xlarge")))
            .view();

    assertThat(ReasonWords.of(reason(view), CLOCK).advice())
        .isEqualTo(
            "start a client of type m5.8xlarge or larger, or choose a smaller resource class");
  }

  @Test
  void prefersAMachineThatIsThereSomewhereElse() {
    ClusterView view =
        waits("a")
            .full("memory", 1, LARGE)
            .into(
                Views.cluster()
                    .with(
                        client("n1")
                            .has(CLIENT)
                            .attribute("platform.aws.instance-type", "m5.4xlarge"))
                    .with(
                        client("n2")
                            .in("eu")
                            .has(new Resources(16_000, 100 * 1024, 1))
                            .attribute("platform.aws.instance-type", "r6i.4xlarge")))
            .view();

    assertThat(reason(view)).isEqualTo(new NeverFits(LARGE, CLIENT, "r6i.4xlarge"));
  }

  @Test
  void saysWhenNoClientHasBothAtOnce() {
    Resources both = new Resources(20_000, 60_000, 0);
    ClusterView view =
        waits("a")
            .full("memory", 2, both)
            .into(
                Views.cluster()
                    .with(client("n1").has(new Resources(30_000, 10_000, 0)))
                    .with(client("n2").has(new Resources(10_000, 90_000, 0))))
            .view();

    assertThat(sentence(view)).contains("together, and no client has both");
  }

  @Test
  void saysNothingOfSizeWhileClientsAreNotMeasured() {
    ClusterView view =
        waits("a")
            .full("memory", 1, LARGE)
            .into(Views.cluster().with(client("n1").has(Resources.NONE)))
            .view();

    assertThat(reason(view)).isInstanceOf(WaitsForRoom.class);
  }

  @Test
  void knowsThatOnlyAParkedClientIsLargeEnough() {
    ClusterView view =
        waits("a")
            .full("memory", 1, LARGE)
            .into(
                Views.cluster()
                    .with(client("n1").has(CLIENT))
                    .with(client("big").draining(null, Map.of())))
            .view();

    assertThat(reason(view)).isInstanceOf(FitsOnlyParked.class);
    assertThat(sentence(view)).contains("only big is large enough, but it is being drained.");
  }

  @Test
  void countsWhoIsAheadAndNamesWhatIsShort() {
    ClusterView view =
        waits("a")
            .full("memory", 12, SMALL)
            .into(Views.cluster().with(client("n1").has(CLIENT)))
            .view();

    assertThat(WaitingReason.of(waiting(view), 4, view, NOW))
        .isEqualTo(new WaitsForRoom(List.of("memory"), 12, 0, 4, null));
    assertThat(ReasonWords.of(WaitingReason.of(waiting(view), 4, view, NOW), CLOCK).sentence())
        .isEqualTo("Waits for room, 4 ahead: memory is short on 12 clients.");
  }

  @Test
  void saysHowManyOthersAreRuledOut() {
    ClusterView view =
        waits("a")
            .saw(
                9,
                8,
                Map.of("default", 9),
                1,
                Map.of("missing drivers", 8),
                Map.of("memory", 1),
                SMALL)
            .into(Views.cluster().with(client("n1").has(CLIENT)))
            .view();

    assertThat(sentence(view))
        .isEqualTo(
            "Waits for room, it is next: memory is short on 1 client; 8 more are ruled out by what"
                + " it demands.");
  }

  @Test
  void knowsADiskThatIsLargerThanAny() {
    Resources asked = new Resources(2_000, 4_096, 200 * 1024);
    ClusterView view =
        waits("a")
            .full("disk", 1, asked)
            .into(Views.cluster().with(client("n1").has(CLIENT)))
            .view();

    assertThat(reason(view)).isEqualTo(new NeverFits(asked, CLIENT, null));
    assertThat(sentence(view))
        .isEqualTo("Never fits: needs 200.0 GiB of disk, the largest client has 97.7 GiB of it.");
  }

  @Test
  void pointsAtRoomOnAClientThatIsNotEligible() {
    ClusterView view =
        waits("a")
            .full("cpu", 1, SMALL)
            .into(
                Views.cluster()
                    .with(client("n1").has(CLIENT))
                    .with(client("parked").has(CLIENT).ineligible()))
            .view();

    assertThat(sentence(view))
        .isEqualTo(
            "Waits for room, it is next: CPU is short on 1 client. parked has room, but it is not"
                + " eligible.");
  }

  @Test
  void findsTheReasonAtThePreviousEvaluationOfOldServers() {
    ClusterView view =
        waits("first")
            .canceled()
            .full("memory", 3, SMALL)
            .into(
                waits("a")
                    .after(Views.id("evaluation of first"))
                    .into(Views.cluster().with(client("n1").has(CLIENT))))
            .view();

    assertThat(reason(view)).isInstanceOf(WaitsForRoom.class);
  }

  @Test
  void namesTheQuota() {
    ClusterView view = waits("a").quota("team-a").into(Views.cluster()).view();

    assertThat(reason(view)).isEqualTo(new QuotaReached("team-a"));
  }

  @Test
  void tellsWhenItIsTriedAgain() {
    ClusterView view =
        waits("a")
            .pending()
            .running()
            .until(NOW.plusSeconds(120), "alloc-failure")
            .into(Views.cluster())
            .view();

    assertThat(reason(view)).isInstanceOf(BackOff.class);
    assertThat(sentence(view)).isEqualTo("It failed and is tried again in 2 min.");
  }

  @Test
  void blamesTheSchedulerAfterHalfAMinute() {
    ClusterView slow =
        waits("a").pending().since(NOW.minusSeconds(31)).into(Views.cluster()).view();
    ClusterView fresh =
        waits("a").pending().since(NOW.minusSeconds(29)).into(Views.cluster()).view();

    assertThat(reason(slow)).isEqualTo(new SchedulerSlow(NOW.minusSeconds(31)));
    assertThat(reason(fresh)).isEqualTo(new Starting(NOW.minusSeconds(29)));
  }

  @Test
  void repeatsNomadsWordsWhereItKnowsNoReason() {
    ClusterView view =
        waits("a").told("created due to placement conflicts").into(Views.cluster()).view();

    assertThat(reason(view)).isEqualTo(new Untold("created due to placement conflicts"));
  }

  private static Waiting waiting(ClusterView view) {
    return Queue.of(view).waiting().stream()
        .filter(one -> one.name().equals("a"))
        .findFirst()
        .orElseThrow()
        .measured((waiting, group) -> Resources.NONE);
  }

  private static WaitingReason reason(ClusterView view) {
    return WaitingReason.of(waiting(view), 0, view, NOW);
  }

  private static String sentence(ClusterView view) {
    return ReasonWords.of(reason(view), CLOCK).sentence();
  }
}
